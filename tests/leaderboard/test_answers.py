"""What a page calls wrong is what the scorer counts as wrong."""

import pytest

from counterclaim.scoring import count, read_gold
from counterclaim.submission import read_submission
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.answers import answers
from counterclaim_leaderboard.site.event_failures import failures
from counterclaim_leaderboard.site.event_items import LABELS

SYSTEMS = ("gold", "majority", "stratified-random", "cue-lexicon", "cue-graph", "annotator-a")


@pytest.fixture(scope="module", params=SYSTEMS)
def submission(request, toy_data, tmp_path_factory):
    (folder,) = run_baselines([request.param], tmp_path_factory.mktemp(request.param), data=toy_data.path)
    return read_submission(folder, read_gold(toy_data, "test"))


def test_counts_and_values_are_those_of_the_scorer(submission):
    for task, predictions in submission.tasks.items():
        told, counts = answers(predictions), count(predictions)
        assert tuple(told) == counts.events
        for number, (event, one) in enumerate(told.items()):
            values = predictions.task.metrics[predictions.task.headline].value(counts.rows[predictions.task.headline])
            gold = ""
            if task in LABELS:
                numbers = predictions.gold.items.labels[predictions.gold.event == number]
                gold = "".join(map(str, numbers))
            (failed,) = failures(task, gold, {"it": one}, {"it": values[number]})
            if task in ("stance", "contradiction"):
                right = counts.rows["macro_f1"][number][: len(LABELS[task])].sum()
                assert failed.missed == len(gold) - right
            elif task == "contrast":
                right, items = counts.rows["accuracy"][number]
                assert failed.missed == items - right
            elif task == "attribution":
                matched, there, given = counts.rows["detection_f1"][number]
                assert (len(one["found"]), failed.missed, failed.spurious) == (there, there - matched, given - matched)
                exact = counts.rows["content_exact_f1"][number][0]
                assert sum(state != "-" and int(state) & 4 > 0 for state in one["found"]) == exact
            else:
                found = one["found"].count("1")
                assert 2 * found / (len(one["found"]) + found + one["spurious"]) == values[number], event


def test_gold_has_nothing_wrong(submission):
    if submission.system.name == "gold":
        for task, predictions in submission.tasks.items():
            for one in answers(predictions).values():
                assert set(one.get("found", "")) <= {"7", "1"}
                assert one.get("spurious", 0) == 0, task
