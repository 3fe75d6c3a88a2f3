"""A running `ratione serve`, and the command beside it, for the tests here.

    with Running(program, home) as server:
        status, headers, body = server.get("/health")
        server.command("law", "list", "--format", "json")
"""
import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import unittest
from urllib.parse import quote, urlencode

TODAY = "2026-11-20"


class Running:
    def __init__(self, program, home, *options):
        self.program, self.home, self.options = program, home, options
        self.environment = {**os.environ, "RATIONE_TODAY": TODAY, "RATIONE_HOME": home}

    def __enter__(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--port", "0", *self.options], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("Listening on http://"):
            raise RuntimeError(line + self.process.stderr.read())
        self.port = int(line.rstrip("/\n").rsplit(":", 1)[1])
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.stopped = self.process.wait(60)
        self.process.stdout.close()
        self.process.stderr.close()

    def get(self, target, headers=None, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def socket(self, timeout=30):
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def raw(self, sent, timeout=30):
        """What comes back for these bytes until the server closes or is silent."""
        with self.socket(timeout) as client:
            client.sendall(sent)
            client.shutdown(socket.SHUT_WR)
            came = b""
            try:
                while part := client.recv(65536):
                    came += part
            except (ConnectionResetError, TimeoutError):
                pass
            return came

    def command(self, *words):
        done = subprocess.run([self.program, *words], env=self.environment, capture_output=True)
        return done.returncode, done.stdout, done.stderr.decode()


def address(path, query=()):
    """`path` with its segments escaped, and the parameters."""
    target = "/" + "/".join(quote(part, safe="") for part in path)
    return target + ("?" + urlencode(query) if query else "")


def main():
    """Runs the tests of the calling file: --program FILE --home DIR."""
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    given, rest = options.parse_known_args()
    Running.given = (os.path.abspath(given.program), os.path.abspath(given.home))
    unittest.main(module=sys.modules["__main__"], argv=[sys.argv[0], *rest], verbosity=1)
