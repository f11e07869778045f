"""PostgreSQL stopped at once and started again under a running service: nothing is lost, and no process ends."""

import json
import os
import subprocess
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from counterclaim_leaderboard.service.client.service import Service

pytest_plugins = ["served", "running"]

pytestmark = pytest.mark.skipif("COUNTERCLAIM_TEST_POSTGRESQL" not in os.environ, reason="by `make test-postgres`")


def server(*verb):
    command = [*json.loads(os.environ["COUNTERCLAIM_TEST_POSTGRESQL"]), *verb]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def test_stopped_and_started(running, served, submissions):
    asked = Service(running.url, served.tokens["Team A"])
    before = [asked.submit(submissions.write(f"s-{number}", stance=submissions.lines("stance")))["id"] for number in range(3)]
    running.event("scoring.begins")
    pids = running.pids()
    server("stop", "-m", "immediate")
    try:
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{running.url}/api/v1/board", timeout=60)
        assert refused.value.code == 503
        assert int(refused.value.headers["Retry-After"]) > 0
        with urlopen(f"{running.url}/healthz", timeout=60) as answer:
            assert answer.status == 200
        running.event("worker.waits")
    finally:
        server("start")
    after = asked.submit(submissions.write("after", stance=submissions.lines("stance")))["id"]
    assert [asked.wait(one, 0.2)["state"] for one in [*before, after]] == ["scored"] * 4
    assert running.pids() == pids
    assert len(served.ledger()["rows"]) == 4
