"""The item test: a balanced sample, questions without answers, and a score of the answers."""

import json

import pytest
from sklearn.metrics import f1_score

from counterclaim.corpus.judges import judge, questions, sample
from counterclaim.errors import FaultsFound


def test_sample_is_balanced_and_the_same_for_a_seed(toy_data):
    rows = sample(toy_data, "contradiction", 24, seed=1)
    labels = [row["label"] for row in rows]
    assert [labels.count(label) for label in ("contradiction", "corroboration", "neutral")] == [8, 8, 8]
    assert [row["id"] for row in rows] == [row["id"] for row in sample(toy_data, "contradiction", 24, seed=1)]
    assert [row["id"] for row in rows] != [row["id"] for row in sample(toy_data, "contradiction", 24, seed=2)]


@pytest.mark.parametrize("task", ["attribution", "stance", "contradiction"])
def test_questions_hold_no_answer_and_no_claim_number(toy_data, task):
    for one in questions(sample(toy_data, task, 10, seed=0), task):
        assert not one.keys() & {"label", "relation", "vote_a", "id", "claim", "type", "attributions", "votes_a"}
        assert one["question"].startswith("q")


@pytest.fixture
def answered(toy_data, tmp_path):
    rows = sample(toy_data, "stance", 20, seed=0)
    key, answers = tmp_path / "key.jsonl", tmp_path / "answers-1.jsonl"
    key.write_text("".join(json.dumps({"question": f"q{n:03d}", "id": row["id"]}) + "\n" for n, row in enumerate(rows, 1)))
    told = [{"question": f"q{n:03d}", "label": "asserts"} for n in range(1, 21)]
    return rows, key, answers, told


def test_score_equals_scikit_learn(toy_data, answered):
    rows, key, answers, told = answered
    answers.write_text("".join(json.dumps(line) + "\n" for line in told))
    one = judge(toy_data, "stance", key, [answers])
    gold = [row["label"] for row in rows]
    assert one.items == 20
    assert one.right == gold.count("asserts")
    assert one.sampled.value == pytest.approx(f1_score(gold, ["asserts"] * 20, average="macro"))
    assert len(one.wrong) == 20 - one.right
    every = [str(row["label"]) for row in toy_data.rows("stance", "test")]
    weights = [every.count(label) / gold.count(label) for label in gold]
    expected = f1_score(gold, ["asserts"] * 20, average="macro", sample_weight=weights)
    assert one.natural.value == pytest.approx(expected)
    assert one.slices["gold: asserts"] == (one.right, one.right)
    by_gold = [size for name, (_, size) in one.slices.items() if name.startswith("gold: ")]
    assert sum(by_gold) == 20


@pytest.mark.parametrize("task", ["contradiction", "contrast"])
def test_answers_on_pairs_need_no_type(toy_data, tmp_path, task):
    rows = sample(toy_data, task, 6, seed=0)
    lines = {"key": [{"id": row["id"]} for row in rows], "answers": [{"label": row["label"]} for row in rows]}
    for name, told in lines.items():
        (tmp_path / name).write_text("".join(json.dumps({"question": f"q{n}", **one}) + "\n" for n, one in enumerate(told)))
    assert judge(toy_data, task, tmp_path / "key", [tmp_path / "answers"]).sampled.value == 1.0


def test_an_item_that_is_gone_does_not_count(toy_data, answered):
    _, key, answers, told = answered
    answers.write_text("".join(json.dumps(line) + "\n" for line in told))
    key.write_text(key.read_text().replace("#st-", "#gone-", 1))
    one = judge(toy_data, "stance", key, [answers])
    assert (one.items, one.gone) == (19, 1)


def test_every_question_is_answered_once_with_a_label(toy_data, answered):
    _, key, answers, told = answered
    told = [*told[1:], told[2], {"question": "q001", "label": "asert"}]
    answers.write_text("".join(json.dumps(line) + "\n" for line in told))
    with pytest.raises(FaultsFound) as caught:
        judge(toy_data, "stance", key, [answers])
    assert [("did you mean 'asserts'?" in str(fault)) for fault in caught.value.faults] == [False, True]


def test_answers_that_are_no_records_are_faults(toy_data, answered):
    _, key, answers, told = answered
    answers.write_text("".join(json.dumps(line) + "\n" for line in told[1:]) + '{"question": "q001"\n')
    with pytest.raises(FaultsFound, match="line 20"):
        judge(toy_data, "stance", key, [answers])


def test_quoted_attributions_are_found_and_scored(toy_data, tmp_path):
    rows = sample(toy_data, "attribution", 4, seed=0)
    key, answers = tmp_path / "key.jsonl", tmp_path / "answers-1.jsonl"
    key.write_text("".join(json.dumps({"question": f"q{n:03d}", "id": row["id"]}) + "\n" for n, row in enumerate(rows, 1)))
    lines = []
    for n, row in enumerate(rows, 1):
        spans = [{role: one[role] for role in ("source", "cue", "content")} for one in row["attributions"]]
        lines.append({"question": f"q{n:03d}", "attributions": spans})
    answers.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert judge(toy_data, "attribution", key, [answers]).sampled.value == 1.0
    lines[0]["attributions"] = [{"content": "words that are not there"}]
    answers.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(FaultsFound, match="a quotation from the article"):
        judge(toy_data, "attribution", key, [answers])
