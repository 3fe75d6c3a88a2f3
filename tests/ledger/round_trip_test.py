"""What is exported and imported elsewhere is the same: every column of every act,
with author, reason and objection, for random acts and corrections.

    round_trip_test.py --program build/release/ratione --home . [--acts 400] [--seed 7]
                       [--postgres ADDRESS]
"""

import argparse
import csv
import os
import random
import tempfile

from helper import Postgres, Program

STATES = ["KEN", "BDI", "RUS", "UKR", "FRA", "MYS", "IND", "USA"]
KINDS = ["withdrawal_announced", "signature", "withdrawal_notice", "referral", "opt_out",
         "special_acceptance", "declaration"]
WORDS = ["a list", 'said "so"', "comma, here", "été", "кроме того", " leading", "trailing ", "1",
         "=x", "a;b", "-", "\ufeffmark", "'", "%", "null"]
COLUMNS = ["instrument", "id", "state", "kind", "day", "known", "of", "about", "from", "until",
           "places", "crimes", "persons", "only_on", "corrects", "confirmed", "source", "note",
           "named", "authority", "author", "reason", "objection"]


def day(rand, first=1999, last=2025):
    return f"{rand.randint(first, last)}-{rand.randint(1, 12):02}-{rand.randint(1, 28):02}"


def act(rand, n, earlier):
    row = dict.fromkeys(COLUMNS, "")
    row.update(instrument="rome-statute", id=f"r{n}", source=rand.choice(WORDS),
               author=rand.choice(WORDS), reason=rand.choice(WORDS))
    if rand.random() < 0.5:
        row["note"] = rand.choice(WORDS)
    if rand.random() < 0.3:
        row["objection"] = rand.choice(WORDS)
    if earlier and rand.random() < 0.3:
        row["corrects"] = rand.choice(earlier)["id"]
        row["known"] = day(rand, 2026, 2026)
        for name, value in (("day", day(rand)), ("state", rand.choice(STATES)),
                            ("confirmed", rand.choice(["yes", "no"]))):
            if rand.random() < 0.4:
                row[name] = value
        return row
    row.update(state=rand.choice(STATES), kind=rand.choice(KINDS), day=day(rand))
    if rand.random() < 0.3:
        row["known"] = day(rand, 2026, 2026)
    if rand.random() < 0.5:
        row["confirmed"] = rand.choice(["yes", "no"])
    if rand.random() < 0.1:
        row["about"] = ";".join(rand.sample(STATES, 2))
    if row["kind"] == "withdrawal_notice" and rand.random() < 0.5:
        row["named"] = day(rand, 2027, 2030)
    if row["kind"] == "special_acceptance":
        row["authority"] = rand.choice(["yes", "no"])
    if row["kind"] in ("referral", "special_acceptance", "declaration"):
        if rand.random() < 0.5:
            row["from"] = day(rand, 2000, 2005)
        if rand.random() < 0.5:
            row["until"] = day(rand, 2006, 2010)
        if rand.random() < 0.5:
            row["places"] = ";".join(rand.sample(["crimea", "KEN", "FRA"], rand.randint(1, 3)))
        if rand.random() < 0.5:
            row["crimes"] = ";".join(rand.sample(["8", "8(2)(b)", "7", "6"], rand.randint(1, 2)))
        if rand.random() < 0.3:
            row["persons"] = "nationals"
    return row


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--acts", type=int, default=400)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--postgres")
    asked = options.parse_args()
    rand = random.Random(asked.seed)
    rows, first = [], []
    for n in range(asked.acts):
        row = act(rand, n, first)
        rows.append(row)
        if not row["corrects"]:
            first.append(row)
            if rand.random() < 0.05:  # the same act twice, under two ids
                rows.append({**row, "id": f"twin{n}"})
    with tempfile.TemporaryDirectory() as work:
        program = Program(os.path.abspath(asked.program), os.path.abspath(asked.home), work)
        source = os.path.join(work, "acts.csv")
        with open(source, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        ledgers = [os.path.join(work, f"{n}.ledger") for n in range(2)]
        if asked.postgres:
            for n in range(2):
                Postgres(asked.postgres).run(f"CREATE DATABASE trip{n}")
                ledgers[n] = asked.postgres.replace("/postgres?", f"/trip{n}?")
        exports = [os.path.join(work, f"{n}.csv") for n in range(2)]
        for ledger, given, export in zip(ledgers, [source, exports[0]], exports):
            program.run("record", "import", "--from", given, "--ledger", ledger)
            with open(export, "w", encoding="utf-8", newline="") as out:
                out.write(program.run("record", "export", "--ledger", ledger).stdout)
        with open(exports[0], encoding="utf-8", newline="") as file:
            kept = list(csv.DictReader(file))
        assert len(kept) == len(rows), f"{len(kept)} of {len(rows)} rows were kept"
        for row, got in zip(rows, kept):
            for name in COLUMNS:
                want = row[name]
                if name in ("id", "corrects") and want:
                    want = f"ledger-{want}"
                if name == "confirmed" and not want and not row["corrects"]:
                    want = "yes"
                assert got.get(name, "") == want, (row, name, got)
        with open(exports[0], "rb") as a, open(exports[1], "rb") as b:
            assert a.read() == b.read(), "what is imported is not what was exported"
        one, other = (program.entries(ledger) for ledger in ledgers)
        for a, b in zip(one, other):
            for name in ("author", "reason", "instrument", "act", "objection"):
                assert a[name] == b[name], (a, b)
        print(f"{len(rows)} random acts exported and imported: the same.")


main()
