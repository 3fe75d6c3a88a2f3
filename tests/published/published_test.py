#!/usr/bin/env python3
"""Days of effect that depositaries and others published, against `ratione dates`.

published.csv holds the rows: an act by its treaty, State and day of deposit (or any
act of that day, where the source names no State), and the day that was published.
explained.csv names the rows that differ, and why; a difference that is not named
there fails, and so does a name there that no longer differs.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent


def dates_of(program, home, instrument):
    done = subprocess.run(
        [program, "dates", instrument, "--home", home, "--format", "json"],
        capture_output=True, text=True, env={**os.environ, "RATIONE_TODAY": "2026-11-24"})
    if done.returncode != 0:
        return None, done.stderr.strip()
    return json.loads(done.stdout)["rows"], ""


def day_of(value):
    return value or ""


def found_for(row, rows):
    """The rows of the answer that speak of this one: by its State and day of deposit,
    or by what the source gives of the two."""
    return [each for each in rows
            if (not row["deposited"] or day_of(each["deposited"]) == row["deposited"])
            and (not row["state"] or each["state"] == row["state"])
            and each["kind"] != "signature"
            and (not row["kind"] or "consent" in (row["kind"], each["kind"])
                 or each["kind"] == row["kind"])]


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--program", required=True)
    asked.add_argument("--home", required=True)
    asked.add_argument("--rows", default=HERE / "published.csv")
    asked.add_argument("--table", action="store_true", help="count for each treaty")
    asked = asked.parse_args()

    rows = list(csv.DictReader(open(asked.rows, encoding="utf-8")))
    explained = {(r["instrument"], r["state"], r["deposited"]): r["why"]
                 for r in csv.DictReader(open(HERE / "explained.csv", encoding="utf-8"))}
    by_treaty = defaultdict(list)
    for row in rows:
        by_treaty[row["instrument"]].append(row)
    agree, differ, faults = Counter(), Counter(), []
    for treaty, of_treaty in sorted(by_treaty.items()):
        answer, error = dates_of(asked.program, asked.home, treaty)
        for row in of_treaty:
            key = (treaty, row["state"], row["deposited"])
            if answer is None:
                met = error
                same = False
            else:
                met = [(day_of(e["effective"]), e["outcome"]) for e in found_for(row, answer)]
                if row["outcome"] == "in_force":
                    same = any(m == (row["effective"], "in_force") for m in met)
                else:
                    same = any(m[1] == row["outcome"] and not m[0] for m in met)
                met = ", ".join(sorted({" ".join(m) for m in met})) or "no such act"
            (agree if same else differ)[treaty] += 1
            says = f"{treaty} {row['state'] or '?'} {row['deposited']}"
            if not same and key not in explained:
                faults.append(f"{says}: published {row['effective'] or row['outcome']}, here {met}")
            if same and key in explained:
                faults.append(f"{says}: named in explained.csv, and agrees")
    if asked.table:
        for treaty in sorted(by_treaty):
            print(f"{treaty:30} {agree[treaty]:4} {differ[treaty]:4}")
    print(f"{sum(agree.values())} of {len(rows)} agree, {sum(differ.values())} differ.")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
