"""A server that reads a ledger names its head with every answer."""
import json
import os
import tempfile
import unittest

from running import Running, main


class WithLedger(unittest.TestCase):
    def test_every_answer_names_the_head(self):
        with tempfile.TemporaryDirectory() as work:
            ledger = os.path.join(work, "my.ledger")
            exit_code, added, fault = Running(*Running.given).command(
                "record", "add", "KEN withdrawal_announced rome 2026-11-18", "--ledger", ledger,
                "--source", "s", "--reason", "r", "--author", "A", "--format", "json")
            self.assertEqual(exit_code, 0, fault)
            head = json.loads(added)["ledger"]["head"]
            with Running(*Running.given, "--ledger", ledger) as server:
                for path in ("status/rome-statute", "status/rome-statute?format=csv",
                             "dates/rome-statute?format=csv", "law", "meta"):
                    status, headers, body = server.get(f"/api/v1/{path}")
                    self.assertEqual((status, headers["Ratione-Ledger"]), (200, head), path)
                    if "csv" not in path:
                        named = json.loads(body)["made_with"]["ledger"]
                        self.assertEqual((named["head"], named["entries"]), (head, 1), path)


if __name__ == "__main__":
    main()
