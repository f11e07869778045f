"""Disputes: who is at odds with whom over what. Derived from a graph, never annotated."""

from collections import defaultdict
from itertools import product
from typing import NamedTuple

from counterclaim.graphs.records import Graph
from counterclaim.labels import CONVERSE, Relation, Stance

FOR = frozenset((Stance.ASSERTS, Stance.HEDGES))
"""The stances of one who holds a claim true, firmly or not."""
AGAINST = frozenset((Stance.DENIES, Stance.DOUBTS))
"""The stances of one who holds it false."""


class Side(NamedTuple):
    """A holder for or against a claim."""

    holder: str
    claim: str
    favours: bool


class Dispute(NamedTuple):
    """Two sides that cannot both be right, in ascending order."""

    one: Side
    other: Side


def disputes(graph: Graph) -> list[Dispute]:
    """Derive every dispute, in ascending order.

    For p against q where p is q, or equals or entails it; or for p and for q where they contradict each other. Two sides of one
    holder make a self-contradiction, which counts as a dispute. Sides are those of the whole event, whichever article.
    """
    sides = _articles(graph)
    held: defaultdict[tuple[str, bool], list[Side]] = defaultdict(list)
    for side in sides:
        held[side.claim, side.favours].append(side)
    found = [pair for claim in graph.claims for pair in product(held[claim, True], held[claim, False])]
    for (first, second), label in graph.relations.items():
        if label is Relation.CONTRADICTION:
            found += product(held[first, True], held[second, True])
        for one, other, read in ((first, second, label), (second, first, CONVERSE[label])):
            if read in (Relation.EQUIVALENT, Relation.ENTAILS):
                found += product(held[one, True], held[other, False])
    return sorted(Dispute(*sorted(pair)) for pair in found)


def across_articles(graph: Graph) -> list[Dispute]:
    """Derive the disputes of which no article shows both sides, in ascending order.

    The articles of a side are those in which it is taken. Who takes the same side in two articles meets the other side in
    either: one shared article is enough to make the dispute one within an article. A self-contradiction is across articles where
    the holder says the one thing and the other, or is said to, in different articles alone.
    """
    articles = _articles(graph)
    return [dispute for dispute in disputes(graph) if articles[dispute.one].isdisjoint(articles[dispute.other])]


def _articles(graph: Graph) -> dict[Side, set[str]]:
    """Return every side, and the articles in which it is taken."""
    found: defaultdict[Side, set[str]] = defaultdict(set)
    for one in graph.stances:
        if one.label in FOR | AGAINST:
            found[Side(one.holder, one.claim, one.label in FOR)].add(one.article)
    return found
