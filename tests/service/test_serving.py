"""The whole service as processes: the client against it, a graceful stop, and one whose supervisor is gone."""

import signal
import time

import pytest
from processes import PATIENT, children, is_gone, kill

from counterclaim.cli import main
from counterclaim_leaderboard.service.client.service import Service
from counterclaim_leaderboard.service.operating.supervisor import set_by

pytest_plugins = ["served", "running"]


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


def test_a_token_in_the_open_goes_through_no_proxy(running, token, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert Service(running.url, token).submissions() == []


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


def test_a_signal_that_comes_while_the_event_is_locked_sets_it():
    stop = set_by(signal.SIGUSR1)
    with stop._cond:  # as the main thread holds it at the begin and the end of each wait
        signal.raise_signal(signal.SIGUSR1)
    assert stop.wait(PATIENT)
