"""Slices of a submission's score, against scikit-learn on the same rows, and of attributions against a plain loop."""

import gzip
import json

import numpy as np
import pytest
from conftest import ROOT
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import accuracy_score, f1_score

from counterclaim.cli import main
from counterclaim.dataset import release
from counterclaim.errors import Misuse
from counterclaim.formats.slices import FORMATS
from counterclaim.labels import CueType, Directness
from counterclaim.properties import ATTRIBUTIONS, SLICES
from counterclaim.scoring import score
from counterclaim.slices import score_by
from counterclaim.spans import tokenise
from counterclaim.statistics.intervals import Resampling
from counterclaim_baselines.running import run_baselines


@pytest.fixture(scope="module")
def submission(toy_data, tmp_path_factory):
    (folder,) = run_baselines(["stratified-random"], tmp_path_factory.mktemp("submission"), data=toy_data.path)
    return folder


def answers(folder, toy_data, task, keep):
    with gzip.open(folder / f"{task}.jsonl.gz", "rt", encoding="utf-8") as lines:
        given = {line["id"]: line["label"] for line in map(json.loads, lines)}
    rows = [row for row in toy_data.rows(task, "test") if keep(row)]
    return [row["label"] for row in rows], [given[row["id"]] for row in rows]


@pytest.mark.parametrize(
    ("task", "by", "value", "keep"),
    [
        ("stance", "own-voice", "yes", lambda row: row["own_voice"]),
        ("stance", "votes", "unanimous", lambda row: row["vote_a"] == row["vote_b"]),
        ("contradiction", "articles", "across", lambda row: row["first_article"] != row["second_article"]),
        ("contradiction", "ambiguous", "no", lambda row: not row["ambiguous"]),
    ],
)
def test_macro_f1_equals_scikit_learn(submission, toy_data, task, by, value, keep):
    one = score_by(submission, by, data=toy_data.path).tasks[task][value]
    gold, given = answers(submission, toy_data, task, keep)
    assert one.items == len(gold) > 0
    assert one.score.value == pytest.approx(f1_score(gold, given, average="macro"))
    assert one.score.low <= one.score.value <= one.score.high


def test_where_the_property_fixes_the_label_it_is_accuracy(submission, toy_data):
    told = score_by(submission, "relation", data=toy_data.path)
    assert told.metrics == {"contradiction": "accuracy"}
    gold, given = answers(submission, toy_data, "contradiction", lambda row: row["relation"] == "contradiction")
    assert told.tasks["contradiction"]["contradiction"].score.value == pytest.approx(accuracy_score(gold, given))


def test_every_property_covers_every_item_once(submission, toy_data):
    whole = score(submission, data=toy_data.path)
    for by in {name for task in whole.tasks for name in SLICES[task]}:
        told = score_by(submission, by, data=toy_data.path, resampling=Resampling(10))
        assert set(told.tasks) == {task for task in whole.tasks if by in SLICES[task]}
        for task, slices in told.tasks.items():
            assert sum(one.items for one in slices.values()) == whole.tasks[task].items


def credits_by_loop(row, given):
    """The credit of each gold attribution of an article, by an assignment over all pairs; 0 where none is left for it."""
    tokens = tokenise(row["text"])

    def touched(one, role):
        return {number for number, (s, e) in enumerate(tokens) if any(s < end and start < e for start, end in one[role])}

    def sets(one):
        return [touched(one, role) for role in ("source", "cue", "content")]

    def credit(one, other):
        dice = [2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0 for a, b in zip(one, other, strict=True)]
        return sum(dice) / 3 if one[2] & other[2] else 0.0

    gold, found = [sets(one) for one in row["attributions"]], [sets(one) for one in given]
    matrix = np.array([[credit(one, other) for other in found] for one in gold]).reshape(len(gold), len(found))
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    credits = np.zeros(len(gold))
    credits[rows] = matrix[rows, columns]
    return credits


@pytest.fixture(scope="module")
def loop():
    """Every gold attribution of the released test split, its event, and the credit that annotator A earns on it (no ties there)."""
    folder = ROOT / "leaderboard/submissions/annotator-a"
    with gzip.open(folder / "attribution.jsonl.gz", "rt", encoding="utf-8") as lines:
        given = {line["id"]: line["attributions"] for line in map(json.loads, lines)}
    rows = release().rows("attribution", "test")
    credits = [zip(row["attributions"], credits_by_loop(row, given[row["id"]]), strict=True) for row in rows]
    return folder, [(row["event"], one, credit) for row, found in zip(rows, credits, strict=True) for one, credit in found]


@pytest.mark.parametrize(
    ("by", "value_of", "values"),
    [
        ("cue-type", lambda one: one["cue_type"], set(CueType)),
        ("directness", lambda one: one["directness"], set(Directness)),
        ("nesting", lambda one: "top level" if one["parent"] is None else "nested", {"top level", "nested"}),
        ("source", lambda one: "in words" if one["source"] else "none", {"in words", "none"}),
    ],
)
def test_slices_of_attributions_are_the_mean_credit_of_a_plain_loop(loop, by, value_of, values):
    folder, attributions = loop
    told = score_by(folder, by, resampling=Resampling(50))
    assert told.metrics == {"attribution": "linked_recall"}
    slices = told.tasks["attribution"]
    assert set(slices) == values
    assert by in ATTRIBUTIONS
    for value, one in slices.items():
        own = [(event, credit) for event, attribution, credit in attributions if value_of(attribution) == value]
        assert one.items == len(own)
        assert one.events == len({event for event, _ in own})
        assert one.score.value == pytest.approx(sum(credit for _, credit in own) / len(own), abs=1e-12)
        assert one.score.low <= one.score.value <= one.score.high


def test_one_slice_of_all_is_the_headline(submission, toy_data):
    """The toy's events are all of one kind."""
    (one,) = score_by(submission, "kind", data=toy_data.path).tasks["stance"].values()
    headline = score(submission, data=toy_data.path).tasks["stance"].metrics["macro_f1"]
    assert one.score == headline


@pytest.mark.parametrize("form", FORMATS)
def test_formats_name_slices_and_signature(submission, toy_data, form):
    told = FORMATS[form](score_by(submission, "ambiguous", data=toy_data.path, resampling=Resampling(10)))
    assert "by:ambiguous" in told
    assert "yes" in told


def test_a_property_that_is_none_and_a_task_that_lacks_it(submission, toy_data, tmp_path, capsys):
    assert main(["score", str(submission), "--by", "ambigous", "--data", str(toy_data.path)]) == 2
    assert "did you mean 'ambiguous'?" in capsys.readouterr().err
    (cues,) = run_baselines(["cue-lexicon"], tmp_path, data=toy_data.path)
    with pytest.raises(Misuse, match="stance, contradiction"):
        score_by(cues, "votes", data=toy_data.path)
