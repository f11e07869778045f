"""The cluster bootstrap against a plain loop that resamples events."""

import numpy as np
import pytest

from counterclaim.metrics import MacroF1
from counterclaim.metrics.base import LabelledItems
from counterclaim.statistics.bootstrap import bootstrap_weights, percentile_interval, replicate


def made(events=30, size=20, classes=3, seed=0):
    rng = np.random.default_rng(seed)
    gold = rng.integers(0, classes, events * size)
    hard = np.repeat(rng.random(events), size)
    given = np.where(rng.random(events * size) < 0.4 + 0.5 * hard, gold, rng.integers(0, classes, events * size))
    event = np.repeat(np.arange(events), size)
    eye = np.eye(classes)
    types = np.full(len(gold), -1)
    return (
        LabelledItems(event, events, gold, classes, eye[gold], types),
        LabelledItems(event, events, given, classes, eye[given], types),
    )


def test_standard_error_equals_a_plain_reference_within_its_monte_carlo_error():
    from sklearn.metrics import f1_score

    gold, given = made()
    metric = MacroF1()
    draws = 4000
    ours = replicate(metric.statistics(gold, given), metric.value, bootstrap_weights(30, draws, 1)).std(ddof=1)
    rng = np.random.default_rng(2)
    plain = []
    for _ in range(800):
        chosen = np.concatenate([np.flatnonzero(gold.event == e) for e in rng.integers(0, 30, 30)])
        plain.append(f1_score(gold.labels[chosen], given.labels[chosen], average="macro"))
    reference = np.std(plain, ddof=1)
    # The relative standard error of a standard error from n draws is about 1 / sqrt(2 n); four of them, for both sides.
    allowed = 4 * reference * (1 / np.sqrt(2 * draws) + 1 / np.sqrt(2 * 800))
    assert abs(ours - reference) < allowed


def test_weights_are_resamples_and_depend_on_the_seed_alone():
    weights = bootstrap_weights(7, 100, 3)
    assert weights.shape == (100, 7)
    assert (weights.sum(1) == 7).all()
    assert np.array_equal(weights, bootstrap_weights(7, 100, 3))
    assert not np.array_equal(weights, bootstrap_weights(7, 100, 4))


def test_all_systems_at_once_are_each_alone():
    gold, given = made()
    metric = MacroF1()
    rows = np.stack([metric.statistics(gold, given), metric.statistics(gold, gold)])
    weights = bootstrap_weights(30, 50, 0)
    together = replicate(rows, metric.value, weights)
    assert together.shape == (2, 50)
    assert np.array_equal(together[0], replicate(rows[0], metric.value, weights))


def test_percentile_interval_by_hand():
    assert percentile_interval(np.arange(1001.0)) == pytest.approx((25.0, 975.0))


@pytest.mark.parametrize("events", [1, 2])
def test_few_events_give_an_interval_that_holds_the_value(events):
    gold, given = made(events=events)
    metric = MacroF1()
    rows = metric.statistics(gold, given)
    low, high = percentile_interval(replicate(rows, metric.value, bootstrap_weights(events, 200, 0)))
    assert low <= metric.value(rows.sum(0)) <= high
