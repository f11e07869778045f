"""What a system's page tells beyond its scores, against the commands that tell it and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix

from counterclaim.comparing import compare
from counterclaim.metrics.base import LabelledItems
from counterclaim.properties import SLICES
from counterclaim.slices import score_by
from counterclaim.submission import read_submission
from counterclaim_leaderboard.effects import effects
from counterclaim_leaderboard.observing import Bin, reliability
from counterclaim_leaderboard.site.details import details
from counterclaim_leaderboard.site.kinds import site_of


@pytest.fixture(scope="module")
def site(hostile_board):
    return site_of(hostile_board)


@pytest.fixture(scope="module")
def detailed(site):
    return details(site)


@pytest.mark.parametrize("system", ["stratified-random", "cue-lexicon", "gold"])
def test_slices_are_those_of_the_command(detailed, site, system, toy_data):
    for task, detail in detailed[system].items():
        assert [one.by for one in detail.slices] == list(SLICES[task])
        for one in detail.slices:
            told = score_by(site.board.folders[system], one.by, data=toy_data.path)
            assert told.metrics[task] == one.metric
            assert told.tasks[task] == one.slices, (task, one.by)


def test_confusion_is_that_of_scikit_learn(detailed, site):
    gold = site.gold["stance"].items
    given = read_submission(site.board.folders["stratified-random"], site.gold).tasks["stance"].items
    found = detailed["stratified-random"]["stance"].confusion
    expected = confusion_matrix(gold.labels, given.labels, labels=range(7))
    assert found.counts == tuple(map(tuple, expected.tolist()))
    assert detailed["cue-lexicon"]["attribution"].confusion is None


def test_reliability_by_hand():
    """Two items at .95, one right; one at .62, wrong; a score of 1 belongs to the last tenth."""
    scores = np.array([[0.95, 0.05], [0.05, 0.95], [0.62, 0.38], [1.0, 0.0]])
    event, types = np.zeros(4, int), np.full(4, -1)
    gold = LabelledItems(event, 1, np.array([0, 0, 1, 0]), 2, np.eye(2)[[0, 0, 1, 0]], types)
    given = LabelledItems(event, 1, np.array([0, 1, 0, 0]), 2, scores, types, scored=True)
    low, high = reliability(gold, given)
    assert low == Bin(0.6, 0.7, 1, 0.62, 0.0)
    assert (high.low, high.items) == (0.9, 3)
    assert high.confidence == pytest.approx((0.95 + 0.95 + 1) / 3)
    assert high.accuracy == 2 / 3


def test_without_scores_there_is_no_reliability(detailed):
    assert detailed["tfidf"]["contrast"].reliability is not None
    assert detailed["annotator-a"]["stance"].reliability is None


def test_effects_are_those_of_compare(site, toy_data):
    board = site.board
    told = compare([board.folders["majority"], board.folders["stratified-random"]], data=toy_data.path)
    for task in ("stance", "contradiction"):
        found = effects(board.tasks[task], board.counts[task], board.resampling)["majority", "stratified-random"]
        expected = told.effects[task, "majority", "stratified-random"]
        assert found.by_event == pytest.approx(expected.by_event)
        for one in ("value", "low", "high"):
            assert getattr(found.difference, one) == pytest.approx(getattr(expected.difference, one), abs=1e-12)
