#!/usr/bin/env python3
"""Many clients at once, for a server that was built under the thread sanitizer.

    tests/serve/load.py --program build/threads/ratione --home . [--seconds 60]

Quick questions and long ones, answers that are kept and new ones, whole maps and
maps that are broken off, bad requests, metrics; at the end the server is stopped
while it answers. Exit 1 when it told of a race, ended on its own, or gave an
answer that it should not.
"""
import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time

from running import Running

TREATY = "rome-statute"
STATES = ["RUS", "UKR", "ZAF", "BDI", "GMB", "CHE", "USA", "PHL", "KEN", "PSE"]
PLACES = ["UKR", "Crimea", "SYR", "Gaza", "KEN"]


def question(of):
    day = f"20{of.randrange(3, 26):02}-{of.randrange(1, 13):02}-{of.randrange(1, 29):02}"
    known = f"2016-11-{of.randrange(1, 4):02}"
    return of.choice([
        (f"/api/v1/status/{TREATY}?on={day}&known={known}&state={of.choice(STATES)}", 200),
        (f"/api/v1/status/{TREATY}?on={day}&known={known}&state={of.choice(STATES)}", 200),
        (f"/api/v1/status/{TREATY}?on={day}&known={known}", 200),
        (f"/api/v1/assess?date={day}&known={known}&place={of.choice(PLACES)}", 200),
        (f"/api/v1/assess?date={day}&known={known}&at=44.95,34.10", 200),
        (f"/api/v1/atlas/places?on={day}&known={known}", 200),
        (f"/api/v1/law/{TREATY}", 200), ("/api/v1/meta", 200), ("/api/v1/search?q=ukr", 200),
        ("/", 200), ("/metrics", 200), ("/ready", 200),
        ("/nothing", 404), ("/api/v1/nothing", 404), (f"/api/v1/status/{TREATY}?on=x", 400),
    ])


answered = []


def client(server, until, seed, faults):
    of = random.Random(seed)
    while time.monotonic() < until:
        target, expected = question(of)
        headers = {"Accept-Encoding": "gzip"} if of.random() < 0.5 else {}
        status, got, _ = server.get(target, headers)
        answered.append(status)
        if status not in (expected, 503):
            faults.append(f"{target}: {status}")
        if status == 200 and got["ETag"]:
            server.get(target, {**headers, "If-None-Match": got["ETag"]})


def maps(server, until, seed, faults):
    of = random.Random(seed)
    while time.monotonic() < until:
        target = f"/api/v1/assess/world?date=2014-03-{of.randrange(1, 29):02}&known=2016-11-01"
        with server.socket(timeout=120) as broken_off:
            broken_off.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            broken_off.recv(4096)
        with server.socket() as nonsense:
            nonsense.sendall(b"GET / HTP\r\n" + bytes(of.randrange(256) for _ in range(200)))
    # And one that is under way when the server is told to stop.
    try:
        server.get("/api/v1/assess/world?date=2015-03-01&known=2016-11-01")
    except Exception:  # noqa: BLE001; it may be cut short
        pass


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", required=True)
    options.add_argument("--home", required=True)
    options.add_argument("--seconds", type=int, default=60)
    asked = options.parse_args()
    suppressed = os.path.join(os.path.dirname(os.path.abspath(__file__)), "threads.supp")
    os.environ.setdefault("TSAN_OPTIONS", f"halt_on_error=1 suppressions={suppressed} print_suppressions=0")
    faults, told = [], []
    server = Running(os.path.abspath(asked.program), os.path.abspath(asked.home))
    with server:
        listening = threading.Thread(target=lambda: told.extend(server.process.stderr))
        listening.start()
        until = time.monotonic() + asked.seconds

        def noted(what, seed):
            try:
                what(server, until, seed, faults)
            except (OSError, http.client.HTTPException) as error:
                faults.append(f"{what.__name__}: {error!r}")

        threads = [threading.Thread(target=noted, args=(what, i))
                   for i, what in enumerate([client] * 12 + [maps] * 2)]
        for thread in threads:
            thread.start()
        for thread in threads[:12]:
            thread.join()
        server.process.terminate()
        try:
            ended = server.process.wait(60)
        except subprocess.TimeoutExpired:
            server.process.kill()
            ended = "it did not stop"
        listening.join()
        # Under the sanitizer an answer may outlast the server's patience at its end.
        told = [line for line in told if "(serve.015)" not in line]
        for thread in threads[12:]:
            thread.join()
    if ended != 0:
        faults.append(f"the server's exit: {ended}")
    print(f"{len(answered)} answers, {answered.count(503)} of them that the server is full.")
    for line in [*faults[:20], *(line.rstrip() for line in told[:200])]:
        print(line)
    sys.exit(1 if faults or told else 0)


main()
