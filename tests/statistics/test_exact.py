"""Sums are exact: nothing about how the work is cut changes a digit."""

from fractions import Fraction

import numpy as np
import pytest

from counterclaim.statistics.bootstrap import resample
from counterclaim.statistics.exact import WeightedSums, exactly


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_credits_add_up_exactly_in_every_order(scale):
    rng = np.random.default_rng(0)
    rows = exactly(rng.random((200, 3)) * scale)
    total = [sum(map(Fraction, column)) for column in rows.T.tolist()]
    for _ in range(5):
        order = rng.permutation(200)
        assert [Fraction(value) for value in rows[order].sum(0).tolist()] == total
        assert [Fraction(value) for value in np.cumsum(rows[order], 0)[-1].tolist()] == total


def test_rounding_is_far_below_every_digit_and_leaves_whole_counts():
    rng = np.random.default_rng(1)
    credits, counts = rng.random((50, 4)) * 30, rng.integers(0, 10**6, (50, 4)).astype(float)
    assert np.abs(exactly(credits) - credits).max() < 1e-12
    assert np.array_equal(exactly(counts), counts)
    assert np.array_equal(exactly(exactly(credits)), exactly(credits))


@pytest.mark.parametrize("whole", [True, False])
def test_weighted_sums_are_those_of_exact_arithmetic(whole):
    rng = np.random.default_rng(2)
    rows = rng.integers(0, 9, (3, 11, 5)).astype(float) if whole else rng.random((3, 11, 5))
    rows[1:, :, 2] = rows[0, :, 2]  # a column that all systems share, as the gold's counts are
    sums = WeightedSums(rows)
    assert sums.columns.dtype == (np.float32 if whole else np.float64)
    weights = resample(11, 20, 0, 0)
    expected = [
        [
            [sum(int(w) * Fraction(x) for w, x in zip(weight, column, strict=True)) for column in table.T.tolist()]
            for weight in weights
        ]
        for table in exactly(rows)
    ]
    assert [[[Fraction(x) for x in row] for row in table] for table in sums(weights).tolist()] == expected


def test_large_counts_are_not_summed_in_float32():
    rows = np.full((1, 3, 1), 2.0**23 + 1)
    assert WeightedSums(rows).columns.dtype == np.float64
    assert WeightedSums(rows)(np.array([[1, 1, 1]], dtype=np.uint16)) == 3 * (2.0**23 + 1)


def test_systems_do_not_change_each_other():
    rng = np.random.default_rng(3)
    rows = rng.random((4, 9, 3))
    rows[2] *= 1e6
    weights = resample(9, 30, 1, 0)
    together = WeightedSums(rows)(weights)
    for alone, system in zip(rows, together, strict=True):
        assert np.array_equal(WeightedSums(alone[None])(weights)[0], system)
    assert np.array_equal(WeightedSums(rows[::-1])(weights)[::-1], together)


def test_counts_of_nothing_sum_to_nothing():
    assert WeightedSums(np.zeros((2, 5, 0)))(resample(5, 7, 0, 0)).shape == (2, 7, 0)
