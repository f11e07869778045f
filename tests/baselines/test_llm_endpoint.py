"""The language model's baseline against an endpoint that misbehaves: what passes is waited out, what does not ends the run."""

import json
import time
from email.utils import formatdate

import pytest
from asking import QUICK, asked_well, contents, lines, report, run
from stub_endpoint import StubEndpoint, well

from counterclaim.errors import Misuse
from counterclaim_baselines.llm.baseline import ENDURED
from counterclaim_baselines.llm.cache import Cache
from counterclaim_baselines.llm.client import Client
from counterclaim_baselines.llm.settings import settings_of


@pytest.fixture(scope="module")
def undisturbed(toy_data, tmp_path_factory):
    """The submission of an endpoint that answers as asked, and what it was asked."""
    return asked_well(toy_data, tmp_path_factory.mktemp("undisturbed"))


def late(reply):
    """Misbehave at the first time of each request."""
    return lambda body, time: reply if time == 1 else well(body, time)


ON_THE_WAY = {
    "500": (500, {"error": {"message": "out of order"}}),
    "503 as text": (503, b"<html>busy</html>"),
    "429": (429, {"error": "slow down"}, {"Retry-After": "0"}),
    "429 with a date": (429, {}, {"Retry-After": formatdate(0, usegmt=True)}),
    "a reset": "reset",
    "a reply cut off": "half",
    "no choices": (200, {"choices": []}),
    "no message": (200, {"choices": [{}]}),
    "no JSON": (200, b"<html>hello</html>"),
}


class TestOnTheWay:
    @pytest.mark.parametrize("fault", ON_THE_WAY)
    def test_what_passes_is_asked_again_and_changes_nothing(self, fault, undisturbed, toy_data, tmp_path):
        with StubEndpoint(late(ON_THE_WAY[fault])) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="stance,attribution")
        for task in ("stance", "attribution"):
            name = f"{task}.jsonl.gz"
            assert contents(folder)[name] == contents(undisturbed[0])[name]
            assert report(tmp_path, task)["unanswered"] == {}
            counts = report(tmp_path, task)["counts"]
            assert counts["retries"] == counts["requests"] > 0

    def test_timeouts(self, undisturbed, toy_data, tmp_path):
        slow = {"told": False}

        def behaviour(body, time):
            if not slow["told"] and "attribution" in json.dumps(body):
                slow["told"] = True
                return "hang"
            return well(body, time)

        with StubEndpoint(behaviour) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="attribution", timeout=1)
        assert lines(folder, "attribution") == lines(undisturbed[0], "attribution")
        assert report(tmp_path, "attribution")["counts"]["retries"] >= 1

    @pytest.mark.parametrize(("header", "waited"), [("7", 7.0), (None, 0.0005)])
    def test_waits_as_long_as_it_is_told(self, header, waited, monkeypatch):
        reply = (429, {}, {"Retry-After": header} if header else {})
        with StubEndpoint(late(reply)) as stub:
            client = Client(settings_of({**QUICK, "endpoint": stub.address}), 0, Cache(None))
            slept = []
            monkeypatch.setattr(client.pace, "sleep", slept.append)
            client.ask({"messages": [{"role": "user", "content": "how firmly"}]})
            client.close()
        retry = [one for one in slept if one > 0]
        assert retry[0] == waited if header else 0 < retry[0] <= 0.001
        if header:
            assert 0 < retry[1] <= 7  # no other request goes out before

    def test_jitter_hangs_on_the_seed_alone(self, monkeypatch):
        def slept(seed):
            with StubEndpoint(lambda *_: (500, {})) as stub:
                client = Client(settings_of({**QUICK, "endpoint": stub.address}), seed, Cache(None))
                times = []
                monkeypatch.setattr(client.pace, "sleep", times.append)
                with pytest.raises(Exception, match="status 500"):
                    client.ask({"messages": []})
                client.close()
            return [one for one in times if one > 0]

        assert slept(1) == slept(1) != slept(2)
        assert len(slept(1)) == 6

    def test_a_wait_of_hours_ends_the_run(self, toy_data, tmp_path):
        with StubEndpoint(lambda *_: (429, {}, {"Retry-After": "7200"})) as stub, pytest.raises(Misuse, match="7200 s; run again"):
            run(stub, tmp_path, toy_data)

    def test_rate(self, monkeypatch):
        monkeypatch.setattr(time, "monotonic", lambda: 100.0)
        pace = Client(settings_of({**QUICK, "endpoint": "http://x", "per_minute": "30"}), 0, Cache(None)).pace
        slept = []
        pace.sleep = slept.append
        for _ in range(3):
            pace.wait()
        assert slept == [0.0, 2.0, 4.0]


class TestTheRunEnds:
    def test_where_nobody_answers(self, toy_data, tmp_path):
        stub = StubEndpoint()
        stub.server.server_close()
        with pytest.raises(Misuse, match=f"none to {ENDURED} requests in a row .no connection"):
            run(stub, tmp_path, toy_data, retries=0)
        assert not list((tmp_path / "out").iterdir())

    def test_at_a_wrong_key_which_is_not_repeated(self, toy_data, tmp_path, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
        with (
            StubEndpoint(lambda *_: (401, {"error": {"message": "no such key sk-wrong"}})) as stub,
            pytest.raises(Misuse, match=r"no such key \[key\]; mend .* OPENAI_API_KEY"),
        ):
            run(stub, tmp_path, toy_data)

    def test_at_a_key_that_no_header_takes(self, toy_data, tmp_path, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", "sk-\u00e9")
        with StubEndpoint() as stub, pytest.raises(Misuse, match="ASCII") as raised:
            run(stub, tmp_path, toy_data)
        assert "sk-" not in str(raised.value)

    def test_at_an_endpoint_without_schemas(self, toy_data, tmp_path):
        told = (400, {"error": {"message": "response_format.json_schema is not supported"}})
        with StubEndpoint(lambda *_: told) as stub, pytest.raises(Misuse, match="form=object or form=text"):
            run(stub, tmp_path, toy_data)

    def test_at_a_parameter_that_the_endpoint_does_not_take(self, toy_data, tmp_path):
        told = (400, {"error": {"message": "temperature does not support 0"}})
        with StubEndpoint(lambda *_: told) as stub, pytest.raises(Misuse, match="temperature does not support 0"):
            run(stub, tmp_path, toy_data)
