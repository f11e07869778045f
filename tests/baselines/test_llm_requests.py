"""What the language model's baseline asks of an endpoint that answers well, item by item or several pairs at once."""

import json
from collections import Counter

import pytest
import yaml
from asking import asked_well, lines, report, run
from stub_endpoint import StubEndpoint, completion, question, well

from counterclaim.scoring import validate
from counterclaim_baselines.llm.cache import key_of

KEY = "sk-never-to-be-written"
TASKS = ("attribution", "stance", "contradiction", "contrast", "graph")


@pytest.fixture(scope="module")
def undisturbed(toy_data, tmp_path_factory):
    """The submission of an endpoint that answers as asked, and what it was asked."""
    return asked_well(toy_data, tmp_path_factory.mktemp("undisturbed"))


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

    def test_the_key_goes_into_the_header_alone(self, toy_data, tmp_path, monkeypatch):
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        with StubEndpoint() as stub:
            run(stub, tmp_path, toy_data, tasks="stance")
        assert stub.keys == {f"Bearer {KEY}"}
        assert KEY not in json.dumps(stub.bodies)
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]

    def test_tokens_and_cost(self, toy_data, tmp_path, capsys):
        with StubEndpoint() as stub:
            folder = run(stub, tmp_path, toy_data, tasks="stance,contradiction,contrast", price_in=2, price_out=10)
        told = report(tmp_path, "stance")
        items = told["items"]
        assert told["counts"]["prompt tokens"] == 100 * items
        assert told["counts"]["completion tokens"] == 7 * items
        assert told["price"] == pytest.approx(items * (100 * 2 + 7 * 10) / 1e6)
        assert told["counts"]["requests"] + told["counts"]["from the cache"] == items
        assert f"{items} of {items} items answered" in capsys.readouterr().err
        every = sum(report(tmp_path, task)["items"] for task in ("stance", "contradiction", "contrast"))
        cost = yaml.safe_load((folder / "system.yaml").read_text())["cost"]
        assert cost["tokens"] == 107 * every
        assert cost["price"] == pytest.approx(every * (100 * 2 + 7 * 10) / 1e6)

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
