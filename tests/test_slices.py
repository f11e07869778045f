"""Slices of a submission's score, against scikit-learn on the same rows."""

import gzip
import json

import pytest
from sklearn.metrics import accuracy_score, f1_score

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.formats.slices import FORMATS
from counterclaim.scoring import score
from counterclaim.slices import SLICES, score_by
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
    for by in {name for slices in SLICES.values() for name in slices}:
        told = score_by(submission, by, data=toy_data.path, resampling=Resampling(10))
        assert set(told.tasks) == {task for task in whole.tasks if by in SLICES[task]}
        for task, slices in told.tasks.items():
            assert sum(one.items for one in slices.values()) == whole.tasks[task].items


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
