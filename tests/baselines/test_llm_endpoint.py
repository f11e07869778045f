"""The language model's baseline against an endpoint that misbehaves: every item gets its line, and nothing is asked twice."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate

import pytest
import yaml
from stub_endpoint import StubEndpoint, completion, question, well

from counterclaim.errors import Misuse
from counterclaim.scoring import validate
from counterclaim_baselines.llm.baseline import ENDURED, LanguageModel
from counterclaim_baselines.llm.cache import Cache, key_of
from counterclaim_baselines.llm.client import Client
from counterclaim_baselines.llm.settings import settings_of
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run

KEY = "sk-never-to-be-written"
TASKS = ("attribution", "stance", "contradiction", "contrast", "graph")
QUICK = {"model": "org/stub", "backoff": "0.001", "timeout": "10"}


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def run(stub, folder, data, **options):
    """Run on the toy's test split; return the submission's folder."""
    told = {**QUICK, "endpoint": stub.address, **{name: str(value) for name, value in options.items()}}
    return run_baseline(LanguageModel, folder / "out", data, Run(states=States(folder / "state"), options=told))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines(folder, task):
    return {line["id"]: line for line in map(json.loads, gzip.decompress((folder / f"{task}.jsonl.gz").read_bytes()).splitlines())}


def report(folder, task):
    (path,) = (folder / "state").glob(f"*/report-{task}.yaml")
    return yaml.safe_load(path.read_text())


@pytest.fixture(scope="module")
def undisturbed(toy_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    with StubEndpoint() as stub:
        return run(stub, folder, toy_data), stub.bodies


class TestWellBehaved:
    def test_a_valid_submission_of_every_task(self, undisturbed, toy_data):
        folder, _ = undisturbed
        submission = validate(folder, data=toy_data.path)
        assert folder.name == submission.system.name == "llm-org-stub-0shot"
        assert set(submission.tasks) == set(TASKS)
        for task in TASKS:
            items = len(toy_data.rows(task, "test"))
            assert f"0 of {items} {task} items unanswered and filled" in submission.system.description
        assert all(line["attributions"] for line in lines(folder, "attribution").values())
        assert all(line["stances"] and line["relations"] for line in lines(folder, "graph").values())
        assert len({line["label"] for line in lines(folder, "stance").values()}) > 2

    def test_the_same_question_is_asked_once(self, undisturbed):
        _, bodies = undisturbed  # the toy's four test events are copies of one
        times = Counter(map(key_of, bodies))
        assert set(times.values()) == {1}

    def test_requests(self, undisturbed):
        for body in undisturbed[1]:
            assert body["model"] == "org/stub"
            assert body["temperature"] == 0
            assert body["seed"] == 0
            assert body["response_format"]["json_schema"]["strict"] is True
            assert "max_tokens" not in body
            assert "CANARY" not in json.dumps(body).upper()

    def test_the_key_goes_into_the_header_alone(self, toy_data, tmp_path):
        with StubEndpoint() as stub:
            run(stub, tmp_path, toy_data, tasks="stance")
        assert stub.keys == {f"Bearer {KEY}"}
        assert KEY not in json.dumps(stub.bodies)
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]

    def test_tokens_and_cost(self, toy_data, tmp_path, capsys):
        with StubEndpoint() as stub:
            run(stub, tmp_path, toy_data, tasks="stance", price_in=2, price_out=10)
        told = report(tmp_path, "stance")
        items = told["items"]
        assert told["counts"]["prompt tokens"] == 100 * items
        assert told["counts"]["completion tokens"] == 7 * items
        assert told["cost"] == pytest.approx(items * (100 * 2 + 7 * 10) / 1e6)
        assert told["counts"]["requests"] + told["counts"]["from the cache"] == items
        assert f"{items} of {items} items answered" in capsys.readouterr().err

    def test_body_adds_and_takes_out(self, toy_data, tmp_path):
        with StubEndpoint() as stub:
            run(
                stub,
                tmp_path,
                toy_data,
                tasks="stance",
                body='{"seed": null, "reasoning_effort": "low"}',
                form="text",
                max_tokens=9,
            )
        assert "seed" not in stub.bodies[0]
        assert "response_format" not in stub.bodies[0]
        assert stub.bodies[0]["reasoning_effort"] == "low"
        assert stub.bodies[0]["max_tokens"] == 9


def late(*first):
    """Misbehave at the first time of each request."""
    return lambda body, time: first[0] if time == 1 and len(first) == 1 else well(body, time)


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


MARK = "Claim: The ovens"
"""A claim of the toy: its items are answered badly."""

ITEM_FAULTS = {
    "no JSON": (completion("I think that it reports."), "no answer of the form in 2 tries: JSON is malformed"),
    "JSON cut off": (completion('{"label": "den', finish_reason="length"), "in 2 tries: it was cut off at the limit of tokens"),
    "a label of its own": (completion('{"label": "agrees"}'), "Invalid enum value 'agrees'"),
    "another form": (completion('{"stance": "denies"}'), "missing required field `label`"),
    "brackets without end": (completion('{"x": ' + "[" * 100_000), "in 2 tries"),
    "a list": (completion('["denies"]'), "in 2 tries"),
    "nothing": (completion(""), "in 2 tries"),
    "null": (completion(None), "in 2 tries"),
    "a refusal": (completion(None, refusal="I cannot help\nwith that."), "refused: I cannot help with that."),
    "a filter": (completion("", finish_reason="content_filter"), "refused: filtered"),
    "too long": ((400, {"error": {"message": "exceeds the context size of 2048"}}), "status 400: exceeds the context size"),
    "too large": ((413, b""), "status 413"),
    "filtered on the way in": (
        (400, {"error": {"code": "x", "message": "content management policy"}}),
        "content management policy",
    ),
}


class TestUnanswered:
    @pytest.mark.parametrize("fault", ITEM_FAULTS)
    def test_is_named_and_filled_and_the_rest_stands(self, fault, undisturbed, toy_data, tmp_path):
        reply, reason = ITEM_FAULTS[fault]

        def behaviour(body, time):
            if any(MARK in message["content"] for message in body["messages"]):
                return reply if isinstance(reply, tuple) else (200, reply)
            return well(body, time)

        with StubEndpoint(behaviour) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="stance")
        validate(folder, data=toy_data.path)
        bad = {row["id"] for row in toy_data.rows("stance", "test") if row["claim_text"].startswith("The ovens")}
        told = report(tmp_path, "stance")
        assert told["unanswered"].keys() == bad != set()
        assert all(reason in one for one in told["unanswered"].values())
        expected = lines(undisturbed[0], "stance") | {one: {"id": one, "label": "reports"} for one in bad}
        assert lines(folder, "stance") == expected
        described = yaml.safe_load((folder / "system.yaml").read_text())["description"]
        assert f"{len(bad)} of {len(expected)} stance items unanswered and filled" in described

    def test_every_task_has_a_line_that_commits_to_nothing(self, toy_data, tmp_path):
        with StubEndpoint(lambda *_: (200, completion("no"))) as stub:
            folder = run(stub, tmp_path, toy_data)
        validate(folder, data=toy_data.path)
        assert {line["label"] for task in ("contradiction", "contrast") for line in lines(folder, task).values()} == {"neutral"}
        assert not any(line["attributions"] for line in lines(folder, "attribution").values())
        assert not any(line["claims"] for line in lines(folder, "graph").values())

    def test_a_second_try_is_told_what_was_wrong(self, undisturbed, toy_data, tmp_path):
        def behaviour(body, time):
            if len(body["messages"]) == 2:
                return 200, completion('{"label": "agrees"}')
            assert body["messages"][2] == {"role": "assistant", "content": '{"label": "agrees"}'}
            assert "Invalid enum value 'agrees'" in question(body)
            return well({**body, "messages": body["messages"][:2]}, time)

        with StubEndpoint(behaviour) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="stance")
        assert lines(folder, "stance") == lines(undisturbed[0], "stance")

    @pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "<think>{{maybe}}</think> Here: {}"])
    def test_json_in_a_wrapping_is_taken(self, wrapped, undisturbed, toy_data, tmp_path):
        def behaviour(body, time):
            told = well(body, time)[1]["choices"][0]["message"]["content"]
            return 200, completion(wrapped.replace("{}", told))

        with StubEndpoint(behaviour) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="stance", form="text", tries=1)
        assert lines(folder, "stance") == lines(undisturbed[0], "stance")


class TestTheRunEnds:
    def test_where_nobody_answers(self, toy_data, tmp_path):
        stub = StubEndpoint()
        stub.server.server_close()
        with pytest.raises(Misuse, match=f"none to {ENDURED} requests in a row .no connection"):
            run(stub, tmp_path, toy_data, retries=0)
        assert not list((tmp_path / "out").iterdir())

    def test_at_a_wrong_key_which_is_not_repeated(self, toy_data, tmp_path):
        with (
            StubEndpoint(lambda *_: (401, {"error": {"message": f"no such key {KEY}"}})) as stub,
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


class TestResuming:
    def test_killed_midway(self, undisturbed, toy_data, tmp_path):
        stop = 12
        stub = StubEndpoint()
        stub.behaviour = lambda body, time: well(body, time) if len(stub.bodies) <= stop or stub.released.is_set() else "hang"
        options = {**QUICK, "endpoint": stub.address, "concurrency": "3", "timeout": "60"}
        command = [sys.executable, "-m", "counterclaim", "baseline", "run", "llm", "--data", str(toy_data.path)]
        command += ["--out", str(tmp_path / "out"), "--state", str(tmp_path / "state")]
        command += [part for name, value in options.items() for part in ("--option", f"{name}={value}")]
        with stub:
            killed = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stub.wait_for(stop + 3)  # all three threads hang: what came before was kept
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait()
            assert sum(stub.replied.values()) == stop
            stub.released.set()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        assert contents(tmp_path / "out" / "llm-org-stub-0shot") == contents(undisturbed[0])
        assert set(stub.replied.values()) == {1}
        assert len(stub.replied) == len(undisturbed[1])

    def test_a_whole_run_again_asks_nothing(self, toy_data, tmp_path):
        with StubEndpoint() as stub:
            first = contents(run(stub, tmp_path, toy_data, shots=2))
            asked = len(stub.bodies)
            assert contents(run(stub, tmp_path, toy_data, shots=2, concurrency=1)) == first
        assert len(stub.bodies) == asked

    def test_only_what_was_not_answered_is_asked_again(self, undisturbed, toy_data, tmp_path):
        broken = {"yes": True}

        def behaviour(body, time):
            return (500, {}) if broken["yes"] and MARK in question(body) else well(body, time)

        with StubEndpoint(behaviour) as stub:
            run(stub, tmp_path, toy_data, tasks="stance", retries=0)
            missing = report(tmp_path, "stance")["unanswered"]
            broken["yes"] = False
            stub.bodies.clear()
            folder = run(stub, tmp_path, toy_data, tasks="stance", retries=0)
        assert missing
        assert stub.bodies
        assert all(MARK in question(body) for body in stub.bodies)
        assert lines(folder, "stance") == lines(undisturbed[0], "stance")

    def test_threads_share_the_file(self, tmp_path):
        cache = Cache(tmp_path / "replies.sqlite")
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: cache.put(f"{number % 50:08x}", b"%d" % (number % 50)), range(400)))
            other = Cache(tmp_path / "replies.sqlite")  # as another process would
            assert list(pool.map(lambda number: other.get(f"{number:08x}"), range(51))) == [*(b"%d" % n for n in range(50)), None]
        other.close()
        cache.close()

    def test_a_file_that_is_no_cache(self, tmp_path):
        path = tmp_path / "replies.sqlite"
        path.write_bytes(b"not a database, but long enough to be taken for one" * 100)
        with pytest.raises(Misuse, match="take the file away"):
            Cache(path)


class TestSeveralPairs:
    def test_as_if_asked_alone(self, undisturbed, toy_data, tmp_path):
        with StubEndpoint() as stub:
            folder = run(stub, tmp_path, toy_data, tasks="contradiction", pairs_per_request=4)
        assert lines(folder, "contradiction") == lines(undisturbed[0], "contradiction")
        assert max(question(body).count("Marked words") for body in stub.bodies) == 2 * 4

    def test_left_out_and_unknown_numbers(self, undisturbed, toy_data, tmp_path):
        def behaviour(body, time):
            told = json.loads(well(body, time)[1]["choices"][0]["message"]["content"])
            if len(told["answers"]) > 1:
                told["answers"][0]["pair"] = 77
            return 200, completion(json.dumps(told))

        with StubEndpoint(behaviour) as stub:
            folder = run(stub, tmp_path, toy_data, tasks="contradiction", pairs_per_request=4)
        assert lines(folder, "contradiction") == lines(undisturbed[0], "contradiction")
        assert report(tmp_path, "contradiction")["dropped"]["answers to pairs that were not asked"] >= 1
        assert report(tmp_path, "contradiction")["unanswered"] == {}

    def test_prefilter(self, undisturbed, toy_data, tmp_path):
        with StubEndpoint() as stub:
            folder = run(stub, tmp_path, toy_data, tasks="contradiction", prefilter="true")
        told = report(tmp_path, "contradiction")
        assert 0 < told["unasked"] < told["items"]
        assert f"{told['unasked']} without a shared content word neutral unasked" in (folder / "system.yaml").read_text().replace(
            "\n ", ""
        )
        asked = lines(undisturbed[0], "contradiction")
        for row in toy_data.rows("contradiction", "test"):
            if "bakers" in row["first_mention"] and "bakers" in row["second_mention"]:
                assert lines(folder, "contradiction")[row["id"]] == asked[row["id"]]
