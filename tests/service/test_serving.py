"""The whole service as processes: the client against it, kill -9 of any of them, a graceful stop."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from counterclaim.cli import main
from counterclaim_leaderboard.service.client import Service

pytest_plugins = ["served"]

PATIENT = 120
"""Seconds that a busy machine may need."""


class Running:
    """A service in processes of its own."""

    def __init__(self, settings, log):
        self.log = log
        arguments = [settings.database, str(settings.store), str(settings.gold)]
        script = Path(__file__).with_name("serve_quickly.py")
        with log.open("wb") as file:
            self.process = subprocess.Popen([sys.executable, str(script), *arguments], stderr=file)
        self.url = f"http://127.0.0.1:{self.event('service.begins')['port']}"
        self.until(self.ready)

    def events(self):
        lines = self.log.read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def event(self, name):
        return self.until(lambda: next((one for one in self.events() if one["event"] == name), None))

    def pids(self):
        """The processes that were started last, by name."""
        return {one["name"]: one["pid"] for one in self.events() if one["event"] == "process.begins"}

    def ready(self):
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def until(self, asked):
        end = time.monotonic() + PATIENT
        while time.monotonic() < end:
            if found := asked():
                return found
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())


@pytest.fixture
def running(served, tmp_path):
    one = Running(served.settings, tmp_path / "log")
    yield one
    one.process.terminate()
    one.process.wait(PATIENT)


@pytest.fixture
def token(served, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_TOKEN", served.tokens["Team A"])
    return served.tokens["Team A"]


def test_submit_and_status(running, served, submissions, token, tmp_path, capsys):
    folder = str(submissions.gold())
    at = ["--url", running.url]
    assert main(["submit", folder, *at, "--wait"]) == 0
    assert "* stance         macro_f1                  1.000  raised the team's best" in capsys.readouterr().out
    assert main(["submit", folder, *at]) == 0  # the same files are the same submission
    assert main(["submit", folder, *at, "--again", "--wait"]) == 0
    assert "did not beat" in capsys.readouterr().out
    assert main(["status", *at]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 2
    assert main(["status", listed[0].split()[0], *at]) == 0
    assert "scored" in capsys.readouterr().out
    faulty = str(submissions.write("faulty", stance=submissions.lines("stance")[1:]))
    assert main(["submit", faulty, *at, "--wait"]) == 1
    assert "expected a line for each item, found none; add it" in capsys.readouterr().err
    (tmp_path / "token").write_text("cct_forged")
    assert main(["status", *at, "--token-file", str(tmp_path / "token")]) == 2
    assert "expected a token that holds" in capsys.readouterr().err
    assert token not in running.log.read_text()


def test_kill_any_process_at_any_moment(running, served, submissions, token):
    """Twelve submissions, and meanwhile kill -9 of the web process, the workers and what scores for them: each is scored, once."""
    served.add("Team B", per_day=30)
    asked = Service(running.url, served.tokens["Team B"])
    made = [asked.submit(submissions.write(f"s-{i}", stance=submissions.lines("stance")))["id"] for i in range(8)]
    rng = random.Random(5)
    for _ in range(6):
        victim = running.pids()[rng.choice(["web", "worker-0", "worker-1"])]
        for process in [victim, *rng.sample(children(victim), k=min(1, len(children(victim))))]:
            kill(process)
        time.sleep(rng.random())
    made += [asked.submit(submissions.write(f"t-{i}", stance=submissions.lines("stance")))["id"] for i in range(4)]
    told = [asked.wait(one, 0.2) for one in made]
    assert [one["state"] for one in told] == ["scored"] * 12
    assert sorted(row["number"] for row in served.ledger()["rows"]) == sorted(one["number"] for one in told)
    ends = [one["submission"] for one in running.events() if one["event"] == "scoring.ends" and one["held"]]
    assert len(ends) == len(set(ends))


def children(pid):
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def kill(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_graceful_stop_gives_back_or_finishes(running, served, submissions, token):
    asked = Service(running.url, token)
    made = [asked.submit(submissions.write(f"s-{i}", stance=submissions.lines("stance")))["id"] for i in range(3)]
    running.event("scoring.begins")
    pids = running.pids()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENT) == 0
    assert all(map(is_gone, pids.values()))
    assert running.events()[-1]["event"] == "service.ends"
    states = {served.told(one)["state"] for one in made}
    assert states <= {"queued", "scored"}
    served.work()
    assert {served.told(one)["state"] for one in made} == {"scored"}


def test_when_the_supervisor_is_killed_the_others_stop(running):
    pids = running.pids()
    scorers = [one for pid in pids.values() for one in children(pid)]
    kill(running.process.pid)
    running.process.wait(PATIENT)
    end = time.monotonic() + PATIENT
    while not all(map(is_gone, [*pids.values(), *scorers])):
        assert time.monotonic() < end
        time.sleep(0.1)
