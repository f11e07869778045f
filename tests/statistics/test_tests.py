"""The paired test, Holm's correction and shared ranks."""

from itertools import product

import numpy as np
import pytest

from counterclaim.statistics.benjamini_hochberg import benjamini_hochberg
from counterclaim.statistics.holm import holm
from counterclaim.statistics.randomisation import PairedTest, paired_tests, smallest_p
from counterclaim.statistics.ranks import adjust, ranks


def mean(sums):
    return sums[..., 0] / sums[..., 1]


def paired_test(first, second, value, draws=10_000):
    return paired_tests({"first": first, "second": second}, value, draws)["first", "second"]


def rows(values):
    return np.stack([np.asarray(values, float), np.ones(len(values))], 1)


def test_exact_equals_a_plain_enumeration():
    rng = np.random.default_rng(0)
    first, second = rng.random(7), rng.random(7)
    test = paired_test(rows(first), rows(second), mean)
    observed = abs(first.mean() - second.mean())
    as_large = sum(
        abs(np.mean([b - a if swap else a - b for swap, a, b in zip(swaps, first, second, strict=True)])) >= observed - 1e-12
        for swaps in product((0, 1), repeat=7)
    )
    assert test.exact
    assert test.p == as_large / 2**7


def test_approximate_is_near_exact():
    rng = np.random.default_rng(1)
    first, second = rng.random(12) + 0.15, rng.random(12)
    exact = paired_test(rows(first), rows(second), mean, draws=10_000)
    drawn = paired_test(rows(first), rows(second), mean, draws=4000)
    assert exact.exact
    assert not drawn.exact
    assert drawn.p == pytest.approx(exact.p, abs=4 * np.sqrt(exact.p * (1 - exact.p) / 4000) + 1 / 4001)


def test_equal_systems_have_p_one_and_swapping_them_changes_the_sign_alone():
    one, other = rows([0.1, 0.5, 0.9]), rows([0.2, 0.1, 0.3])
    assert paired_test(one, one, mean).p == 1.0
    assert paired_test(one, other, mean).difference == -paired_test(other, one, mean).difference
    assert paired_test(one, other, mean).p == paired_test(other, one, mean).p


def test_smallest_p_is_reached():
    assert paired_test(rows([1, 1]), rows([0, 0]), mean).p == smallest_p(2) == 0.5
    assert smallest_p(6) == 2 / 64


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def outcome(difference, p):
    return PairedTest(difference, p, True)


def test_what_cannot_be_separated_shares_a_rank():
    comparisons = adjust({("a", "b"): outcome(0.1, 0.4), ("a", "c"): outcome(0.5, 0.001), ("b", "c"): outcome(0.4, 0.001)})
    assert ranks(["a", "b", "c"], comparisons) == {"a": 1, "b": 1, "c": 3}


def test_a_worse_first_system_loses_rank():
    assert ranks(["a", "b"], adjust({("a", "b"): outcome(-0.5, 0.01)})) == {"a": 2, "b": 1}


def test_benjamini_hochberg_equals_scipy():
    from scipy.stats import false_discovery_control

    rng = np.random.default_rng(4)
    for size in (1, 2, 7, 40):
        p_values = rng.random(size) ** 3
        assert benjamini_hochberg(p_values.tolist()) == pytest.approx(false_discovery_control(p_values, method="bh"))
    assert benjamini_hochberg([]) == []


def test_every_pair_at_once_is_each_pair_alone():
    rng = np.random.default_rng(5)
    systems = {name: rows(rng.random(30)) for name in "abcd"}
    together = paired_tests(systems, mean, draws=2500)
    assert len(together) == 6
    for (one, other), test in together.items():
        assert test == paired_test(systems[one], systems[other], mean, draws=2500)
