"""The cluster bootstrap against a plain loop that resamples events."""

import numpy as np
import pytest

from counterclaim.metrics import MacroF1
from counterclaim.metrics.base import LabelledItems
from counterclaim.statistics.bootstrap import BLOCK, bootstrap, resample
from counterclaim.statistics.intervals import Resampling, estimate, percentile


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
    ours = bootstrap(metric.statistics(gold, given), metric.value, draws, 1).std(ddof=1)
    rng = np.random.default_rng(2)
    plain = []
    for _ in range(800):
        chosen = np.concatenate([np.flatnonzero(gold.event == e) for e in rng.integers(0, 30, 30)])
        plain.append(f1_score(gold.labels[chosen], given.labels[chosen], average="macro"))
    reference = np.std(plain, ddof=1)
    # The relative standard error of a standard error from n draws is about 1 / sqrt(2 n); four of them, for both sides.
    allowed = 4 * reference * (1 / np.sqrt(2 * draws) + 1 / np.sqrt(2 * 800))
    assert abs(ours - reference) < allowed


def test_weights_are_resamples_and_each_block_has_its_own():
    weights = resample(7, 100, 3, 0)
    assert weights.shape == (100, 7)
    assert (weights.sum(1) == 7).all()
    resample.cache_clear()
    assert np.array_equal(weights, resample(7, 100, 3, 0))
    assert not np.array_equal(weights, resample(7, 100, 4, 0))
    assert not np.array_equal(weights, resample(7, 100, 3, 1))


def test_every_event_is_drawn_as_often_as_any_other():
    drawn = resample(50, 2000, 0, 0).mean(0)
    # The mean of 2000 binomial counts (50 trials, 1/50) has a standard error of about 1 / sqrt(2000); five of them.
    assert np.abs(drawn - 1).max() < 5 / np.sqrt(2000)


def test_more_replicates_go_on_where_fewer_end():
    gold, given = made()
    metric = MacroF1()
    rows = metric.statistics(gold, given)
    many = bootstrap(rows, metric.value, 2 * BLOCK + 30, 5)
    assert many.shape == (2 * BLOCK + 30,)
    assert np.array_equal(many[: 2 * BLOCK], bootstrap(rows, metric.value, 2 * BLOCK, 5))


def test_all_systems_at_once_are_each_alone():
    gold, given = made()
    metric = MacroF1()
    rows = np.stack([metric.statistics(gold, given), metric.statistics(gold, gold)])
    together = bootstrap(rows, metric.value, 50, 0)
    assert together.shape == (2, 50)
    assert np.array_equal(together[0], bootstrap(rows[0], metric.value, 50, 0))


def test_percentile_interval_by_hand():
    assert percentile(np.arange(1001.0), 500.0, lambda: np.empty(0)) == pytest.approx((25.0, 975.0))


@pytest.mark.parametrize("events", [1, 2])
@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_few_events_give_an_interval_that_holds_the_value(events, method):
    gold, given = made(events=events)
    metric = MacroF1()
    one = estimate(metric.statistics(gold, given), metric.value, Resampling(200, 0, method))
    assert one.low <= one.value <= one.high
