"""What the tests of ledgers share: a program to run, and the two stores."""

import hashlib
import json
import os
import sqlite3
import subprocess

COLUMNS = ["number", "recorded", "author", "reason", "source", "instrument", "id", "act",
           "objection", "key", "previous", "hash", "signature"]
BYTES = {"previous", "hash", "signature"}


class Program:
    def __init__(self, path, home, work):
        self.path = path
        self.env = {"PATH": os.environ.get("PATH", ""), "RATIONE_HOME": home, "NO_COLOR": "1",
                    "RATIONE_CACHE": os.path.join(work, "cache"), "RATIONE_AUTHOR": "test",
                    "LC_ALL": "C.UTF-8"}

    def start(self, *words, **more):
        return subprocess.Popen([self.path, *words], env=self.env, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, **more)

    def run(self, *words, exit_code=0, env=None):
        done = subprocess.run([self.path, *words], env={**self.env, **(env or {})},
                              capture_output=True, text=True, check=False)
        if exit_code is not None and done.returncode != exit_code:
            raise AssertionError(f"{' '.join(words)}\n  exits {done.returncode}, not {exit_code}\n"
                                 f"{done.stdout}{done.stderr}")
        return done

    def entries(self, ledger):
        done = self.run("record", "log", "--ledger", ledger, "--format", "json")
        return json.loads(done.stdout)["entries"]


class Sqlite:
    """A ledger in a file, changed behind the program's back."""

    def __init__(self, file):
        self.name = file

    def _connect(self):
        return sqlite3.connect(self.name, isolation_level=None)

    def run(self, sql):
        connection = self._connect()
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def rows(self):
        return [dict(zip(COLUMNS, row)) for row in
                self.run(f"SELECT {', '.join(COLUMNS)} FROM entries ORDER BY number")]

    def unguarded(self, *statements):
        """Runs them without triggers, which stand as before afterwards."""
        connection = self._connect()
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for each in statements:
            connection.execute(each)
        for _, sql in triggers:
            connection.execute(sql)
        connection.close()

    table = "entries"

    def drop_a_trigger(self):
        self.run("DROP TRIGGER entries_no_delete")

    def literal(self, column, value):
        return f"x'{value.hex()}'" if column in BYTES else _quoted(value)


class Postgres:
    def __init__(self, address):
        self.name = address

    def run(self, sql):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.name,
                               "-c", sql], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise sqlite3.Error(done.stderr)
        return done.stdout

    def rows(self):
        columns = ", ".join(f"'{c}', " + (f"encode({c}, 'hex')" if c in BYTES else c)
                            for c in COLUMNS)
        text = self.run(f"SELECT json_build_object({columns}) FROM ratione_ledger.entries "
                        "ORDER BY number")
        rows = [json.loads(line) for line in text.splitlines() if line]
        for row in rows:
            for column in BYTES:
                row[column] = bytes.fromhex(row[column])
        return rows

    def unguarded(self, *statements):
        table = "ratione_ledger.entries"
        self.run(f"ALTER TABLE {table} DISABLE TRIGGER USER; " + "; ".join(statements) +
                 f"; ALTER TABLE {table} ENABLE TRIGGER USER")

    table = "ratione_ledger.entries"

    def drop_a_trigger(self):
        self.run("ALTER TABLE ratione_ledger.entries DISABLE TRIGGER entries_no_change")

    def literal(self, column, value):
        return f"'\\x{value.hex()}'::bytea" if column in BYTES else _quoted(value)


def _quoted(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def hash_of(row):
    """The hash of an entry, as docs/ledger.md describes it."""
    form = b"ratione-ledger-1\n"
    for name in COLUMNS[:11]:
        value = row[name]
        value = value.hex() if isinstance(value, bytes) else str(value)
        value = value.encode()
        form += f"{name} {len(value)}\n".encode() + value + b"\n"
    return hashlib.sha256(form).digest()


def acts_csv(file, count, year=2020):
    """Announcements, so many that each has a day of its own."""
    with open(file, "w", encoding="utf-8") as out:
        out.write("instrument,state,kind,day,source,note\n")
        for i in range(count):
            day = f"{year + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}"
            out.write(f"rome,KEN,withdrawal_announced,{day},list,number {i}\n")
