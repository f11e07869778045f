"""Answers that are none: the item is named with its reason and filled, and the rest stands."""

import pytest
import yaml
from asking import MARK, asked_well, lines, report, run
from stub_endpoint import StubEndpoint, completion, question, well

from counterclaim.scoring import validate


@pytest.fixture(scope="module")
def undisturbed(toy_data, tmp_path_factory):
    """The submission of an endpoint that answers as asked, and what it was asked."""
    return asked_well(toy_data, tmp_path_factory.mktemp("undisturbed"))


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
