"""Every baseline: a valid submission, the same at each run, blind to the answers."""

import pytest

from counterclaim.scoring import score, validate
from counterclaim_baselines.base import question
from counterclaim_baselines.cue_lexicon import extract
from counterclaim_baselines.registry import BASELINES, LIGHT
from counterclaim_baselines.running import run_baselines
from counterclaim_baselines.teaching import TAUGHT_BY


@pytest.fixture(scope="module")
def written(toy_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("baselines")
    run_baselines(LIGHT, folder, data=toy_data.path)
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", LIGHT)
class TestEveryBaseline:
    def test_writes_a_valid_submission_for_its_tasks(self, name, written, toy_data):
        submission = validate(written / name, data=toy_data.path)
        assert submission.system.name == name
        assert set(submission.tasks) == set(BASELINES[name].tasks)
        assert submission.system.test_articles_seen == BASELINES[name].sees_gold

    def test_same_at_each_run(self, name, written, toy_data, tmp_path):
        (again,) = run_baselines([name], tmp_path, data=toy_data.path)
        assert contents(again) == contents(written / name)

    def test_order_of_items_changes_nothing(self, name, toy_data):
        baseline = BASELINES[name]
        for task in baseline.tasks:
            model = baseline()
            taught = TAUGHT_BY.get(task, task)
            model.fit(task, toy_data.rows(taught, "train"), toy_data.rows(taught, "validation"))
            items = toy_data.rows(task, "test")
            if not baseline.sees_gold:
                items = [question(task, item) for item in items]

            def by_id(items, model=model, task=task):
                return {line["id"]: line for line in model.predict(task, items)}

            assert by_id(items) == by_id(items[::-1])


def test_question_holds_no_answer(toy_data):
    for task in ("attribution", "stance", "contradiction", "contrast"):
        row = question(task, toy_data.rows(task, "test")[0])
        answers = {
            "label",
            "attributions",
            "votes_a",
            "votes_b",
            "vote_a",
            "vote_b",
            "relation",
            "type",
            "strength",
            "settled",
            "ambiguous",
        }
        assert not row.keys() & (answers | {"evidence", "shifted", "rebuttal", "needs"})


def test_bounds(written, toy_data):
    gold = score(written / "gold", data=toy_data.path)
    a = score(written / "annotator-a", data=toy_data.path)
    b = score(written / "annotator-b", data=toy_data.path)
    for task in ("attribution", "stance"):
        headline = gold.tasks[task].headline
        one, floor_a, floor_b = (s.tasks[task].metrics[headline].value for s in (gold, a, b))
        assert one == 1.0
        assert floor_b < floor_a <= 1.0  # the toy's adjudicator took A's side throughout


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said the gate was shut.", "The mayor", "said", ["the gate was shut"]),
        ('"The gate was shut," the mayor said.', "the mayor", "said", ["The gate was shut"]),
        ('"The gate," she said, "was shut."', "she", "said", ["The gate", "was shut"]),
        ("According to the log, the gate was shut.", "the log", "According to", ["the gate was shut"]),
        ("The gate was shut, according to the log.", "the log", "according to", ["The gate was shut"]),
    ],
)
def test_cue_lexicon_on_plain_sentences(text, source, cue, content):
    (one,) = extract(text)
    assert [text[a:b] for a, b in one.source] == [source]
    assert [text[a:b] for a, b in one.cue] == [cue]
    assert [text[a:b] for a, b in one.content] == content


def test_a_failed_run_leaves_the_earlier_submission(written, toy_data, tmp_path, monkeypatch):
    (folder,) = run_baselines(["majority"], tmp_path, data=toy_data.path)
    before = contents(folder)
    monkeypatch.setattr(BASELINES["majority"], "predict", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_baselines(["majority"], tmp_path, data=toy_data.path)
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["majority"]
