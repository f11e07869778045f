"""Attacks on a board: what scores in full give away, and the Ladder does not."""

import re

import numpy as np
import pytest
from conftest import ROOT

from counterclaim.cli import main
from counterclaim.dataset import release
from counterclaim.metrics.base import LabelledItems
from counterclaim.scoring import read_gold
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.hidden.attacks import average_random_vectors, change_one_item_at_a_time
from counterclaim_leaderboard.hidden.boards import Full, Half, Ladder, Rounded, halves
from counterclaim_leaderboard.hidden.simulating import simulate

METRIC = TASKS["stance"].metrics["macro_f1"]


@pytest.fixture(scope="module")
def found():
    return simulate("stance", queries=(1, 400), seeds=(0, 1))


def gained(found, board, queries=400):
    (one,) = [one for one in found.gained if (one.board, one.queries) == (board, queries)]
    return one


def test_half_scores_as_the_metric_does():
    gold = read_gold(release(), "test")["stance"].items
    half, fresh = halves(gold, METRIC, 3)
    assert len(half.labels) + len(fresh.labels) == len(gold.labels)
    vectors = np.random.default_rng(0).integers(0, 7, (4, len(half.labels)), dtype=np.int8)
    one_event = np.zeros(len(half.labels), np.int64)
    none = np.full(len(half.labels), -1)

    def items(labels):
        return LabelledItems(one_event, 1, labels.astype(np.int64), 7, np.empty(0), none)

    expected = [float(METRIC.value(METRIC.statistics(items(half.labels), items(one)).sum(0))) for one in vectors]
    assert half.scores(vectors).tolist() == pytest.approx(expected, abs=1e-15)


def test_halves_share_no_event():
    event = np.repeat(np.arange(10), 3)
    gold = LabelledItems(event, 10, event, 10, np.empty(0), np.full(30, -1))
    half, fresh = halves(gold, METRIC, 0)
    assert set(half.labels.tolist()).isdisjoint(fresh.labels.tolist())
    assert len(half.labels) == len(fresh.labels) == 15


@pytest.mark.parametrize("board", ["full", "rounded"])
def test_without_the_ladder_the_board_rises_and_the_truth_does_not(found, board):
    first, last = gained(found, board, 1), gained(found, board)
    assert last.shown > first.shown + 0.1
    assert abs(last.true - first.true) < 0.02


def test_with_the_ladder_the_board_stays_near_the_truth(found):
    one = gained(found, "ladder")
    assert one.shown < one.true + 0.05
    assert one.scored < gained(found, "full").scored - 0.1


def test_climbing_is_what_the_ladder_leaves(found):
    of = {one.board: one for one in found.climbed}
    assert of["full"].shown > of["ladder"].shown
    for one in of.values():
        assert one.shown > gained(found, one.board, 1).shown + 0.02
        assert abs(one.true - gained(found, one.board, 1).true) < 0.02


def test_one_item_at_a_time_reads_labels_from_scores_and_none_from_the_ladder(found):
    of = {one.board: one for one in found.learned}
    assert of["full"].right > 50
    assert of["rounded"].right > 50
    assert of["ladder"].said <= 1  # if at all, the item that climbs a step


def test_two_labels_by_hand():
    """Labels 0 1 1, two classes: in full each right change raises the score, and each wrong one lowers it."""
    half = Half(np.array([0, 1, 1], np.int8), 2, METRIC)
    told = change_one_item_at_a_time(Full(0.01), half, 50, 0)
    assert told.vector.tolist() == [0, 1, 1]
    assert told.said == told.right


@pytest.mark.parametrize("kind", [Full, Rounded, Ladder])
def test_the_guess_does_not_change_with_the_chunk(kind, monkeypatch):
    half = Half(np.arange(40, dtype=np.int8) % 3, 3, METRIC)
    whole = list(average_random_vectors(kind(0.01), half, half, (7, 50), 1))
    monkeypatch.setattr("counterclaim_leaderboard.hidden.attacks.CHUNK", 9)
    for one, other in zip(whole, average_random_vectors(kind(0.01), half, half, (7, 50), 1), strict=True):
        assert one.shape == (80,)
        assert (one == other).mean() > 0.95  # a tie of votes may fall otherwise in the last digit


def test_verb_prints_what_was_simulated_and_how(toy_data, capsys):
    call = ["gold", "simulate", "contradiction", "--queries", "60", "--seeds", "1", "--data", str(toy_data.path)]
    assert main(call) == 0
    shown = capsys.readouterr().out
    assert main(call) == 0
    assert capsys.readouterr().out == shown
    assert "attack:contradiction,step=0.01,queries=60,seeds=0" in shown
    assert main(["gold", "simulate", "graph"]) == 2


def test_the_page_prints_what_the_command_does(capsys):
    page = (ROOT / "leaderboard" / "HIDDEN.md").read_text()
    (told,) = re.findall(r"^\$ counterclaim (gold simulate stance)\n(.*?)^```", page, re.M | re.S)
    assert main(told[0].split()) == 0
    shown, printed = (re.split(r"[ \n]+", text.strip()) for text in (capsys.readouterr().out, told[1]))
    assert len(shown) == len(printed) > 100
    for one, other in zip(shown[:-1], printed[:-1], strict=True):
        if re.fullmatch(r"[\d.]+", one):
            assert float(other) == pytest.approx(float(one), abs=0.005, rel=0.02)  # a tie of votes may fall otherwise elsewhere
        else:
            assert other == one
