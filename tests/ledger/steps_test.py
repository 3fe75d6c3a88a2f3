"""A crash between any two steps, a write cut in the middle, and a disk that is full
from any step on: no acknowledged entry is lost, none is half there.

    steps_test.py --program build/release/ratione --home . [--compiler cc]

Every call by which SQLite changes a file is one step (steps.c). For the first entry
of a new ledger, for one more, and for an import, the program is ended at each step
in turn; then the ledger must be whole, hold what was there before, and either the
whole of the new or nothing of it. What was acknowledged must be there.
"""

import argparse
import os
import shutil
import signal
import subprocess
import tempfile

from helper import Program, acts_csv

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--compiler", default="cc")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        shim = os.path.join(work, "steps.so")
        subprocess.run([asked.compiler, "-shared", "-fPIC", "-O1", "-o", shim,
                        os.path.join(HERE, "steps.c"), "-ldl"], check=True)
        program = Program(os.path.abspath(asked.program), os.path.abspath(asked.home), work)
        program.run("status", "rome")
        before = os.path.join(work, "before.ledger")
        ledger = os.path.join(work, "my.ledger")
        csv = os.path.join(work, "acts.csv")
        acts_csv(csv, 400)
        add = ["record", "add", "KEN withdrawal_announced rome 2019-01-01", "--source", "s",
               "--reason", "r", "--ledger", ledger]
        imported = ["record", "import", "--from", csv, "--reason", "r", "--ledger", ledger]

        def fresh(old):
            for name in os.listdir(work):
                if name.startswith("my.ledger"):
                    os.remove(os.path.join(work, name))
            if old:
                shutil.copy(before, ledger)

        fresh(False)
        program.run(*add)
        shutil.copy(ledger, before)
        add_more = [word.replace("2019-01-01", "2019-02-02") for word in add]
        total = 0
        for words, old, new in ((add, 0, 1), (add_more, 1, 1), (imported, 1, 400)):
            fresh(old)
            told = os.path.join(work, "steps")
            program.run(*words, env={"LD_PRELOAD": shim, "RATIONE_STEPS_TO": told})
            with open(told, encoding="utf-8") as file:
                steps = int(file.read())
            assert steps > 5, "the steps are not seen"
            for does in ("kill", "torn", "full"):
                lost = 0
                for step in range(1, steps + 1):
                    fresh(old)
                    done = program.run(*words, exit_code=None, env={
                        "LD_PRELOAD": shim, "RATIONE_STEP": str(step), "RATIONE_STEP_DOES": does})
                    total += 1
                    if does == "full":
                        assert done.returncode in (0, 4), (step, done)
                    else:
                        assert done.returncode == -signal.SIGKILL, (step, done)
                    count = 0
                    if os.path.exists(ledger):
                        seen = program.run("record", "verify", "--ledger", ledger, exit_code=None)
                        if seen.returncode == 3:  # made, and empty still
                            assert not old and "no ledger yet" in seen.stderr, (step, seen)
                        else:
                            assert seen.returncode == 0, (step, does, seen)
                            count = len(program.entries(ledger))
                    assert count in (old, old + new), (step, does, count)
                    if done.returncode == 0:
                        assert count == old + new, (step, does, "acknowledged and lost")
                    lost += count == old
                    program.run(*add_more)  # it goes on
                assert does == "full" or 0 < lost, (does, lost)
        print(f"{total} crashes and full disks, one at each step: nothing lost, nothing half.")


main()
