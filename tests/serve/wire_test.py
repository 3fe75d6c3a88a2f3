"""What clients do to a server: caching, bad requests, slow ones, too many, its end."""
import json
import os
import select
import signal
import socket
import subprocess
import threading
import time
import unittest
import zlib

from running import Running, main

SMALL = "/api/v1/status/rome-statute?on=2016-11-16&known=2016-11-16&state=RUS"
LARGE = "/api/v1/law/rome-statute"
SAFE = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}


def unpacked(body):
    return zlib.decompress(body, 31)


class Wire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Running(*Running.given).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def well(self):
        """The server still answers, and soon."""
        begun = time.monotonic()
        self.assertEqual(self.server.get("/health")[0], 200)
        self.assertEqual(self.server.get(SMALL)[0], 200)
        return time.monotonic() - begun

    # ---- what a cache sees ----

    def test_an_etag_names_the_answer_and_nothing_else(self):
        status, headers, body = self.server.get(SMALL)
        etag = headers["ETag"]
        self.assertEqual(headers["Cache-Control"], "no-cache")
        for known in (etag, f'"x", {etag}', f"W/{etag}", "*"):
            status, headers, body = self.server.get(SMALL, {"If-None-Match": known})
            self.assertEqual((status, body, headers["ETag"]), (304, b"", etag), known)
        self.assertEqual(self.server.get(SMALL, {"If-None-Match": '"other"'})[0], 200)
        others = [SMALL.replace("RUS", "UKR"), SMALL.replace("on=2016-11-16", "on=2016-11-17"),
                  SMALL + "&format=csv"]
        tags = {self.server.get(other)[1]["ETag"] for other in others}
        self.assertEqual(len(tags | {etag}), 4)
        # Also before anybody asked for it, and never for what is refused.
        fresh = SMALL.replace("RUS", "TCD")
        etag = self.server.get(fresh)[1]["ETag"]
        with Running(*Running.given) as other:
            self.assertEqual(other.get(fresh, {"If-None-Match": etag})[0], 304)
            self.assertEqual(other.get(fresh)[1]["ETag"], etag)
        status, headers, _ = self.server.get(SMALL.replace("2016-11-16", "2016-02-30"))
        self.assertEqual((status, headers["ETag"]), (400, None))

    def test_another_record_gives_another_etag(self):
        # The same question under another law or record: a house with one act less.
        import os
        import shutil
        import tempfile
        with tempfile.TemporaryDirectory() as home:
            for part in ("law", "record", "atlas"):
                shutil.copytree(os.path.join(self.server.home, part), os.path.join(home, part))
            acts = os.path.join(home, "record/acts/rome-statute.csv")
            with open(acts, encoding="utf-8") as file:
                rows = file.read()
            with open(acts, "w", encoding="utf-8") as file:
                file.write(rows.replace("MNE-1992-1,MNE", "MNE-1992-9,MNE", 1))
            with Running(self.server.program, home) as other:
                self.assertNotEqual(other.get(SMALL)[1]["ETag"], self.server.get(SMALL)[1]["ETag"])

    def test_packed_answers_are_the_same_answers(self):
        _, plain_headers, plain = self.server.get(LARGE)
        self.assertIsNone(plain_headers["Content-Encoding"])
        for _ in range(2):  # made, then kept
            _, headers, body = self.server.get(LARGE, {"Accept-Encoding": "br, gzip"})
            self.assertEqual(headers["Content-Encoding"], "gzip")
            self.assertEqual(unpacked(body), plain)
            self.assertLess(len(body), len(plain) / 2)
            self.assertNotEqual(headers["ETag"], plain_headers["ETag"])
            status, _, _ = self.server.get(LARGE, {"Accept-Encoding": "gzip",
                                                   "If-None-Match": headers["ETag"]})
            self.assertEqual(status, 304)
        _, headers, _ = self.server.get(SMALL, {"Accept-Encoding": "gzip;q=0"})
        self.assertIsNone(headers["Content-Encoding"])

    def test_a_quick_question_is_answered_while_long_ones_are_computed(self):
        # As many that try every place as could take every turn.
        long_ones = []
        for i in range(max(2, os.cpu_count())):
            client = self.server.socket(timeout=120)
            client.sendall(f"GET /api/v1/assess?date=2017-01-01/2018-01-0{i % 8 + 1}&known=2017-06-{i % 28 + 1:02}"
                           " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            long_ones.append(client)

        def turns():
            lines = self.server.get("/metrics")[2].decode().splitlines()
            return sum(int(line.rsplit(" ", 1)[1]) for line in lines
                       if line.startswith("ratione_turns_"))

        deadline = time.monotonic() + 60
        while turns() < len(long_ones):
            self.assertLess(time.monotonic(), deadline, "they were never asked")
        # Not kept: it is computed.
        status, _, _ = self.server.get("/api/v1/assess?date=2014-03-19&place=UKR&known=2016-11-13")
        answered, _, _ = select.select(long_ones, [], [], 0)
        self.assertEqual((status, answered), (200, []))
        for client in long_ones:
            came = b""
            while part := client.recv(65536):
                came += part
            client.close()
            self.assertTrue(came.startswith((b"HTTP/1.1 200", b"HTTP/1.1 503")), came[:100])

    def test_head_is_get_without_its_body(self):
        for target in (SMALL, "/", "/api/v1/nothing"):
            status, headers, body = self.server.get(target)
            head_status, head, none = self.server.get(target, method="HEAD")
            self.assertEqual((head_status, none), (status, b""))
            for name in ("Content-Type", "Content-Length", "ETag"):
                self.assertEqual(head[name], headers[name], name)

    def test_every_answer_is_guarded(self):
        for target in (SMALL, "/", "/health", "/metrics", "/api/v1/nothing", "/x.js"):
            _, headers, _ = self.server.get(target)
            self.assertLessEqual(SAFE, set(headers.keys()), target)
            policy = headers["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'none'", policy)
            self.assertNotIn("unsafe", policy)

    def test_health_readiness_and_metrics(self):
        self.assertEqual(json.loads(self.server.get("/health")[2]), {"status": "ok"})
        self.assertEqual(self.server.get("/ready")[0], 200)
        before = self.server.get("/metrics")[2].decode()
        self.server.get("/api/v1/dates/rome-statute?known=2001-01-01")
        status, headers, body = self.server.get("/metrics")
        self.assertEqual((status, headers["Content-Type"]),
                         (200, "text/plain; version=0.0.4; charset=utf-8"))

        def count(text):
            lines = [line for line in text.splitlines()
                     if line.startswith('ratione_requests_total{route="dates",status="200"}')]
            return int(lines[0].split()[-1]) if lines else 0
        self.assertEqual(count(body.decode()), count(before) + 1)
        for line in body.decode().splitlines():
            self.assertRegex(line, r'^(#.*|[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [-0-9.e+]+)$')

    # ---- what a careless or hostile client sends ----

    def test_no_path_leads_out_of_the_list(self):
        secrets = (b"root:", b"Apache License", b"id,state,actor")
        for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                     "/..%2f..%2f..%2fetc%2fpasswd", "/assets/../../LICENSE", "//etc/passwd",
                     "/assets/%2e%2e%2fLICENSE", "/..\\..\\etc\\passwd", "/etc/passwd.txt",
                     "/api/v1/law/..%2f..%2fetc/passwd", "/api/v1/record/acts/../../LICENSE",
                     "/api/v1/record/acts/rome-statute/..%2f..%2fstates.csv",
                     "/api/v1/law/rome-statute/..%2findex.md", "/%00/etc/passwd", "/.",
                     "/file:///etc/passwd", "/law/rome-statute/index.md", "/record/states.csv"):
            came = self.server.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            self.assertTrue(came.startswith(b"HTTP/1.1 "), path)
            for secret in secrets:
                self.assertNotIn(secret, came, path)
        self.well()

    def test_other_methods_and_bodies_are_refused_and_the_connection_closed(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            status, headers, body = self.server.get("/api/v1/meta", method=method)
            self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"), method)
            self.assertEqual(json.loads(body)["code"], "serve.011")
        # A body is not read: what stands in it must not pass for a request.
        smuggled = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
        for announced in (f"Content-Length: {len(smuggled)}", "Transfer-Encoding: chunked"):
            came = self.server.raw(b"GET /api/v1/meta HTTP/1.1\r\nHost: x\r\n" +
                                   announced.encode() + b"\r\n\r\n" + smuggled)
            self.assertTrue(came.startswith(b"HTTP/1.1 413 "), came[:80])
            self.assertEqual(came.count(b"HTTP/1.1 "), 1)
        self.well()

    def test_a_report_is_read_whole_or_refused(self):
        claims, report = "/api/v1/claims?dated=2016-11-17", b"Kenya has left the Rome Statute."
        status, headers, body = self.server.get(claims, method="POST", body=report)
        self.assertEqual((status, headers["Cache-Control"]), (200, "no-store"))
        found = json.loads(body)["claims"]
        self.assertEqual([claim["verdict"] for claim in found], ["false"])
        self.assertEqual(report[found[0]["start"]:found[0]["end"]], report)
        # Nobody else's report is answered with it.
        _, _, other = self.server.get(claims, method="POST", body=b"It rained in Nairobi.")
        self.assertEqual(json.loads(other)["claims"], [])
        for method, sent, wanted in (("GET", None, 405), ("PUT", report, 405), ("GET", report, 405),
                                     ("POST", b"caf\xe9", 400)):
            with self.subTest(method, sent=sent and sent[:9]):
                status, headers, body = self.server.get(claims, method=method, body=sent)
                self.assertEqual(status, wanted, body)
                if wanted == 405:
                    self.assertEqual(headers["Allow"], "POST")
        head = b"POST /api/v1/claims?dated=2016-11-17 HTTP/1.1\r\nHost: x\r\n"
        for rest, wanted in ((b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"413"),
                             # Refused by its announced length, before it is sent.
                             (b"Content-Length: %d\r\n\r\naaaa" % ((1 << 20) + 1), b"413"),
                             (b"Content-Length: -1\r\n\r\n", b"413"),
                             (b"Content-Length: 9999999999999999999999\r\n\r\n", b"413"),
                             (b"Content-Length: 50\r\n\r\nKenya", b"413")):
            self.assertIn(wanted, self.server.raw(head + rest).split(b"\r\n")[0], rest)

    def test_what_is_no_request_gets_one_sentence_or_nothing(self):
        for sent in (b"\r\n\r\n", b"hello\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
                     b"GET  / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
                     b"\x00" * 5000, b"\xff\xfe" * 2000, b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
                     b"GET /\x80\xff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                     b"GET http://elsewhere/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                     b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\nRange: bytes=x\r\nConnection: close\r\n\r\n",
                     b"GET / HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"):
            came = self.server.raw(sent)
            if came:
                self.assertRegex(came.split(b"\r\n")[0], rb"^HTTP/1\.1 (200|400|404|405|416) ")
            self.well()
        status, headers, body = self.server.get("/api/v1/status/%ff")
        self.assertEqual((status, json.loads(body)["code"]), (400, "serve.013"))

    def test_what_is_too_long_is_refused_early(self):
        for head, expected in ((b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
                               (b"GET / HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n", b"4"),
                               (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 9000 + b"\r\n", b"431")):
            came = self.server.raw(head)
            self.assertTrue(came.startswith(b"HTTP/1.1 " + expected), came[:60])
            self.assertIn(b'"code": "serve.01', came)
        status, _, body = self.server.get("/api/v1/assess?date=2014-03-18" + "&suspect=RUS" * 120)
        self.assertEqual((status, json.loads(body)["code"]), (400, "serve.013"))
        self.well()

    def test_many_requests_on_one_connection_come_back_in_order(self):
        asked = b"".join(f"GET /api/v1/state/{code} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
                         for code in ("CHE", "TCD", "UKR"))
        came = self.server.raw(asked + b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        at = [came.find(b'"state": "%s"' % code) for code in (b"CHE", b"TCD", b"UKR")]
        self.assertEqual(at, sorted(at))
        self.assertGreater(at[0], 0)
        self.assertEqual(came.count(b"HTTP/1.1 200"), 4)

    # ---- slow and many ----

    def test_a_head_that_drips_is_ended_and_others_do_not_wait(self):
        clients = [self.server.socket() for _ in range(40)]  # more than there are threads
        for client in clients:
            client.sendall(b"GET /health HTTP/1.1\r\nX: ")
        begun = time.monotonic()
        while time.monotonic() - begun < 6:
            for client in clients:
                try:
                    client.sendall(b"a")
                except OSError:
                    pass
            self.well()
            time.sleep(0.2)
        for client in clients:
            client.close()
        self.assertLess(self.well(), 10)

    def test_a_head_that_never_ends_is_ended(self):
        with self.server.socket(60) as client:
            client.sendall(b"GET /health HTTP/1.1\r\n")
            begun = time.monotonic()
            came = client.recv(1000)
            self.assertTrue(came.startswith(b"HTTP/1.1 408 "), came[:60])
            self.assertGreater(time.monotonic() - begun, 5)

    def test_clients_that_do_not_read_do_not_hold_others(self):
        clients = []
        for _ in range(20):
            client = self.server.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 200)
            clients.append(client)
        self.assertLess(self.well(), 10)
        for client in clients:
            client.close()

    def test_idle_connections_make_way(self):
        idle = [self.server.socket() for _ in range(64)]
        for client in idle[:32]:
            client.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertLess(self.well(), 10)
        for client in idle:
            client.close()

    def test_more_connections_than_it_takes_are_told_so(self):
        holding, waiting, full = [], [], 0
        for _ in range(32):  # one for each thread: they do not read what they asked for
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", self.server.port))
            client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * 200)
            holding.append(client)
        time.sleep(3)
        for _ in range(256 + 40):
            waiting.append(self.server.socket())
        for client in reversed(waiting):  # the last were turned away
            client.settimeout(2 if full == 0 else 0.2)
            try:
                full += client.recv(100).startswith(b"HTTP/1.1 503 ")
            except OSError:
                break
        self.assertGreater(full, 20)
        for client in holding + waiting:
            client.close()
        self.assertLess(self.well(), 30)
        lines = self.server.get("/metrics")[2].decode().splitlines()
        self.assertFalse(any(line == "ratione_connections_refused_total 0" for line in lines))

    def test_many_at_once_are_all_answered_rightly(self):
        wanted = {code: self.server.get(f"/api/v1/state/{code}?known=2016-11-16")[2]
                  for code in ("CHE", "TCD", "UKR", "RUS")}
        faults = []

        def ask(number):
            for i in range(15):
                code = list(wanted)[(number + i) % 4]
                day = 1 + (number * 15 + i) % 28
                if self.server.get(f"/api/v1/state/{code}?known=2016-11-16")[2] != wanted[code]:
                    faults.append(code)
                target = f"/api/v1/assess?date=2015-05-{day:02}&place={code}&known=2016-11-{1 + i % 3:02}"
                status, _, body = self.server.get(target)
                if status not in (200, 503) or (status == 200 and json.loads(body)["question"]["place"] != [code]):
                    faults.append(target)
        threads = [threading.Thread(target=ask, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(faults, [])


class Ends(unittest.TestCase):
    def test_a_taken_port_is_one_sentence(self):
        with Running(*Running.given) as server:
            exit_code, out, said = server.command("serve", "--port", str(server.port))
            self.assertEqual((exit_code, out), (4, b""))
            self.assertEqual(said, f"Port {server.port} of 127.0.0.1 is taken by another program; "
                                   "stop it, or name another port with --port. (serve.001)\n")

    def test_wrong_ports_hosts_and_homes(self):
        server = Running(*Running.given)
        for words, expected in ((("--port", "70000"), 2), (("--port", "x"), 2), (("--port", ""), 2),
                                (("--port", "-1"), 2), (("--host", "no.such.host.invalid"), 4),
                                (("--home", "/nonexistent"), 3)):
            exit_code, out, said = server.command("serve", *words)
            self.assertEqual((exit_code, out), (expected, b""), words)
            self.assertEqual(said.count("\n"), 1, said)

    def test_only_this_machine_is_listened_to(self):
        with Running(*Running.given) as server:
            with open("/proc/net/tcp", encoding="ascii") as file:
                table = file.read()
            self.assertIn(f"0100007F:{server.port:04X}", table)
            self.assertNotIn(f"00000000:{server.port:04X}", table)

    def test_an_answer_under_way_is_finished(self):
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            with Running(*Running.given) as server:
                whole = server.get(LARGE)[2]
                with server.socket() as client:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                    client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
                    came = client.recv(1000)
                    server.process.send_signal(signal_number)
                    time.sleep(0.3)
                    while part := client.recv(1 << 16):
                        came += part
                self.assertTrue(came.endswith(whole))
                self.assertEqual(server.process.wait(30), 0)
                with self.assertRaises(OSError):
                    server.socket()

    def test_it_ends_soon_whatever_its_clients_do(self):
        with Running(*Running.given) as server:
            idle = [server.socket() for _ in range(5)]
            idle[0].sendall(b"GET / HTTP/1.1\r\nX: ")
            idle[1].sendall(b"GET /api/v1/assess/world?date=2014-03-18 HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.5)
            begun = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(30), 0)
            self.assertLess(time.monotonic() - begun, 20)
            for client in idle:
                client.close()


if __name__ == "__main__":
    main()
