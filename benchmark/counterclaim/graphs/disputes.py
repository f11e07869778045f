"""Disputes: who is at odds with whom over what. Derived from a graph, never annotated."""

from itertools import combinations
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
    holder make a self-contradiction, which counts as a dispute.
    """
    held = {Side(one.holder, one.claim, one.label in FOR) for one in graph.stances if one.label in FOR | AGAINST}
    return [Dispute(one, other) for one, other in combinations(sorted(held), 2) if _at_odds(graph, one, other)]


def _at_odds(graph: Graph, one: Side, other: Side) -> bool:
    if not (one.favours or other.favours):
        return False
    if one.favours and other.favours:
        return _relation(graph, one.claim, other.claim) is Relation.CONTRADICTION
    pro, contra = (one, other) if one.favours else (other, one)
    return pro.claim == contra.claim or _relation(graph, pro.claim, contra.claim) in (Relation.EQUIVALENT, Relation.ENTAILS)


def _relation(graph: Graph, first: str, second: str) -> Relation:
    """Return how the first claim stands to the second."""
    if (first, second) in graph.relations:
        return graph.relations[first, second]
    return CONVERSE[graph.relations.get((second, first), Relation.COMPATIBLE)]
