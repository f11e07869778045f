"""Claim graphs: disputes, alignment and the two graph metrics, against definitions written out plainly."""

import numpy as np
import pytest

from counterclaim.graphs import Graph, HeldClaim, Holder, aligned_claims, aligned_holders, claim_similarity, disputes, extent
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics import ClaimGraphF1, DisputeF1
from counterclaim.metrics.base import GraphedEvents

CLAIMS = {f"c{i}": extent([("wire-1", ((20 * i, 20 * i + 10),))]) for i in range(6)}
HOLDERS = {"m": Holder("the ministry", frozenset()), "a": Holder("an analyst", frozenset()), "w": Holder("wire", frozenset())}


def graph(stances=(), relations=None, claims=None, holders=None):
    return Graph(claims or CLAIMS, holders or HOLDERS, frozenset(HeldClaim(*one) for one in stances), relations or {})


def events(graphs):
    return GraphedEvents(np.arange(len(graphs)), len(graphs), tuple(graphs))


def told(one):
    return [f"{s.holder}{'+' if s.favours else '-'}{s.claim}" for s in one]


def value(metric, gold, given):
    return float(metric.value(metric.statistics(events(gold), events(given)).sum(0)))


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


class TestAlignment:
    def test_similarity_is_dice_over_code_points(self):
        one, other = extent([("w", ((0, 10),))]), extent([("w", ((5, 15),)), ("v", ((0, 10),))])
        assert claim_similarity(one, other) == pytest.approx(2 * 5 / (10 + 20))

    def test_claims_by_the_best_total(self):
        """c0 could take either; the total is largest where the other gets its only partner."""
        gold = graph(claims={"g0": extent([("w", ((0, 10),))]), "g1": extent([("w", ((4, 10),))])})
        given = graph(claims={"p0": extent([("w", ((0, 10),))]), "p1": extent([("w", ((0, 6),))])})
        assert aligned_claims(gold, given) == {"g0": "p1", "g1": "p0"}

    def test_holders_by_name_or_by_where_they_are_named(self):
        spot = extent([("w", ((0, 9),))])
        gold = graph(holders={"g0": Holder("The Ministry", frozenset()), "g1": Holder("Lina Orrul, spokeswoman", spot)})
        given = graph(holders={"p0": Holder("ministry", frozenset()), "p1": Holder("she", spot), "p2": Holder("", frozenset())})
        assert aligned_holders(gold, given) == {"g0": "p0", "g1": "p1"}

    def test_no_words_no_match(self):
        empty = graph(claims={"c": frozenset()}, holders={"h": Holder("the", frozenset())})
        assert aligned_claims(empty, empty) == {}
        assert aligned_holders(empty, empty) == {}


def random_graph(rng):
    names = sorted(CLAIMS)
    stances = {
        (rng.choice(list(HOLDERS)), names[rng.integers(len(names))], list(Stance)[rng.integers(len(Stance))]) for _ in range(12)
    }
    labels = [Relation.CONTRADICTION, Relation.ENTAILS, Relation.EQUIVALENT, Relation.OPPOSED]
    relations = {
        (a, b): labels[rng.integers(len(labels))] for i, a in enumerate(names) for b in names[i + 1 :] if rng.random() < 0.3
    }
    return graph(stances, relations)


def renamed(one, rng):
    """Give every claim and holder another id, and turn some pairs around."""
    claims = dict(zip(one.claims, (f"x{i}" for i in rng.permutation(len(one.claims))), strict=True))
    holders = dict(zip(one.holders, (f"y{i}" for i in rng.permutation(len(one.holders))), strict=True))
    turned = {}
    for (a, b), label in one.relations.items():
        if rng.random() < 0.5:
            turned[claims[a], claims[b]] = label
        else:
            turned[claims[b], claims[a]] = CONVERSE[label]
    return Graph(
        {claims[name]: words for name, words in one.claims.items()},
        {holders[name]: holder for name, holder in one.holders.items()},
        frozenset(HeldClaim(holders[s.holder], claims[s.claim], s.label) for s in one.stances),
        turned,
    )


@pytest.mark.parametrize("metric", [DisputeF1(), ClaimGraphF1()], ids=lambda metric: metric.name)
class TestBothMetrics:
    def test_perfect_is_one_under_any_names(self, metric):
        rng = np.random.default_rng(0)
        gold = [random_graph(rng) for _ in range(4)]
        assert value(metric, gold, [renamed(one, rng) for one in gold]) == 1.0

    def test_names_change_no_digit(self, metric):
        rng = np.random.default_rng(1)
        gold, given = ([random_graph(rng) for _ in range(4)] for _ in range(2))
        assert 0 < value(metric, gold, given) < 1
        assert value(metric, gold, [renamed(one, rng) for one in given]) == value(metric, gold, given)

    def test_nothing_on_both_sides_is_one_and_on_one_side_nought(self, metric):
        full, empty = random_graph(np.random.default_rng(2)), graph()
        assert value(metric, [empty], [empty]) == 1.0
        assert value(metric, [full], [empty]) == 0.0
        assert value(metric, [empty], [full]) == 0.0

    def test_macro_over_events(self, metric):
        full, empty = random_graph(np.random.default_rng(3)), graph()
        assert value(metric, [full, full], [full, empty]) == 0.5

    def test_a_wrong_addition_never_helps(self, metric):
        rng = np.random.default_rng(4)
        gold = random_graph(rng)
        off = extent([("elsewhere-1", ((0, 9),))])
        more = graph(
            {*gold.stances, ("m", "far", Stance.ASSERTS), ("a", "far", Stance.DENIES)}, gold.relations, {**CLAIMS, "far": off}
        )
        assert value(metric, [gold], [more]) < 1.0


def test_dispute_f1_where_ids_agree_is_the_overlap_of_two_sets():
    """An oracle: where both graphs name the same claims and holders, the matching is the intersection of the disputes."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        gold, given = random_graph(rng), random_graph(rng)
        right, found = set(disputes(gold)), set(disputes(given))
        assert value(DisputeF1(), [gold], [given]) == pytest.approx(2 * len(right & found) / (len(right) + len(found)))


def test_two_predicted_disputes_on_one_gold_claim_count_once():
    gold = graph([("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)])
    twice = {"p": CLAIMS["c1"], "q": CLAIMS["c1"]}
    stances = [(holder, claim, label) for claim in twice for holder, label in (("m", Stance.ASSERTS), ("a", Stance.DENIES))]
    assert value(DisputeF1(), [gold], [graph(stances, None, twice)]) == pytest.approx(2 * 1 / (1 + 2))
