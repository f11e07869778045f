"""How two graphs are aligned, by index and with ties parted, against definitions written out plainly."""

from itertools import combinations

import numpy as np
import pytest
from graphed import dense_graph, drawn, graph, random_graph, span, value
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from counterclaim.graphs import (
    Alignment,
    Dispute,
    Holder,
    Side,
    across_articles,
    covered,
    disputes,
    matched_disputes,
)
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics import ClaimGraphF1, DisputeF1


class TestAlignment:
    def test_similarity_is_dice_over_code_points(self):
        gold = graph(claims={"g": (span(0, 10),)})
        given = graph(claims={"p": (span(5, 15), span(0, 10, "post-1")), "q": (span(10, 12),)})
        assert Alignment(gold, given).similar_claims == {("g", "p"): pytest.approx(2 * 5 / (10 + 20))}

    def test_claims_by_the_best_total(self):
        """g0 could take either; the total is largest where the other gets its only partner."""
        gold = graph(claims={"g0": (span(0, 10),), "g1": (span(4, 10),)})
        given = graph(claims={"p0": (span(0, 10),), "p1": (span(0, 6),)})
        assert Alignment(gold, given).claims == {"g0": "p1", "g1": "p0"}

    def test_holders_by_name_or_by_where_they_are_named(self):
        spot = (span(0, 9),)
        gold = graph(holders={"g0": Holder("The Ministry", ()), "g1": Holder("Lina Orrul, spokeswoman", spot)})
        given = graph(holders={"p0": Holder("ministry", ()), "p1": Holder("she", spot), "p2": Holder("", ())})
        assert Alignment(gold, given).holders == {"g0": "p0", "g1": "p1"}

    def test_no_words_no_match(self):
        empty, other = (graph(claims={"c": ()}, holders={"h": Holder("the", ())}) for _ in range(2))
        assert Alignment(empty, other).claims == {}
        assert Alignment(empty, other).holders == {}


class Plain:
    """The definitions, every one compared with every other."""

    @staticmethod
    def dice(one, other):
        return 2.0 * len(one & other) / (len(one) + len(other)) if one & other else 0.0

    @classmethod
    def holder_similarity(cls, one, other):
        names = ({word for word in holder.name.split() if word != "the"} for holder in (one, other))
        smaller, larger = sorted((cls.dice(*names), cls.dice(covered(one.mentions), covered(other.mentions))))
        return larger + 1e-9 * smaller

    @staticmethod
    def most(gold, predicted, similarity):
        """The largest sum of similarities of a one-to-one matching, by a plain assignment."""
        every = np.array([[similarity(one, other) for other in predicted.values()] for one in gold.values()])
        every[every < 0.5] = 0
        return every[linear_sum_assignment(every, maximize=True)].sum()

    @classmethod
    def disputes(cls, one):
        sides = {
            Side(s.holder, s.claim, s.label in ("asserts", "hedges"))
            for s in one.stances
            if s.label in ("asserts", "hedges", "denies", "doubts")
        }
        return [Dispute(*pair) for pair in combinations(sorted(sides), 2) if cls.at_odds(one, *pair)]

    @classmethod
    def at_odds(cls, graph, one, other):
        if one.favours and other.favours:
            return cls.relation(graph, one.claim, other.claim) == "contradiction"
        if not one.favours and not other.favours:
            return False
        pro, contra = (one, other) if one.favours else (other, one)
        return pro.claim == contra.claim or cls.relation(graph, pro.claim, contra.claim) in ("equivalent", "entails")

    @staticmethod
    def relation(graph, first, second):
        if (first, second) in graph.relations:
            return graph.relations[first, second]
        return CONVERSE[graph.relations.get((second, first), Relation.COMPATIBLE)]

    @staticmethod
    def across(one, dispute):
        def taken(side):
            labels = ("asserts", "hedges") if side.favours else ("denies", "doubts")
            return {s.article for s in one.stances if (s.holder, s.claim) == side[:2] and s.label in labels}

        return not taken(dispute.one) & taken(dispute.other)

    @classmethod
    def matched(cls, gold, predicted, holders, right, given):
        def meet(one, other):
            alike = cls.dice(covered(gold.claims[one.claim]), covered(predicted.claims[other.claim])) >= 0.5
            return alike and one.favours == other.favours and holders.get(one.holder) == other.holder

        def eligible(a, b):
            return (meet(a.one, b.one) and meet(a.other, b.other)) or (meet(a.one, b.other) and meet(a.other, b.one))

        edges = np.array([[eligible(a, b) for b in given] for a in right], dtype=int).reshape(len(right), len(given))
        return int((maximum_bipartite_matching(csr_array(edges), perm_type="column") >= 0).sum())


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("make", [random_graph, dense_graph])
def test_by_index_as_by_comparing_all(make, seed):
    rng = np.random.default_rng(seed)
    gold, given = drawn(make, rng)
    found = Alignment(gold, given)
    words = [{name: covered(mentions) for name, mentions in one.claims.items()} for one in (gold, given)]
    every = {(a, b): Plain.dice(one, other) for a, one in words[0].items() for b, other in words[1].items()}
    assert found.similar_claims == {pair: similarity for pair, similarity in every.items() if similarity}
    total = sum(every[pair] for pair in found.claims.items())
    assert total == pytest.approx(Plain.most(*words, Plain.dice), abs=1e-12)
    total = sum(Plain.holder_similarity(gold.holders[one], given.holders[other]) for one, other in found.holders.items())
    assert total == pytest.approx(Plain.most(gold.holders, given.holders, Plain.holder_similarity), abs=1e-12)
    right, theirs = disputes(gold), disputes(given)
    assert right == Plain.disputes(gold)
    assert across_articles(gold) == [one for one in right if Plain.across(gold, one)]
    assert len(matched_disputes(found, right, theirs)) == Plain.matched(gold, given, found.holders, right, theirs)


def test_holders_that_the_text_names_in_the_same_words_are_told_apart_by_name():
    """A copy of the gold is perfect, whatever the order of its ids."""
    there = (span(0, 12),)
    gold = graph(
        [("b", "c1", Stance.ASSERTS), ("c", "c1", Stance.DENIES)],
        holders={"b": Holder("the brigade", there), "c": Holder("the column", there)},
    )
    copy = graph(
        [("z", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)],
        holders={"z": Holder("the brigade", there), "a": Holder("the column", there)},
    )
    assert value(DisputeF1(), [gold], [copy]) == value(ClaimGraphF1(), [gold], [copy]) == 1.0


@pytest.mark.parametrize("names", [("x", "y"), ("y", "x")])
def test_what_is_said_parts_claims_in_the_same_words(names):
    """Neither the order in the file nor the ids decide which of the two is the gold's."""
    gold = graph([("m", "c1", Stance.ASSERTS)])
    one, other = names
    twice = {one: (span(20, 30),), other: (span(20, 30),)}
    said = [("m", one, Stance.ASSERTS), ("m", other, Stance.DENIES)]
    there, back = (graph(said, claims=dict(items)) for items in (twice.items(), reversed(twice.items())))
    assert value(ClaimGraphF1(), [gold], [there]) == value(ClaimGraphF1(), [gold], [back]) == pytest.approx(2.0 / 3.0)
