"""The attribution metrics, by hand and against a plain assignment over all pairs."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from counterclaim.matching import best_matching
from counterclaim.metrics import DetectionF1, LinkedF1, RoleExactF1, RoleTokenF1
from counterclaim.metrics.base import AttributedArticles, Roles
from counterclaim.metrics.linking import credit, link


def roles(source, cue, content):
    return Roles(frozenset(source), frozenset(cue), frozenset(content))


def articles(*found):
    return AttributedArticles(np.zeros(len(found), int), 1, tuple(tuple(one) for one in found))


def total(metric, gold, given):
    return float(metric.value(metric.statistics(gold, given).sum(0)))


def test_by_hand():
    gold = articles([roles({0}, {1}, {2, 3, 4, 5}), roles({8}, {9}, {10})])
    given = articles([roles({0}, {1}, {2, 3})])
    # Source and cue right, content Dice 2*2/(4+2); one of two found, none spurious.
    share = (1 + 1 + 2.0 / 3.0) / 3
    assert total(LinkedF1(), gold, given) == pytest.approx(2 * share / 3)
    assert total(DetectionF1(), gold, given) == pytest.approx(2.0 / 3.0)
    assert total(RoleTokenF1("content"), gold, given) == pytest.approx(2 * 2 / (5 + 2))
    assert total(RoleExactF1("content"), gold, given) == 0.0
    assert total(RoleExactF1("cue"), gold, given) == pytest.approx(2.0 / 3.0)


def test_role_empty_on_both_sides_is_right():
    gold = articles([roles({}, {}, {1, 2})])
    assert total(LinkedF1(), gold, gold) == 1.0
    assert total(RoleExactF1("source"), gold, gold) == 1.0


def test_nothing_predicted_and_nothing_at_all():
    gold, nothing = articles([roles({0}, {1}, {2})]), articles([])
    assert total(LinkedF1(), gold, nothing) == 0.0
    assert total(LinkedF1(), nothing, nothing) == 1.0


def test_only_overlapping_contents_are_eligible():
    assert link([roles({0}, {1}, {2})], [roles({0}, {1}, {3})]) == []


@pytest.mark.parametrize("seed", range(30))
def test_matching_has_the_total_of_a_plain_assignment(seed):
    rng = np.random.default_rng(seed)
    left, right = rng.integers(1, 12, 2)
    matrix = rng.random((left, right)) * (rng.random((left, right)) < rng.choice([0.1, 0.3, 0.9]))
    weights = {(int(i), int(j)): float(matrix[i, j]) for i, j in zip(*np.nonzero(matrix), strict=True)}
    matched = best_matching(weights)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert sum(weights[edge] for edge in matched) == pytest.approx(matrix[rows, columns].sum(), abs=1e-12)
    assert len({i for i, _ in matched}) == len({j for _, j in matched}) == len(matched)


def test_total_credit_is_largest_even_where_a_greedy_choice_would_lose():
    one, other = roles({0}, {1}, {2, 3}), roles({0}, {1}, {3, 4})
    given = [roles({0}, {1}, {3}), roles({0}, {1}, {2, 3, 4})]
    best = max(
        credit(one, given[0]) + credit(other, given[1]),
        credit(one, given[1]) + credit(other, given[0]),
    )
    assert sum(match.credit for match in link([one, other], given)) == pytest.approx(best)


def test_order_changes_no_digit():
    rng = np.random.default_rng(1)
    right = [roles(rng.integers(0, 9, 2), rng.integers(9, 12, 1), rng.integers(12, 40, 6)) for _ in range(8)]
    given = [roles(rng.integers(0, 9, 2), rng.integers(9, 12, 1), rng.integers(12, 40, 6)) for _ in range(8)]
    before = total(LinkedF1(), articles(right), articles(given))
    shuffled = [given[i] for i in rng.permutation(8)]
    assert total(LinkedF1(), articles(right), articles(shuffled)) == before
