"""Disputes: derived from a graph, and those across articles."""

import pytest
from graphed import graph, value

from counterclaim.graphs import (
    across_articles,
    disputes,
)
from counterclaim.labels import Relation, Stance
from counterclaim.metrics import CrossArticleDisputeF1, DisputeF1


def told(one):
    return [f"{s.holder}{'+' if s.favours else '-'}{s.claim}" for s in one]


class TestDisputes:
    def test_for_and_against_one_claim(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)]))
        assert [told(one) for one in found] == [["a-c1", "m+c1"]]

    def test_for_two_claims_that_contradict(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.HEDGES)], {("c1", "c2"): Relation.CONTRADICTION}))
        assert [told(one) for one in found] == [["a+c2", "m+c1"]]

    def test_against_what_the_claim_entails(self):
        stances = [("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.DOUBTS)]
        assert len(disputes(graph(stances, {("c1", "c2"): Relation.ENTAILS}))) == 1
        assert len(disputes(graph(stances, {("c2", "c1"): Relation.ENTAILED_BY}))) == 1
        assert not disputes(graph(stances, {("c2", "c1"): Relation.ENTAILS}))

    def test_against_both_of_a_contradiction_is_no_dispute(self):
        stances = [("m", "c1", Stance.DENIES), ("a", "c2", Stance.DENIES)]
        assert not disputes(graph(stances, {("c1", "c2"): Relation.CONTRADICTION}))

    @pytest.mark.parametrize("label", [Stance.REPORTS, Stance.UNVERIFIED, Stance.DECLINES])
    def test_who_takes_no_side_is_in_no_dispute(self, label):
        assert not disputes(graph([("m", "c1", label), ("a", "c1", Stance.DENIES)]))

    def test_norms_that_are_opposed_are_no_dispute_of_fact(self):
        stances = [("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.ASSERTS)]
        assert not disputes(graph(stances, {("c1", "c2"): Relation.OPPOSED}))

    def test_one_holder_with_himself(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES)]))
        assert [told(one) for one in found] == [["m-c1", "m+c1"]]


class TestAcrossArticles:
    def test_in_one_article_across_two_and_on_both(self):
        """Both sides of c1 stand in wire-1; those of c2 in an article each; of c3 one stands in both articles, the other in one."""
        one = graph(
            [
                ("m", "c1", Stance.ASSERTS),
                ("a", "c1", Stance.DENIES),
                ("m", "c2", Stance.ASSERTS),
                ("a", "c2", Stance.DOUBTS, "post-1"),
                ("m", "c3", Stance.ASSERTS),
                ("m", "c3", Stance.HEDGES, "post-1"),
                ("a", "c3", Stance.DENIES, "post-1"),
            ]
        )
        assert [told(each) for each in across_articles(one)] == [["a-c2", "m+c2"]]
        assert len(disputes(one)) == 3

    def test_who_contradicts_himself_in_another_article(self):
        apart = [("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES, "post-1")]
        assert len(across_articles(graph(apart))) == 1
        assert not across_articles(graph([*apart, ("m", "c1", Stance.ASSERTS, "post-1")]))

    def test_the_metric_counts_these_alone(self):
        """Of two gold disputes across articles one is found; the one within an article counts neither way."""
        inside = [("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)]
        gold = graph(
            [*inside, *((h, c, x, y) for c in ("c2", "c3") for h, x, y in (("m", "asserts", "wire-1"), ("a", "denies", "post-1")))]
        )
        given = gold._replace(stances=frozenset(one for one in gold.stances if one.claim != "c3"))
        assert value(CrossArticleDisputeF1(), [gold], [given]) == pytest.approx(2 * 1 / (2 + 1))
        assert value(DisputeF1(), [gold], [given]) == pytest.approx(2 * 2 / (3 + 2))
        assert value(CrossArticleDisputeF1(), [graph(inside)], [graph()]) == 1.0
