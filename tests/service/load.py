"""How much the service bears: `make load`. Prints figures of this machine; what they should be stands beside them.

One web process and two workers, SQLite, the released gold and one of the baselines. The client runs on the same machine.
"""

import asyncio
import os
import time
from itertools import chain
from statistics import median

import pytest
from conftest import ROOT
from many import queue_again

from counterclaim_leaderboard.service.client.service import Service
from counterclaim_leaderboard.service.scoring import queue
from counterclaim_leaderboard.service.settings import Settings

pytest_plugins = ["served", "running"]

SECONDS = 10
"""For which the board is asked."""

CONNECTIONS = 8
QUEUED = 10_000


SUBMISSION = ROOT / "leaderboard" / "submissions" / "tfidf"


@pytest.fixture
def settings(database_url, tmp_path):
    return Settings(database_url, tmp_path / "service" / "store", ROOT / "annotations")


async def ask_again(port, path, until, etag=None):
    """Ask on one connection that is kept; return the seconds of each answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    named = f"If-None-Match: {etag}\r\n" if etag else ""
    request = f"GET {path} HTTP/1.1\r\nHost: board\r\n{named}\r\n".encode()
    told = []
    while time.perf_counter() < until:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")), head
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
        await reader.readexactly(int(lines.get(b"content-length", 0)))
        told.append(time.perf_counter() - begun)
    writer.close()
    return told


async def ask_from_many(port, path, etag=None):
    until = time.perf_counter() + SECONDS
    return list(chain(*await asyncio.gather(*(ask_again(port, path, until, etag) for _ in range(CONNECTIONS)))))


def timed(ask):
    begun = time.perf_counter()
    told = ask()
    return time.perf_counter() - begun, told


def milliseconds(ask):
    return f"{1000 * timed(ask)[0]:.0f} ms"


def show(what, figure):
    print(f"{what:<68}{figure}", flush=True)


def test_load(running, served, capsys):
    with capsys.disabled():
        print(f"\n{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")
        served.add("Team B", per_day=10**6, in_all=10**6)
        asked = Service(running.url, served.tokens["Team B"])
        taken = []
        for _ in range(6):
            seconds, told = timed(lambda: asked.wait(asked.submit(SUBMISSION, again=True)["id"], 0.1))
            assert told["state"] == "scored", told
            taken.append(seconds)
            time.sleep(5)  # until the worker has a process ready for the next one
        show("upload to score, an idle worker (under 5 s): median, worst", f"{median(taken):.2f} s, {max(taken):.2f} s")
        etag = served.http.get("/api/v1/board").headers["etag"]
        asks = (
            ("board as JSON", "/api/v1/board", None),
            ("board as a page", "/", None),
            ("board not changed", "/api/v1/board", etag),
            ("ledger", "/api/v1/ledger", None),
        )
        for what, path, named in asks:
            told = sorted(asyncio.run(ask_from_many(running.port, path, named)))
            worst = 1000 * told[int(0.99 * len(told))]
            show(
                f"{what}, {CONNECTIONS} connections (200 requests/s of the board)",
                f"{len(told) / SECONDS:.0f} requests/s, p99 {worst:.0f} ms",
            )
        running.stop()
        database = served.context.database
        first = served.upload(SUBMISSION, "Team B").json()["id"]
        seconds, ids = timed(lambda: queue_again(database, first, QUEUED - 1))
        show(f"to queue {QUEUED}, in one transaction", f"{seconds:.2f} s")
        show("then to upload one more", milliseconds(lambda: served.upload(SUBMISSION, "Team B")))
        show(
            "to ask after the last one, which has all before it",
            milliseconds(lambda: served.told(ids[-1], "Team B")),
        )
        claims = [timed(lambda: queue.claim(database, served.settings.queueing))[0] for _ in range(50)]
        show("to claim one: median, worst", f"{1000 * median(claims):.1f} ms, {1000 * max(claims):.1f} ms")
        show("board", milliseconds(served.board))
        show("metrics", milliseconds(lambda: served.http.get("/metrics")))
