"""The oracle ladder: each rung undoes one kind of error."""

import numpy as np
import pytest
from graphed import CLAIMS, HOLDERS, dense_graph, drawn, graph, renamed, span, value

from counterclaim.graphs import (
    RUNGS,
    Graph,
    Holder,
    extent,
    ladder,
)
from counterclaim.labels import Relation, Stance
from counterclaim.metrics import DisputeF1, RungDisputeF1


def climbed(gold, given):
    """Dispute F1 as predicted, and on each rung."""
    return [value(metric, [gold], [given]) for metric in (DisputeF1(), *map(RungDisputeF1, RUNGS))]


TWO = {"c1": (span(20, 30), span(0, 10, "post-1")), "c2": (span(40, 50), span(20, 30, "post-1"))}
QUARREL = graph(
    [
        ("m", "c1", Stance.ASSERTS),
        ("a", "c1", Stance.DENIES, "post-1"),
        ("w", "c2", Stance.ASSERTS, "post-1"),
    ],
    {("c1", "c2"): Relation.CONTRADICTION},
    TWO,
)
"""Two disputes: the ministry with the analyst over c1, and with the wire, which holds c2."""


class TestLadder:
    def test_boundaries_alone(self):
        """Of ten code points three are met by a mention of seven: Dice 6 / 17."""
        moved = {
            name: tuple(extent(article, ((start + 7, start + 14),)) for article, start in map(min, mentions))
            for name, mentions in TWO.items()
        }
        assert climbed(QUARREL, QUARREL._replace(claims=moved)) == [0.0, 1.0, 1.0, 1.0]

    def test_boundaries_of_where_holders_are_named(self):
        """Under a name of no help, the ministry is found where the gold names it, once the place has its bounds: Dice 4 / 14."""
        gold = QUARREL._replace(holders={**HOLDERS, "m": Holder("the ministry", (span(100, 110),))})
        given = QUARREL._replace(holders={**HOLDERS, "m": Holder("they", (span(108, 112),))})
        assert climbed(gold, given) == [0.0, 1.0, 1.0, 1.0]

    def test_clusters_alone(self):
        """Each mention is a claim of its own: nobody disagrees with the analyst, and of the pairs one alone is related."""
        split = {f"{name}{i}": (mention,) for name, mentions in TWO.items() for i, mention in enumerate(mentions)}
        given = graph(
            [("m", "c10", Stance.ASSERTS), ("a", "c11", Stance.DENIES, "post-1"), ("w", "c21", Stance.ASSERTS, "post-1")],
            {("c20", "c10"): Relation.CONTRADICTION},
            split,
        )
        assert climbed(QUARREL, given) == [0.0, 0.0, 1.0, 1.0]

    def test_holders_in_two_alone(self):
        """The analyst denies under one of two names; the other is silent and takes his place in the alignment."""
        spot = span(100, 120)
        gold = QUARREL._replace(holders={**HOLDERS, "a": Holder("an analyst of the bank", (spot,))})
        names = {"m": HOLDERS["m"], "w": HOLDERS["w"], "a": Holder("he", (span(115, 120),)), "b": Holder("analyst of the bank", ())}
        assert climbed(gold, gold._replace(holders=names))[2:] == [1.0, 1.0]
        assert climbed(gold, gold._replace(holders=names))[0] == pytest.approx(2 * 1 / (2 + 2))

    def test_stances_alone(self):
        """The analyst asserts: with nobody at odds over c1, one dispute is left, and another is made, with the wire."""
        agreed = frozenset(one._replace(label=Stance.ASSERTS) for one in QUARREL.stances)
        assert climbed(QUARREL, QUARREL._replace(stances=agreed)) == [*[pytest.approx(2 * 1 / (2 + 2))] * 3, 1.0]

    def test_relations_alone_stay_wrong_to_the_top(self):
        assert climbed(QUARREL, QUARREL._replace(relations={})) == [pytest.approx(2 * 1 / (2 + 1))] * 4

    def test_no_graph_at_all(self):
        """With the gold's stances, who is for and who against one claim is given."""
        nothing = Graph({}, {}, frozenset(), {})
        assert climbed(QUARREL, nothing) == [0.0, 0.0, 0.0, pytest.approx(2 * 1 / (2 + 1))]
        assert climbed(nothing, QUARREL) == [0.0, 0.0, 1.0, 1.0]

    def test_a_mention_goes_where_it_overlaps_most_and_else_stays(self):
        """(22, 35) meets (20, 30) in eight of 13 + 10 and (32, 52) in three of 13 + 20; (5, 15) meets two by five of 20 each."""
        gold = graph(claims={"g": (span(20, 30), span(10, 20)), "h": (span(32, 52), span(0, 10))})
        given = graph(claims={"p": (span(22, 35), span(5, 15), span(90, 99))})
        assert ladder(gold, given)["gold_spans"].claims == {"p": (span(20, 30), span(0, 10), span(90, 99))}

    def test_of_several_that_meet_the_most_similar_is_heard(self):
        """p is c1, and q has the mention of c1 among its three; r is nowhere, and x shares one word of six with the ministry."""
        far = (span(200, 210), span(220, 230))
        claims = {"q": (*CLAIMS["c1"], *far), "p": CLAIMS["c1"], "s": CLAIMS["c2"], "r": far}
        given = graph(
            [
                ("m", "q", Stance.DENIES),
                ("m", "p", Stance.ASSERTS),
                ("m", "q", Stance.DENIES, "post-1"),
                ("a", "r", Stance.DENIES),
                ("x", "s", Stance.DENIES),
            ],
            {("s", "q"): Relation.ENTAILS, ("p", "s"): Relation.CONTRADICTION, ("p", "q"): Relation.EQUIVALENT},
            claims,
            {**HOLDERS, "x": Holder("an expert on ministry of ports", ())},
        )
        on = ladder(graph(), given)["gold_claims"]
        assert on == graph(
            [("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES, "post-1")], {("c1", "c2"): Relation.CONTRADICTION}
        )

    def test_of_equals_all_stances_are_heard_and_the_first_relation(self):
        claims = {"p": CLAIMS["c1"], "q": CLAIMS["c1"], "s": CLAIMS["c2"]}
        given = graph(
            [("m", "p", Stance.ASSERTS), ("m", "q", Stance.DENIES)],
            {("s", "p"): Relation.ENTAILS, ("q", "s"): Relation.EQUIVALENT},
            claims,
        )
        on = ladder(graph(), given)["gold_claims"]
        assert on == graph([("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES)], {("c1", "c2"): Relation.EQUIVALENT})

    def test_holders_named_in_the_same_words_are_told_apart_by_name(self):
        spot = (span(0, 9),)
        gold = QUARREL._replace(holders={"m": Holder("wing", spot), "a": Holder("column", spot), "w": Holder("army", spot)})
        given = gold._replace(holders=dict(reversed(gold.holders.items())))
        assert climbed(gold, given)[2:] == [1.0, 1.0]

    @pytest.mark.parametrize("seed", range(30))
    def test_the_upper_rungs_are_the_same_graph_under_any_names(self, seed):
        rng = np.random.default_rng(seed)
        gold, given = drawn(dense_graph, rng)
        one, other = ladder(gold, given), ladder(gold, renamed(given, rng))
        assert one["gold_claims"] == other["gold_claims"]
        assert one["gold_stances"] == other["gold_stances"]
