"""Scoring a whole submission: gold is perfect, order changes no digit, the signature names what it should."""

import json
import random

import pytest
from conftest import SYSTEM
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score, matthews_corrcoef

from counterclaim.scoring import count, read_gold, score, score_task
from counterclaim.statistics.intervals import Resampling
from counterclaim.submission.folder import read_submission
from counterclaim.tasks import TASKS
from counterclaim_baselines.running import run_baselines


def test_gold_scores_one_on_every_metric(toy_data, tmp_path):
    (folder,) = run_baselines(["gold"], tmp_path, data=toy_data.path)
    told = score(folder, data=toy_data.path)
    for task, scores in told.tasks.items():
        assert set(scores.metrics) >= set(TASKS[task].metrics) - {"order_consistency"}
        for name, one in scores.metrics.items():
            if name == "calibration":  # gold's scores are the votes: not certain where they part, and always right
                continue
            assert one.value == pytest.approx(1.0, abs=1e-12), name
            assert (one.low, one.high) == pytest.approx((1.0, 1.0), abs=1e-12), name


def test_order_of_lines_changes_no_digit(submissions, toy_data):
    rng = random.Random(0)
    lines = {}
    for task in TASKS:
        lines[task] = submissions.lines(task)
        for line in lines[task]:
            if task == "graph":
                line["stances"] = [one for one in line["stances"] if rng.random() < 0.7]
            elif task != "attribution":
                line["label"] = rng.choice(TASKS[task].labels)
            else:
                line["attributions"] = [one for one in line["attributions"] if rng.random() < 0.7]
    one = score(submissions.write("same", **lines), data=toy_data.path)
    for written in lines.values():
        rng.shuffle(written)
        for line in written:
            for records in ("attributions", "stances", "claims", "holders", "relations"):
                rng.shuffle(line.get(records, []))
    other = score(submissions.write("same", **lines), data=toy_data.path)
    assert one == other


def test_order_of_gold_records_changes_no_digit(submissions, toy_data):
    gold = read_gold(toy_data, "test")
    rows = {task: list(toy_data.rows(task, "test")) for task in TASKS}
    for stored in rows.values():
        random.Random(1).shuffle(stored)
    shuffled = {task: TASKS[task].gold(rows[task]) for task in TASKS}
    folder = submissions.write(
        "x", stance=submissions.lines("stance", label="reports"), attribution=submissions.lines("attribution")
    )
    one, other = (read_submission(folder, g).tasks for g in (gold, shuffled))
    for task in one:
        first, second = (score_task(task, count(of[task]), Resampling()) for of in (one, other))
        assert first == second


def test_equals_scikit_learn_on_a_whole_submission(submissions, toy_data):
    rng = random.Random(2)
    lines = submissions.lines("stance")
    gold = [line["label"] for line in lines]
    for line in lines:
        line["label"] = rng.choice(TASKS["stance"].labels)
    given = [line["label"] for line in lines]
    metrics = score(submissions.write(stance=lines), data=toy_data.path).tasks["stance"].metrics
    assert metrics["macro_f1"].value == pytest.approx(f1_score(gold, given, average="macro"), abs=1e-12)
    assert metrics["mcc"].value == pytest.approx(matthews_corrcoef(gold, given), abs=1e-12)
    expected = f1_score(gold, given, labels=["denies"], average="macro", zero_division=1)
    assert metrics["denies_f1"].value == pytest.approx(expected, abs=1e-12)


def test_signature_names_data_predictions_resampling_and_version(submissions, toy_data):
    folder = submissions.gold()
    one = score(folder, data=toy_data.path)
    parts = dict(part.partition(":")[::2] for part in one.signature.split("|")[1:])
    manifest = toy_data.manifest
    assert parts["data"] == f"counterclaim-0.0.1+{manifest.digest[:12]}"
    assert parts["split"] == "test"
    assert parts["predictions"].count("=") == len(TASKS)
    assert "seed=" in parts["intervals"]
    changed = submissions.lines("stance")
    changed[0]["label"] = "doubts"
    other = score(submissions.write("gold-copy", stance=changed), data=toy_data.path)
    assert other.signature != one.signature


@settings(max_examples=60, deadline=None)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_faults_and_nothing_else(raw, toy_gold, tmp_path_factory):
    """Whatever a file holds: faults, or predictions; never another error."""
    from counterclaim.errors import FaultsFound

    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "system.yaml").write_text(json.dumps(SYSTEM))
    (folder / "stance.jsonl").write_bytes(raw)
    with pytest.raises(FaultsFound):
        read_submission(folder, toy_gold)


@pytest.fixture(scope="session")
def toy_gold(toy_data):
    return read_gold(toy_data, "test")
