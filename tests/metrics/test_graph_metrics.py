"""The graph metrics: properties, and an oracle of two sets."""

import numpy as np
import pytest
from graphed import CLAIMS, dense_graph, drawn, graph, random_graph, renamed, span, value

from counterclaim.graphs import (
    Graph,
    HeldClaim,
    across_articles,
    disputes,
)
from counterclaim.labels import Stance
from counterclaim.metrics import ClaimGraphF1, CrossArticleDisputeF1, DisputeF1, RungDisputeF1

LOWER = [DisputeF1(), ClaimGraphF1(), CrossArticleDisputeF1(), RungDisputeF1("gold_spans")]
UPPER = [RungDisputeF1("gold_claims"), RungDisputeF1("gold_stances")]


@pytest.mark.parametrize("metric", [*LOWER, *UPPER], ids=lambda metric: metric.name)
class TestEveryMetric:
    def test_perfect_is_one_under_any_names(self, metric):
        rng = np.random.default_rng(0)
        gold = [random_graph(rng) for _ in range(4)]
        assert value(metric, gold, [renamed(one, rng) for one in gold]) == 1.0

    @pytest.mark.parametrize("make", [random_graph, dense_graph])
    def test_names_and_order_change_no_digit(self, metric, make):
        rng = np.random.default_rng(1)
        gold, given = zip(*(drawn(make, rng) for _ in range(4)), strict=True)
        assert 0 < value(metric, gold, given) < 1
        assert value(metric, gold, [renamed(one, rng) for one in given]) == value(metric, gold, given)

    def test_nothing_on_both_sides_is_one(self, metric):
        nothing = Graph({}, {}, frozenset(), {})
        assert value(metric, [graph(), nothing], [graph(), nothing]) == 1.0


@pytest.mark.parametrize("metric", LOWER, ids=lambda metric: metric.name)
class TestWhereNothingIsTheGolds:
    def test_nothing_on_one_side_is_nought(self, metric):
        full, empty = random_graph(np.random.default_rng(2)), graph()
        assert value(metric, [full], [empty]) == 0.0
        assert value(metric, [empty], [full]) == 0.0

    def test_macro_over_events(self, metric):
        full, empty = random_graph(np.random.default_rng(3)), graph()
        assert value(metric, [full, full], [full, empty]) == 0.5

    def test_a_wrong_addition_never_helps(self, metric):
        gold = random_graph(np.random.default_rng(4))
        wrong = {HeldClaim("m", "far", Stance.ASSERTS, "wire-1"), HeldClaim("a", "far", Stance.DENIES, "wire-2")}
        more = gold._replace(claims={**CLAIMS, "far": (span(0, 9, "elsewhere-1"),)}, stances=gold.stances | wrong)
        assert value(metric, [gold], [more]) < 1.0


def test_dispute_f1_where_ids_agree_is_the_overlap_of_two_sets():
    """An oracle: where both graphs name the same claims and holders, the matching is the intersection of the disputes."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        gold, given = random_graph(rng), random_graph(rng)
        for metric, derive in ((DisputeF1(), disputes), (CrossArticleDisputeF1(), across_articles)):
            right, found = set(derive(gold)), set(derive(given))
            expected = 2 * len(right & found) / (len(right) + len(found)) if right or found else 1.0
            assert value(metric, [gold], [given]) == pytest.approx(expected)


def test_two_predicted_disputes_on_one_gold_claim_count_once():
    gold = graph([("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)])
    twice = {"p": CLAIMS["c1"], "q": CLAIMS["c1"]}
    stances = [(holder, claim, label) for claim in twice for holder, label in (("m", Stance.ASSERTS), ("a", Stance.DENIES))]
    assert value(DisputeF1(), [gold], [graph(stances, None, twice)]) == pytest.approx(2 * 1 / (1 + 2))
