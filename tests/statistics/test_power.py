"""The smallest difference that a test set can show."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import nct, t

from counterclaim.statistics.power import detectable, pseudo_values


def mean(sums):
    return sums[..., 0] / sums[..., 1]


def rows(values):
    return np.stack([np.asarray(values, float), np.ones(len(values))], 1)


def noncentral_t(deviation, events, power, alpha=0.05):
    """The oracle: the difference at which a paired t-test has that power, by the noncentral t distribution (Cohen 1988)."""
    degrees = events - 1
    critical = t.ppf(1 - alpha / 2, degrees)
    return brentq(lambda d: nct.sf(critical, degrees, d * np.sqrt(events) / deviation) - power, 1e-6, 10 * deviation)


@pytest.mark.parametrize("events", [12, 20, 60])
def test_near_the_t_test_for_normal_differences(events):
    rng = np.random.default_rng(events)
    first, second = rng.normal(0.6, 0.1, events), rng.normal(0.5, 0.1, events)
    deviation = np.std(first - second, ddof=1)
    found = detectable(rows(first), rows(second), mean, simulations=1500, seed=1)
    assert found == pytest.approx(noncentral_t(deviation, events, 0.8), rel=0.1)


def test_more_events_and_less_power_need_less():
    rng = np.random.default_rng(3)
    first, second = rng.random(40), rng.random(40)
    whole = detectable(rows(first), rows(second), mean)
    assert detectable(rows(first[:20]), rows(second[:20]), mean) > whole
    assert detectable(rows(first), rows(second), mean, power=0.5) < whole
    assert detectable(rows(first), rows(second), mean, alpha=0.005) > whole


def test_the_same_whichever_comes_first_and_free_of_the_true_difference():
    rng = np.random.default_rng(4)
    first, second = rng.random(20), rng.random(20)
    one = detectable(rows(first), rows(second), mean)
    assert detectable(rows(second), rows(first), mean) == pytest.approx(one, rel=0.1)
    assert detectable(rows(first + 5), rows(second), mean) == pytest.approx(one)


def test_few_events_show_nothing_and_equal_systems_need_nothing():
    values = rows([0.1, 0.5, 0.9, 0.4])
    assert detectable(values, rows([0.2, 0.1, 0.3, 0.7]), mean) is None
    same = rows(np.linspace(0, 1, 10))
    assert detectable(same, same, mean) == 0.0


def test_pseudo_values_of_a_mean_are_the_values():
    values = [0.25, 0.5, 1.0]
    assert pseudo_values(rows(values), mean) == pytest.approx(values)
