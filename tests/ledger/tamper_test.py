"""Whatever is changed in a ledger behind the program's back is found; what the
store can refuse, it refuses.

    tamper_test.py --program build/release/ratione --home . [--postgres ADDRESS]
"""

import argparse
import base64
import os
import sqlite3
import tempfile

from helper import BYTES, COLUMNS, Postgres, Program, Sqlite, acts_csv, hash_of


def private_key(seed):
    """A PEM file of Ed25519 from 32 bytes (RFC 8410)."""
    der = bytes.fromhex("302e020100300506032b657004220420") + seed
    return ("-----BEGIN PRIVATE KEY-----\n" + base64.b64encode(der).decode() +
            "\n-----END PRIVATE KEY-----\n")


class Test:
    def __init__(self, program, make, work):
        self.program, self.make, self.work, self.count, self.checks = program, make, work, 0, 0

    def ledger(self, *more, acts=6):
        self.count += 1
        store = self.make(self.count)
        csv = os.path.join(self.work, "acts.csv")
        acts_csv(csv, acts)
        self.program.run("record", "import", "--from", csv, "--reason", "test", "--ledger",
                         store.name, *more)
        return store

    def verify(self, store, exit_code, says="", *more):
        self.checks += 1
        done = self.program.run("record", "verify", "--ledger", store.name, *more,
                                exit_code=exit_code)
        if says not in done.stdout + done.stderr:
            raise AssertionError(f"{says!r} is not in\n{done.stdout}{done.stderr}")
        return done.stdout

    def refused(self, store, says, words, env):
        self.checks += 1
        done = self.program.run(*words, "--ledger", store.name, exit_code=3, env=env)
        if f"{says} of the ledger has no valid signature" not in done.stderr or done.stdout:
            raise AssertionError(f"{says!r} is not in\n{done.stdout}{done.stderr}")

    def every_field(self):
        store = self.ledger()
        for row in store.rows():
            assert hash_of(row) == row["hash"], "the documented form gives another hash"
        for number in (1, 3, 6):
            for column in COLUMNS:
                before = store.rows()[number - 1][column]
                if column == "number":
                    after = 1000 + number
                elif column == "signature":
                    after = b"\1" * 64
                elif column in BYTES:
                    after = bytes([before[0] ^ 1]) + before[1:]
                else:
                    after = before + " "
                where = number if column != "number" else after
                put = f"UPDATE {store.table} SET {column} = "
                store.unguarded(f"{put}{store.literal(column, after)} WHERE number = {number}")
                self.verify(store, 1)
                if column not in ("signature",):
                    self.program.run("status", "rome", "--ledger", store.name, exit_code=3)
                store.unguarded(f"{put}{store.literal(column, before)} WHERE number = {where}")
                self.verify(store, 0, "Whole")

    def rows_moved(self):
        for what in ("remove", "insert", "swap", "cut"):
            store = self.ledger()
            head = store.rows()[-1]["hash"].hex()
            self.verify(store, 0, "entry 6", "--head", head)
            t = store.table
            if what == "remove":
                store.unguarded(f"DELETE FROM {t} WHERE number = 3")
            elif what == "insert":
                store.unguarded(
                    f"UPDATE {t} SET number = number + 100 WHERE number > 3",
                    f"UPDATE {t} SET number = number - 99 WHERE number > 100",
                    f"INSERT INTO {t} SELECT 4, recorded, author, reason, source, instrument, id, "
                    f"act, objection, key, {store.literal('previous', bytes(31) + bytes([9]))}, "
                    f"hash, signature FROM {t} WHERE number = 3")
            elif what == "swap":
                store.unguarded(f"UPDATE {t} SET number = 99 WHERE number = 2",
                                f"UPDATE {t} SET number = 2 WHERE number = 4",
                                f"UPDATE {t} SET number = 4 WHERE number = 99")
            else:
                store.unguarded(f"DELETE FROM {t} WHERE number > 4")
                self.verify(store, 0, "Whole")  # no chain can show it alone
                self.verify(store, 1, "pinned", "--head", head)
                continue
            self.verify(store, 1)

    def refused_by_the_store(self):
        store = self.ledger()
        t = store.table
        statements = [f"UPDATE {t} SET reason = 'x' WHERE number = 2", f"DELETE FROM {t}"]
        if isinstance(store, Sqlite):
            statements += [f"REPLACE INTO {t} SELECT * FROM {t} WHERE number = 2",
                           f"INSERT INTO {t} SELECT 99, recorded, author, reason, source, "
                           f"instrument, id, act, objection, key, previous, hash, signature "
                           f"FROM {t} WHERE number = 2"]
        else:
            statements += [f"TRUNCATE {t}"]
        for sql in statements:
            self.checks += 1
            try:
                store.run(sql)
            except sqlite3.Error as refused:
                assert "a ledger is only added to" in str(refused), refused
            else:
                raise AssertionError(f"{sql} was not refused")
        self.verify(store, 0, "Whole")
        store.drop_a_trigger()
        self.verify(store, 1, "trigger")
        # One more, which swallows what is added.
        store = self.ledger()
        if isinstance(store, Sqlite):
            store.run(f"CREATE TRIGGER aa BEFORE INSERT ON {store.table} "
                      "BEGIN SELECT RAISE(IGNORE); END")
        else:
            store.run("CREATE FUNCTION aa() RETURNS trigger LANGUAGE plpgsql AS "
                      "'BEGIN RETURN NULL; END'")
            store.run(f"CREATE TRIGGER aa BEFORE INSERT ON {store.table} "
                      "FOR EACH ROW EXECUTE FUNCTION aa()")
        self.verify(store, 1, "triggers that this program did not make")
        self.checks += 1
        self.program.run("record", "add", "KEN withdrawal_announced rome 2019-01-01", "--source",
                         "s", "--reason", "r", "--ledger", store.name, exit_code=3)

    def signatures(self):
        keys = []
        for seed in (1, 2):
            keys.append(os.path.join(self.work, f"key{seed}.pem"))
            with open(keys[-1], "w", encoding="utf-8") as out:
                out.write(private_key(bytes([seed]) * 32))
        store = self.ledger("--key", keys[0])
        self.verify(store, 0, "6 signatures are valid")
        self.verify(store, 0, "6 signatures are valid", "--key", keys[0])
        self.verify(store, 1, "not with the key", "--key", keys[1])
        act = ["record", "add", "KEN withdrawal_announced rome 2019-01-01", "--source", "s",
               "--reason", "r", "--ledger", store.name]
        self.program.run(*act, exit_code=3)                  # not signed
        self.program.run(*act, "--key", keys[1], exit_code=3)  # with another key
        self.program.run(*act, "--key", keys[0])
        self.verify(store, 0, "7 signatures are valid")
        # A signature taken away, and an entry that was never signed.
        store.unguarded(f"UPDATE {store.table} SET signature = {store.literal('signature', b'')} "
                        "WHERE number = 2")
        self.verify(store, 1, "signature of entry 2")
        # Where a key is set, nothing is answered from it, and nothing added to it.
        key = {"RATIONE_LEDGER_KEY": keys[0]}
        for words in (["status", "rome"], ["record", "log"], ["record", "export"]):
            self.program.run(*words, "--ledger", store.name)
            self.refused(store, "Entry 2", words, key)
        self.refused(store, "Entry 2", [word for word in act if word != store.name][:-1], key)
        plain = self.ledger()
        self.verify(plain, 1, "entry 1 is not signed", "--key", keys[0])
        self.refused(plain, "Entry 1", ["status", "rome"], key)
        whole = self.ledger("--key", keys[0])
        self.program.run("status", "rome", "--ledger", whole.name, env=key)
        self.refused(whole, "Entry 1", ["status", "rome"], {"RATIONE_LEDGER_KEY": keys[1]})

    def run(self):
        self.every_field()
        self.rows_moved()
        self.refused_by_the_store()
        self.signatures()
        return self.checks


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--postgres")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        program = Program(os.path.abspath(asked.program), os.path.abspath(asked.home), work)
        if asked.postgres:
            def make(n):
                admin = Postgres(asked.postgres)
                admin.run(f"CREATE DATABASE tampered{n}")
                return Postgres(asked.postgres.replace("/postgres?", f"/tampered{n}?"))
        else:
            def make(n):
                return Sqlite(os.path.join(work, f"{n}.ledger"))
        checks = Test(program, make, work).run()
        print(f"{checks} checks of changed ledgers in "
              f"{'PostgreSQL' if asked.postgres else 'SQLite'}.")


main()
