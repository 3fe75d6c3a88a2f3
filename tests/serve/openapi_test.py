"""The answers are as docs/openapi.json describes them."""
import copy
import json
import unittest

import jsonschema

from running import Running, main

# For each operation, what is asked; the first also in a way that no answer fits.
ASKED = {
    "status": ["rome-statute?on=2016-11-16", "rome-statute?state=RUS&proof=1&known=2016-11-16",
               "rome-statute?state=RUS&known=2030-01-01",
               "rome-statute?known=2017-01-01&diff_known=2016-11-16"],
    "dates": ["rome-statute", "rome-statute-kampala-aggression", "rome-statute?known=2001-01-01"],
    "history": ["rome-statute?state=ZAF", "rome-statute?state=UKR", "rome-statute?state=TUV"],
    "state": ["CHE", "ZAF?on=2016-12-01"],
    "compare": ["USA/RUS"],
    "assess": ["?date=2014-03-18&place=Crimea&known=2016-11-14", "?date=2016-09-21&at=36.20,37.16",
               "?date=2014-03-18&place=Gaza", "?date=2015-01-01/2018-12-31&place=BDI&age=20",
               "?date=2010-03-26&place=high+seas&registered_in=KOR", "?date=2017-01-01&known=2017-06-01",
               "?date=2005-06-01&place=Darfur&crime=war_crimes&trigger=sc_referral&suspect=SDN",
               "?date=2014-03-18&place=UKR&age=11&finding=linked%3Dyes",
               "?date=2003-06-01&place=CIV&suspect=CIV&known=2005-02-15&diff_known=2005-02-14"],
    "effect": ["?id=rome-statute/BDI-2016-1&known=2018-01-01", "?id=RUS-2016-1&known=2016-11-29",
               "?id=MMR-2021-1&known=2026-01-01", "?id=ARG-2018-1&known=2019-01-01",
               "?act=KEN+withdrawal_notice+rome-statute+2016-11-20&known=2016-11-20"],
    "notices": ["?on=2016-11-16", "?on=2016-11-16&state=BDI", "?on=2016-11-16&format=ics",
                "?on=2016-11-16&format=atom"],
    "vote": ["unsc?on=2016-10-08&yes=11&no=RUS,VEN&abstain=2", "unsc?on=2016-10-08&yes=11&no=2",
             "unga?on=1970-11-20&yes=51&no=49", "hrc?on=2011-03-02&yes=30&no=2",
             "unsc?on=2014-03-15&yes=13&no=RUS&finding=pacific_settlement%3Dyes"
             "&finding=party_to_dispute(RUS)%3Dyes"],
    "world": ["?date=2014-03-18&known=2016-11-14"],
    "explain": ["?date=2014-03-18&place=Crimea&known=2016-11-14"],
    "laws": [""],
    "law": ["rome-statute", "vienna-convention"],
    "provision": ["rome-statute/12", "rome-statute/8.2.b"],
    "locate": ["?at=44.95,34.10&on=2014-03-18", "?at=0,-30", "?at=31.5,34.45"],
    "places": ["?on=2014-03-18", "?on=1980-01-01", "?reading=claim_prevails"],
    "act": ["rome-statute/UKR-2015-1", "rome-statute/UKR-2015-1?known=2000-01-01",
            "rome-statute/MNE-1992-1"],
    "search": ["?q=crimea", "?q="],
    "claims": ["?dated=2016-11-17", "?dated=2016-11-17&format=csv", "?dated=2001-01-01"],
    "meta": [""],
    "openapi": [""],
    "health": [""],
    "ready": [""],
    "metrics": [""],
}


# What is sent to the addresses that take a text.
SENT = ("Russia has ratified the Rome Statute. The Court has no jurisdiction over war crimes in "
        "Syria. The Court was busy.").encode()


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Running(*Running.given).__enter__()
        cls.document = json.loads(cls.server.get("/api/v1/openapi.json")[2])

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def valid(self, schema):
        """A validator that finds the components of the document."""
        return jsonschema.Draft202012Validator({**schema, "components": self.document["components"]})

    def checked(self, schema, answer, what):
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}"
                  for fault in self.valid(schema).iter_errors(answer)]
        self.assertEqual(faults[:3], [], what)

    def test_each_answer_of_each_address(self):
        operations = {}
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                operations[operation["operationId"]] = (path, method.upper(), operation)
        self.assertEqual(set(operations), set(ASKED))
        for name, asked in ASKED.items():
            path, method, operation = operations[name]
            base = path.split("{")[0].rstrip("/") if "{" in path else path
            for words in asked:
                target = base + ("" if words.startswith("?") or not words else "/") + words
                with self.subTest(target):
                    status, headers, body = self.server.get(
                        target, method=method, body=SENT if method == "POST" else None)
                    self.assertEqual(status, 200, body)
                    kind = headers["Content-Type"].split(";")[0]
                    content = operation["responses"]["200"]["content"]
                    self.assertIn(kind, content)
                    schema = content[kind]["schema"]
                    if kind == "application/x-ndjson":
                        for line in body.splitlines():
                            self.checked(schema, json.loads(line), target)
                    elif kind == "application/json":
                        self.checked(schema, json.loads(body), target)

    def test_problems(self):
        problem = self.document["components"]["responses"]["400"]["content"]["application/problem+json"]
        for target, method in (("/api/v1/status/rome-statute?on=x", "GET"), ("/api/v1/x", "GET"),
                               ("/api/v1/meta", "POST"), ("/api/v1/state/%ff", "GET")):
            _, headers, body = self.server.get(target, method=method)
            self.assertEqual(headers["Content-Type"], "application/problem+json")
            self.checked(problem["schema"], json.loads(body), target)

    def test_the_schemas_refuse_what_is_not_so(self):
        """A key more, a key less, a value of another kind: each is found."""
        for name, schema in self.document["components"]["schemas"].items():
            jsonschema.Draft202012Validator.check_schema(schema)
        verdict = json.loads(self.server.get("/api/v1" + "/assess" + ASKED["assess"][0])[2])
        schema = {"$ref": "#/components/schemas/Verdict"}
        self.assertTrue(self.valid(schema).is_valid(verdict))
        for key in verdict:
            less = {name: value for name, value in verdict.items() if name != key}
            self.assertFalse(self.valid(schema).is_valid(less), key)
            other = copy.deepcopy(verdict)
            other[key] = 7
            self.assertFalse(self.valid(schema).is_valid(other), key)
        self.assertFalse(self.valid(schema).is_valid({**verdict, "more": 1}))
        deep = copy.deepcopy(verdict)
        deep["proof"]["because"][0]["value"] = "perhaps"
        self.assertFalse(self.valid(schema).is_valid(deep))


if __name__ == "__main__":
    main()
