"""Rows for the tests of the SQL functions, and what `ratione screen` says of them.

    rows.py --program build/release/ratione --home . FOLDER

writes into FOLDER, for each NAME of place, point, interval, gold:

    NAME.csv           n, known, the arguments
    NAME.expected.csv  n, the nine columns that `screen` adds

gold are the cases of tests/gold/court.csv that can be written as a row; the
others are drawn from a fixed seed, readable and unreadable values alike. Every
row has known = the one day for drawn rows, its own for gold. RATIONE_LONG
multiplies the drawn rows.
"""
import argparse
import csv
import os
import pathlib
import random
import subprocess
import sys

KNOWN = "2024-05-01"
MORE = ["suspect", "crime", "trigger", "registered_in", "age"]
PLACE = ["date", "place"] + MORE
POINT = ["date", "latitude", "longitude"] + MORE
INTERVAL = ["date_start", "date_end", "place"] + MORE
ADDED = ["territory", "attribution", "near_border", "conclusion", "basis", "state", "citation",
         "residual", "reason"]

ODD_DAYS = ["", "2016-02-30", "29 February 2016", "2016-02-29T12:30Z", "2016-02-29 00:00:00.000",
            "9999-12-31", "0000-01-01", "tomorrow", "2016-2-3", " 2016-02-29 ", "20160229",
            "2016-02-29\n", "\u0662\u0660\u0661\u0666"]
ODD_PLACES = ["", "Atlantis", "Congo", "Crimea;UKR", "high seas", "Darfur; Khartoum", "ukraine ",
              "South Ossetia", "West Bank", "x" * 2100, "a,b\"c", "two\nlines", "Côte d’Ivoire",
              "'; DROP TABLE incidents; --", "%s", "\\N", "NULL"]
ODD_STATES = ["", "", "none", "unknown", "Atlantis", "Russian", "RUS;UKR", "y" * 2001, "Congo",
              "SUN", "MNE"]
CRIMES = 4 * ["", "genocide", "crimes_against_humanity", "war_crimes", "aggression",
              "8(2)(b)(iv)", "7.1.d"] + ["piracy", "war_crimes;genocide"]
TRIGGERS = 6 * ["", "", "state_referral", "proprio_motu", "sc_referral"] + ["by_accident"]
AGES = 6 * ["", "", "11", "17", "18", "200"] + ["1000", "-3"]
# Where borders, coasts, claims and mistakes are.
SPOTS = [(44.95, 34.10), (33.0, 35.8), (36.20, 37.16), (0.0, 0.0), (48.0, 37.8), (42.22, 43.97),
         (31.5, 34.45), (12.0, -84.78), (90.0, 0.0), (-90.0, 180.0), (91.0, 10.0), (10.0, 181.0),
         (19.9, -75.15), (15.45, 32.5), (13.6, 25.3), (float("nan"), 3.0), (float("inf"), 3.0),
         (50.0, 1e300), (-0.0, 36.8), (60.17, 24.94)]


def draw(rng, names, count, home):
    def column(file, name):
        with open(home / "record" / file, newline="", encoding="utf-8") as f:
            return [row[name] for row in csv.DictReader(f)]

    states = column("states.csv", "code")
    state_names = column("state_names.csv", "name")

    def day():
        if rng.random() < 0.05:
            return rng.choice(ODD_DAYS)
        return "%04d-%02d-%02d" % (rng.randint(1985, 2027), rng.randint(1, 12), rng.randint(1, 28))

    def state():
        if rng.random() < 0.2:
            return rng.choice(ODD_STATES)
        return rng.choice(states + state_names)

    rows = []
    for n in range(1, count + 1):
        row = {"n": n, "known": KNOWN}
        first, last = sorted([day(), day()])
        latitude, longitude = rng.choice(SPOTS)
        if rng.random() < 0.6:
            latitude, longitude = rng.uniform(-60, 75), rng.uniform(-180, 180)
        if rng.random() < 0.05:
            latitude = ""
        if rng.random() < 0.05:
            longitude = ""
        values = {
            "date": day(), "date_start": first, "date_end": last,
            "place": rng.choice(ODD_PLACES if rng.random() < 0.15 else states + state_names),
            "latitude": latitude, "longitude": longitude,
            "suspect": state(), "crime": rng.choice(CRIMES), "trigger": rng.choice(TRIGGERS),
            "registered_in": state() if rng.random() < 0.15 else "", "age": rng.choice(AGES),
        }
        row.update({name: values[name] for name in names})
        rows.append(row)
    return rows


def gold(home):
    rows = []
    with open(home / "tests" / "gold" / "court.csv", newline="", encoding="utf-8") as f:
        for case in csv.DictReader(f):
            if case["found"]:
                continue  # a finding is no column
            days = (case["day"].split("/") * 2)[:2]
            rows.append({"n": len(rows) + 1, "known": case["known"], "date_start": days[0],
                         "date_end": days[1], "place": case["where"], "suspect": case["suspect"],
                         "crime": case["crime"], "trigger": case["trigger"],
                         "registered_in": case["flag"], "age": case["age"]})
    return rows


def write(file, names, rows):
    with open(file, "w", newline="", encoding="utf-8") as f:
        out = csv.DictWriter(f, names, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def screened(program, home, folder, names, rows):
    """What `screen` adds to each row; one run for each day as known."""
    answers = {}
    for known in sorted({row["known"] for row in rows}):
        asked = [{"id": row["n"], **{name: row[name] for name in names}}
                 for row in rows if row["known"] == known]
        source, out = folder / "screen_in.csv", folder / "screen_out.csv"
        write(source, ["id"] + names, asked)
        ran = subprocess.run([program, "--home", str(home), "screen", str(source), "--out",
                              str(out), "--known", known], capture_output=True, text=True)
        if ran.returncode != 0:
            sys.exit("rows.py: screen ended with %d: %s" % (ran.returncode, ran.stderr))
        with open(out, newline="", encoding="utf-8") as f:
            for row in csv.DictReader(f):
                answers[int(row["id"])] = {name: row[name] for name in ADDED}
        for made in (source, out, pathlib.Path(str(out) + ".ratione.json")):
            made.unlink(missing_ok=True)
    return [{"n": n, **answers[n]} for n in sorted(answers)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--home", required=True, type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    asked = parser.parse_args()
    csv.field_size_limit(1 << 20)
    count = 300 * int(os.environ.get("RATIONE_LONG", "1"))
    rng = random.Random(6)
    for name, names, rows in [
            ("place", PLACE, draw(rng, PLACE, count, asked.home)),
            ("point", POINT, draw(rng, POINT, count, asked.home)),
            ("interval", INTERVAL, draw(rng, INTERVAL, count, asked.home)),
            ("gold", INTERVAL, gold(asked.home))]:
        if name == "gold" and len(rows) < 60:
            sys.exit("rows.py: only %d cases of tests/gold/court.csv can be written as a row" %
                     len(rows))
        write(asked.folder / (name + ".csv"), ["n", "known"] + names, rows)
        write(asked.folder / (name + ".expected.csv"), ["n"] + ADDED,
              screened(asked.program, asked.home, asked.folder, names, rows))


main()
