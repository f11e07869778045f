"""The BCa interval against scipy's, on the same replicates."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import bootstrap as scipy_bootstrap

from counterclaim.statistics.bootstrap import bootstrap
from counterclaim.statistics.intervals import METHODS, Resampling, bca, estimate


def ratio_of(sums):
    return sums[..., 0] / sums[..., 1]


def scipys(first, second, replicates, method):
    def statistic(a, b, axis=-1):
        return a.sum(axis) / b.sum(axis)

    earlier = SimpleNamespace(bootstrap_distribution=replicates)
    made = scipy_bootstrap((first, second), statistic, paired=True, n_resamples=0, bootstrap_result=earlier, method=method)
    return made.confidence_interval


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("ours", "theirs"), [("bca", "BCa"), ("percentile", "percentile")])
def test_equals_scipy_on_the_same_replicates(seed, ours, theirs):
    rng = np.random.default_rng(seed)
    first, second = rng.exponential(2.0, 25), rng.exponential(1.0, 25) + 0.5
    rows = np.stack([first, second], 1)
    one = estimate(rows, ratio_of, Resampling(999, seed, ours))
    expected = scipys(first, second, bootstrap(rows, ratio_of, 999, seed), theirs)
    assert (one.low, one.high) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_bca_moves_a_skewed_interval():
    rows = np.stack([np.random.default_rng(0).exponential(2.0, 20) ** 2, np.ones(20)], 1)
    plain, moved = (estimate(rows, ratio_of, Resampling(2000, 0, method)) for method in ("percentile", "bca"))
    assert moved.low > plain.low
    assert moved.high > plain.high


def test_replicates_all_alike_or_all_on_one_side():
    same = np.full(100, 0.5)
    assert bca(same, 0.5, lambda: np.full(4, 0.5)) == (0.5, 0.5)
    above = np.linspace(0.6, 0.9, 100)
    low, high = bca(above, 0.5, lambda: np.array([0.4, 0.5, 0.6]))
    assert 0.6 <= low <= high <= 0.9


def test_signature_names_the_method():
    for method in METHODS:
        assert f"intervals:{method}95," in str(Resampling(method=method))
