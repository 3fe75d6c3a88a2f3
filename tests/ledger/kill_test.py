"""Writers are killed at any moment, two at a time: every acknowledged entry is
there, none is half there, and the chain is whole. Before that, six writers make the
ledger at once.

    kill_test.py --program build/release/ratione --home . --rounds 60 [--postgres ADDRESS]

A round starts an `add` (every third one an import of 40 rows) beside another writer
that nobody kills, and kills it after a random time. With --crash COMMAND the
command is run in some rounds (every 20th, at most ten in all), while both write: it
ends the server without warning and starts it again.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import tempfile
import time

from helper import Program, acts_csv

ROWS = 40


class Rounds:
    def __init__(self, program, ledger, work, seed):
        self.program, self.ledger, self.work = program, ledger, work
        self.random = random.Random(seed)
        self.acknowledged = {}   # act id -> what it says
        self.tried = 0
        self.killed = 0
        self.slowest = {"add": 0.05, "import": 0.05}

    def day(self):
        self.tried += 1
        n = self.tried
        return f"{1970 + n // 336}-{1 + n // 28 % 12:02}-{1 + n % 28:02}"

    def add(self):
        return self.program.start(
            "record", "add", f"KEN withdrawal_announced rome {self.day()}", "--source", "s",
            "--reason", "r", "--ledger", self.ledger, "--format", "json")

    def import_rows(self, year):
        csv = os.path.join(self.work, f"{year}.csv")
        acts_csv(csv, ROWS, year)
        return self.program.start("record", "import", "--from", csv, "--reason", "r", "--ledger",
                                  self.ledger, "--format", "json")

    def note(self, process, must):
        out, err = process.communicate()
        if process.returncode == 0:
            answer = json.loads(out)
            if isinstance(answer["added"], list):
                entries = answer["added"]
            else:
                assert answer["added"] == ROWS, answer
                entries = answer["first"]
            for entry in entries:
                assert entry["act"] not in self.acknowledged, entry
                self.acknowledged[entry["act"]] = entry["entry"]
        elif process.returncode == -signal.SIGKILL:
            self.killed += 1
        elif must:
            raise AssertionError(f"exit {process.returncode}: {err}")

    def make_together(self, writers=6):
        """All of them find no ledger; one makes it, and each adds."""
        for process in [self.add() for _ in range(writers)]:
            self.note(process, must=True)
        assert self.check() == writers

    def one(self, number, crash):
        kind = "import" if number % 3 == 2 else "add"
        begun = time.monotonic()
        doomed = self.import_rows(3000 + number) if kind == "import" else self.add()
        other = self.add()
        if crash:
            time.sleep(self.random.random() * 0.05)
            subprocess.run(crash, shell=True, check=True)
        else:
            # Some end before they are killed: what they say is what must be there.
            time.sleep(self.random.random() * 1.2 * self.slowest[kind])
            if doomed.poll() is None:
                doomed.send_signal(signal.SIGKILL)
        self.note(doomed, must=not crash)
        if doomed.returncode == 0:
            self.slowest[kind] = 0.8 * self.slowest[kind] + 0.2 * (time.monotonic() - begun)
        else:
            self.slowest[kind] *= 1.05
        self.note(other, must=not crash)

    def check(self):
        self.program.run("record", "verify", "--ledger", self.ledger)
        entries = self.program.entries(self.ledger)
        by_id = {f"{e['instrument']}/{e['act']['id']}": e["number"] for e in entries}
        assert len(by_id) == len(entries), "an entry stands twice"
        for act, number in self.acknowledged.items():
            assert by_id.get(act) == number, f"{act} was acknowledged as entry {number}"
        imported = {}
        for e in entries:
            year = int(e["act"]["day"][:4])
            if year >= 3000:
                imported[year] = imported.get(year, 0) + 1
        assert all(n == ROWS for n in imported.values()), "an import is half there"
        return len(entries)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--postgres")
    options.add_argument("--crash")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        program = Program(os.path.abspath(asked.program), os.path.abspath(asked.home), work)
        ledger = asked.postgres or os.path.join(work, "my.ledger")
        program.run("status", "rome")  # what is kept is made before
        rounds = Rounds(program, ledger, work, asked.seed)
        rounds.make_together()
        for number in range(asked.rounds):
            every = max(20, asked.rounds // 10)
            crash = asked.crash if asked.crash and number % every == every - 1 else None
            rounds.one(number, crash)
            if number % 20 == 19:
                rounds.check()
        entries = rounds.check()
        assert rounds.killed > asked.rounds // 6, f"only {rounds.killed} were killed"
        print(f"{asked.rounds} rounds, {rounds.killed} writers killed, {entries} entries, "
              f"{len(rounds.acknowledged)} named as added: all there, chain whole.")


main()
