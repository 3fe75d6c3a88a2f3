"""The server gives the very bytes that the command prints."""
import csv
import json
import os
import re
import unittest

from running import Running, address, main


def as_parameters(sentence):
    """A sentence of the command as the server says it: on for --on, state=STATE for --state STATE."""
    with_value = re.sub(r"--([a-z]+) (?=[A-Z]+\b)", r"\1=", sentence)
    return re.sub(r"--([a-z][a-z-]*)", lambda match: match[1].replace("-", "_"), with_value)


def case_words(row):
    """A row of court.csv: words of the command, and parameters of the address."""
    given = [("date", row["day"]), ("known", row["known"])]
    for column, option in (("where", "place"), ("flag", "registered-in"), ("suspect", "suspect"),
                           ("age", "age"), ("crime", "crime"), ("trigger", "trigger")):
        several = row[column].split(";") if column in ("where", "suspect", "flag") else [row[column]]
        given += [(option, value) for value in several if value]
    given += [("finding", f"{finding}=yes") for finding in row["found"].split(";") if finding]
    words = [word for option, value in given for word in (f"--{option}", value)]
    return words, [(option.replace("-", "_"), value) for option, value in given]


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Running(*Running.given).__enter__()
        cls.api = ["api", "v1"]

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def rows(self, file):
        with open(os.path.join(self.server.home, file), newline="", encoding="utf-8") as table:
            return list(csv.DictReader(table))

    def same(self, words, path, query=(), forms=("json", "csv")):
        for form in forms:
            exit_code, printed, fault = self.server.command(*words, "--format", form)
            self.assertEqual(exit_code, 0, fault)
            target = address(self.api + path, [*query, ("format", form)])
            status, headers, body = self.server.get(target)
            if form == "atom":  # the server knows where its acts and treaties stand
                links = rb'<link rel="alternate"[^>]*/>\n'
                self.assertGreater(len(re.findall(links, body)), 3)
                body = re.sub(links, b"", body)
            self.assertEqual((status, body), (200, printed), target)
            kind = {"json": "application/json", "csv": "text/csv; charset=utf-8",
                    "ics": "text/calendar; charset=utf-8",
                    "atom": "application/atom+xml; charset=utf-8"}[form]
            self.assertEqual(headers["Content-Type"], kind)

    def test_every_question_of_the_gold_rows(self):
        rows = self.rows("tests/gold/court.csv")
        self.assertGreater(len(rows), 80)
        for i, row in enumerate(rows):
            with self.subTest(row["id"]):
                words, query = case_words(row)
                # Every form of some, one form of each.
                forms = ("json", "csv") if i % 8 == 0 else ("json",)
                self.same(["assess", *words], ["assess"], query, forms)

    def test_every_day_of_the_gold_rows(self):
        rows = [row for row in self.rows("record/published.csv")
                if row["instrument"].startswith("rome-statute") and row["received"]]
        self.assertGreater(len(rows), 40)
        for row in rows:
            with self.subTest(row["instrument"] + row["state"] + row["act"]):
                on = row["effect"] or row["received"]
                who = [("state", row["state"])] if row["state"] else []
                words = [word for name, value in who for word in (f"--{name}", value)]
                self.same(["status", row["instrument"], "--on", on, *words],
                          ["status", row["instrument"]], [("on", on), *who], ("json",))
        for instrument in sorted({row["instrument"] for row in rows}):
            self.same(["dates", instrument], ["dates", instrument])
            self.same(["status", instrument], ["status", instrument])

    def test_what_has_no_gold_row(self):
        api = self.same
        treaty, known = "rome-statute", ("known", "2016-11-16")
        api(["status", treaty, "--known", "2017-01-01", "--diff-known", "2016-11-16"],
            ["status", treaty], [("known", "2017-01-01"), ("diff_known", "2016-11-16")])
        api(["status", treaty, "--state", "Russia", "--known", "2016-11-16", "--proof"],
            ["status", treaty], [("state", "Russia"), known, ("proof", "1")], ("json",))
        api(["history", treaty, "--state", "Côte d'Ivoire"], ["history", treaty],
            [("state", "Côte d'Ivoire")])
        api(["state", "South Africa", "--on", "2016-12-01"], ["state", "South Africa"],
            [("on", "2016-12-01")])
        api(["compare", "USA", "RUS", "--known", "2016-11-16"], ["compare", "USA", "RUS"], [known])
        api(["law", "list"], ["law"])
        api(["law", "list", treaty], ["law", treaty])
        api(["law", "show", treaty, "12(2)(a)"], ["law", treaty, "12(2)(a)"], (), ("json",))
        api(["law", "show", treaty, "12.2"], ["law", treaty, "12.2"], (), ("json",))
        api(["atlas", "locate", "44.95,34.10", "--on", "2014-03-18"], ["atlas", "locate"],
            [("at", "44.95,34.10"), ("on", "2014-03-18")], ("json",))
        api(["assess", "--date", "2016-09-21", "--at", "36.20,37.16", "--at", "-1,36.8"], ["assess"],
            [("date", "2016-09-21"), ("at", "36.20,37.16"), ("at", "-1,36.8")])

    def test_what_an_act_changes_and_what_lies_ahead(self):
        api = self.same
        for act, known in (("BDI-2016-1", "2018-01-01"), ("RUS-2016-1", "2016-11-29")):
            api(["effect", f"rome-statute/{act}", "--known", known], ["effect"],
                [("id", f"rome-statute/{act}"), ("known", known)])
        wave = "KEN;UGA withdrawal_notice rome-statute 2016-11-20"
        api(["effect", "--act", wave, "--act", "CHE withdrawal_notice rome-statute 2016-11-21",
             "--known", "2016-11-21"], ["effect"],
            [("act", wave), ("act", "CHE withdrawal_notice rome-statute 2016-11-21"),
             ("known", "2016-11-21")], ("json",))
        api(["notices", "--on", "2016-11-16"], ["notices"], [("on", "2016-11-16")],
            ("json", "csv", "ics", "atom"))
        api(["notices"], ["notices"])
        civ = ["--date", "2003-06-01", "--place", "CIV", "--suspect", "CIV", "--known", "2005-02-15"]
        api(["assess", *civ, "--diff-known", "2005-02-14"], ["assess"],
            [("date", "2003-06-01"), ("place", "CIV"), ("suspect", "CIV"), ("known", "2005-02-15"),
             ("diff_known", "2005-02-14")])

    def test_what_is_refused_is_refused_with_the_commands_sentence_about_the_parameter(self):
        treaty = "rome-statute"
        for words, path, query, expected in (
                (["status", treaty, "--on", "2016-02-30"], ["status", treaty],
                 [("on", "2016-02-30")], 400),
                (["status", treaty, "--state", "Congo"], ["status", treaty], [("state", "Congo")], 400),
                (["status", treaty, "--proof"], ["status", treaty], [("proof", "1")], 400),
                (["status", treaty, "--diff-known", "2016"], ["status", treaty],
                 [("diff_known", "2016")], 400),
                (["status", "rome-statut"], ["status", "rome-statut"], [], 404),
                (["state", "Narnia"], ["state", "Narnia"], [], 404),
                (["effect", "BDI-2016-1", "--known", "2015-01-01"], ["effect"],
                 [("id", "BDI-2016-1"), ("known", "2015-01-01")], 400),
                (["effect", "--act", "RUS withdrawl rome-statute 2016-11-16"], ["effect"],
                 [("act", "RUS withdrawl rome-statute 2016-11-16")], 400),
                (["notices", "--state", "Narnia"], ["notices"], [("state", "Narnia")], 400),
                (["law", "show", treaty, "12(9)"], ["law", treaty, "12(9)"], [], 404),
                (["atlas", "locate", "95,10"], ["atlas", "locate"], [("at", "95,10")], 400),
                (["atlas", "locate", "here"], ["atlas", "locate"], [("at", "here")], 400),
                (["assess", "--date", "2014-03-18/2014-01-01", "--place", "UKR"], ["assess"],
                 [("place", "UKR"), ("date", "2014-03-18/2014-01-01")], 400),
                (["assess", "--date", "2014-03-18", "--place", "Atlantis"], ["assess"],
                 [("date", "2014-03-18"), ("place", "Atlantis")], 400),
                (["assess", "--date", "2014-03-18", "--crime", "piracy"], ["assess"],
                 [("date", "2014-03-18"), ("crime", "piracy")], 400),
                (["assess", "--date", "2014-03-18", "--finding", "x=yes"], ["assess"],
                 [("date", "2014-03-18"), ("finding", "x=yes")], 400),
                (["assess", "--date", "2014-03-18", "--registered-in", "Narnia"], ["assess"],
                 [("date", "2014-03-18"), ("registered_in", "Narnia")], 400),
                (["assess", "--date", "2014-03-18", "--field", "nationality=CHE"], ["assess"],
                 [("date", "2014-03-18"), ("field", "nationality=CHE")], 400),
        ):
            with self.subTest(query or path):
                exit_code, _, said = self.server.command(*words)
                self.assertEqual(exit_code, 2)
                target = address(self.api + path, query)
                status, headers, body = self.server.get(target)
                self.assertEqual((status, headers["Content-Type"]),
                                 (expected, "application/problem+json"))
                problem = json.loads(body)
                self.assertEqual(f"{problem['detail']} ({problem['code']})\n", as_parameters(said))
                self.assertNotIn("--", problem["detail"])
                if expected == 400 and "locate" not in path:  # the last one is wrong
                    self.assertIn(query[-1][0], problem["detail"])
                self.assertEqual(problem["status"], expected)
                self.assertEqual(problem["instance"], target)

    def test_the_addresses_own_refusals(self):
        for target, expected, code in (
                ("/api/v1/status/rome-statute?knwon=2016-11-16", 400, "serve.012"),
                ("/api/v1/status/rome-statute?on=2016-11-16&on=2016-11-17", 400, "serve.012"),
                ("/api/v1/status/rome-statute?on=", 400, "cli.003"),
                ("/api/v1/status/rome-statute?format=xml", 400, "cli.003"),
                ("/api/v1/meta?format=csv", 400, "cli.003"),
                ("/api/v1/history/rome-statute", 400, "cli.004"),
                ("/api/v1/assess", 400, "cli.004"),
                ("/api/v1/assess/world?date=2014-03-18&place=UKR", 400, "serve.012"),
                ("/api/v1/assess/world?date=2014", 400, "calendar.003"),
                ("/api/v1/assess/world?date=2014-03-18&diff_known=2014-01-01", 400, "serve.012"),
                ("/api/v1/effect", 400, "cli.004"),
                ("/api/v1/effect?id=BDI-2016-1&incidents=rows.csv", 400, "serve.012"),
                ("/api/v1/status/rome-statute?format=atom", 400, "cli.003"),
                ("/api/v1/notices?format=pdf", 400, "cli.003"),
                ("/api/v1/record/acts/rome-statute/UKR-1-1", 404, "record.009"),
                ("/api/v1/search?q=" + "x" * 201, 400, "cli.003"),
                ("/api/v1/nothing", 404, "serve.010"),
                ("/api/v2/status/rome-statute", 404, "serve.010"),
                ("/api", 404, "serve.010"),
                ("/nothing.txt", 404, "serve.010"),
                ("/api/v1/status/%zz", 400, "serve.013"),
        ):
            with self.subTest(target):
                status, _, body = self.server.get(target)
                problem = json.loads(body)
                self.assertEqual((status, problem["code"]), (expected, code))
                self.assertTrue(problem["detail"].endswith((".", "?")), problem["detail"])

    def test_csv_is_given_to_who_asks_for_it_in_either_way(self):
        target = "/api/v1/dates/rome-statute"
        for accept, kind in (("text/csv", "text/csv; charset=utf-8"), ("*/*", "application/json"),
                             ("application/json, text/csv", "application/json")):
            self.assertEqual(self.server.get(target, {"Accept": accept})[1]["Content-Type"], kind)

    def test_explain_is_the_proof_of_assess_drawn_as_the_command_draws_it(self):
        query = [("date", "2014-03-18"), ("place", "Crimea"), ("known", "2016-11-14")]
        explained = json.loads(self.server.get(address(self.api + ["explain"], query))[2])
        assessed = json.loads(self.server.get(address(self.api + ["assess"], query))[2])
        for key in ("question", "conclusion", "proof"):
            self.assertEqual(explained[key], assessed[key])
        _, printed, _ = self.server.command("assess", "--date", "2014-03-18", "--place", "Crimea",
                                            "--known", "2016-11-14")
        self.assertTrue(printed.decode().endswith("\nWhy\n" + explained["drawn"]))

    def test_the_world_is_assess_in_every_place(self):
        query = [("date", "2014-03-18"), ("suspect", "RUS"), ("known", "2016-11-14")]
        target = address(self.api + ["assess", "world"], query)
        status, headers, body = self.server.get(target)
        self.assertEqual((status, headers["Content-Type"]), (200, "application/x-ndjson"))
        lines = {line["place"]: line for line in map(json.loads, body.splitlines())}
        self.assertGreater(len(lines), 200)
        self.assertNotIn("YUG", lines)  # no State on that day
        for place in ("crimea", "UKR", "SYR", "high-seas", "CHE"):
            one = json.loads(self.server.get(
                address(self.api + ["assess"], [*query, ("place", place)]))[2])
            self.assertEqual(lines[place]["conclusion"], one["conclusion"], place)
            if one["bases"]:
                self.assertIn(lines[place]["basis"], [each["kind"] for each in one["bases"]])
        again = self.server.get(target)  # kept: the same, at once
        self.assertEqual(again[2], body)

    def test_an_act_is_its_row(self):
        for row in self.rows("record/acts/rome-statute.csv")[::25]:
            with self.subTest(row["id"]):
                target = address(self.api + ["record", "acts", "rome-statute", row["id"]])
                status, _, body = self.server.get(target)
                self.assertEqual(status, 200, body)
                act = json.loads(body)
                for column in ("id", "state", "actor", "day", "of", "about", "from", "until",
                               "places", "only_on", "corrects", "confirmed", "source", "note"):
                    self.assertEqual(act[column], row[column], column)
                self.assertEqual(act["known"], row["known"] or row["day"].split("/")[-1])
        act = json.loads(self.server.get(
            "/api/v1/record/acts/rome-statute/UKR-2015-1?known=2016-11-14")[2])
        dates = json.loads(self.server.get("/api/v1/dates/rome-statute?known=2016-11-14")[2])
        row = next(r for r in dates["rows"] if r["act_id"] == "rome-statute/UKR-2015-1")
        for key in ("effective", "outcome", "citation"):
            self.assertEqual(act[key], row[key])

    def test_search_finds_each_kind_by_its_name_first(self):
        for q, kind, found in (("Côte d'Ivoire", "state", "CIV"), ("crimea", "place", "crimea"),
                               ("rome-statute", "instrument", "rome-statute"),
                               ("UKR-2015-1", "act", "rome-statute/UKR-2015-1")):
            hits = json.loads(self.server.get(address(self.api + ["search"], [("q", q)]))[2])
            self.assertEqual((hits[0]["kind"], hits[0]["id"]), (kind, found), hits[:3])
        hits = json.loads(self.server.get("/api/v1/search?q=12(3)")[2])
        self.assertIn(("provision", "12(3)"), [(hit["kind"], hit["id"]) for hit in hits[:5]])
        self.assertEqual(json.loads(self.server.get("/api/v1/search?q=")[2]), [])
        self.assertEqual(json.loads(self.server.get("/api/v1/search?q=zzzzzz")[2]), [])
        self.assertEqual(len(json.loads(self.server.get("/api/v1/search?q=a")[2])), 50)

    def test_meta_offers_only_what_can_be_asked(self):
        meta = json.loads(self.server.get("/api/v1/meta")[2])
        codes = [row["code"] for row in self.rows("record/states.csv")]
        self.assertEqual([state["code"] for state in meta["states"]], sorted(codes))
        day = [("date", "2016-11-16"), ("place", "UKR")]
        listed = set()
        for crime in meta["crimes"]:
            self.assertTrue(crime["within"] is None or crime["within"] in listed)
            listed.add(crime["provision"])
            self.assertTrue(crime["title"], crime["provision"])
        titles = {crime["provision"]: crime["title"] for crime in meta["crimes"]}
        self.assertEqual(titles["8(2)(b)(xvi)"], "pillage")
        self.assertIn("War crimes", titles["8"])
        for crime in meta["crimes"][::12]:
            query = [*day, ("crime", crime["name"])]
            self.assertEqual(self.server.get(address(self.api + ["assess"], query))[0], 200, crime)
        for trigger in meta["triggers"]:
            query = [*day, ("trigger", trigger["word"])]
            self.assertEqual(self.server.get(address(self.api + ["assess"], query))[0], 200)
        for finding in meta["findings"]:
            if finding["about"]:
                continue
            query = [*day, ("finding", finding["name"] + "=yes")]
            self.assertEqual(self.server.get(address(self.api + ["assess"], query))[0], 200)
        names = {place["code"]: place["names"] for place in meta["places"]}
        for row in self.rows("atlas/place_names.csv"):
            self.assertIn(row["name"], names[row["place"]])
        first = {each["slug"]: each["first_day"] for each in meta["instruments"]}
        self.assertEqual(first["rome-statute"], "1998-07-17")
        for instrument in meta["instruments"]:
            target = address(self.api + ["status", instrument["slug"]], [("state", "UKR")])
            status = self.server.get(target)[0]
            if instrument["members"]:
                self.assertEqual(status, 200, instrument)

    def test_places_say_of_each_what_locate_says_of_a_point_there(self):
        places = json.loads(self.server.get("/api/v1/atlas/places?on=2014-03-18&known=2016-11-14")[2])
        by_code = {place["code"]: place for place in places["places"]}
        self.assertNotIn("SUN", by_code)
        for at, code in (("44.95,34.10", "crimea"), ("31.5,34.45", None), ("46.9,7.4", "CHE")):
            located = json.loads(self.server.get(address(
                self.api + ["atlas", "locate"],
                [("at", at), ("on", "2014-03-18"), ("known", "2016-11-14")]))[2])
            place = by_code[located["territory"]]
            self.assertIn(code, (None, place["code"]))
            for key in ("attribution", "attributions", "claims"):
                self.assertEqual(place[key], located[key])

    def test_a_disputed_place_is_given_to_a_state_by_the_reading_that_is_taken(self):
        def whose(*reading):
            target = address(self.api + ["atlas", "places"],
                             [("on", "2016-11-16"), ("known", "2016-11-16"), *reading])
            answer = json.loads(self.server.get(target)[2])
            self.assertEqual(answer["reading"], reading[0][1] if reading else None)
            return answer, {place["code"]: place["attribution"] for place in answer["places"]}

        answer, by_court = whose()
        self.assertIsNone(by_court["falkland-islands"])  # it follows none
        self.assertEqual(by_court["crimea"], "UKR")
        names = [each["reading"] for each in answer["readings"]]
        self.assertEqual(len(names), len(set(names)))
        used = {each["reading"] for place in answer["places"] for each in place["attributions"]}
        self.assertLessEqual(used - {None}, set(names))
        _, by_claim = whose(("reading", "claim_prevails"))
        _, by_possession = whose(("reading", "possession_prevails"))
        self.assertEqual((by_claim["falkland-islands"], by_possession["falkland-islands"]),
                         ("ARG", "GBR"))
        # Three States claim it: it is drawn as none's.
        self.assertEqual((by_claim["spratly-islands"], by_possession["spratly-islands"]), (None, "CHN"))
        # Another dispute stays as it was, and so does all that is not disputed.
        changed = {code for code in by_court if by_court[code] != by_claim[code]}
        self.assertNotIn("XKX", changed)
        self.assertLess(len(changed), 12)
        status, _, body = self.server.get("/api/v1/atlas/places?reading=claim_prevail")
        self.assertEqual(status, 400)
        self.assertIn('reading "claim_prevail" is not one of its values; did you mean claim_prevails?',
                      json.loads(body)["detail"])

    def test_land_is_a_place_before_its_state_is(self):
        places = json.loads(self.server.get("/api/v1/atlas/places?on=2005-01-01")[2])
        by_code = {place["code"]: place for place in places["places"]}
        self.assertEqual(by_code["SSD"]["attribution"], "SDN")
        self.assertNotIn("YMD", by_code)


if __name__ == "__main__":
    main()
