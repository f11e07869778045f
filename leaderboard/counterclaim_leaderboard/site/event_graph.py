"""What the picture of an event's disputes shows: who is in one, over which claims, and which claims exclude each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.graphs import Dispute, Graph, Side, disputes
from counterclaim.graphs.disputes import AGAINST, FOR
from counterclaim.labels import Relation, Stance
from counterclaim.rows import Row

LINKS = frozenset({Relation.CONTRADICTION, Relation.EQUIVALENT, Relation.ENTAILS, Relation.ENTAILED_BY})
"""The relations over which a dispute can run."""


@dataclass(frozen=True)
class Edge:
    """A holder's side on a claim."""

    holder: str
    claim: str
    labels: tuple[Stance, ...]
    """The strongest first; several where articles show it differently."""
    favours: bool


@dataclass(frozen=True)
class Link:
    """How the first claim stands to the second."""

    first: str
    second: str
    label: Relation
    type: str | None
    reason: str | None


@dataclass(frozen=True)
class Conflict:
    """Disputes over the same claims, in words: all who take the one side, and all who take the other."""

    link: Link | None
    """None where both sides speak of one claim."""
    one: tuple[Edge, ...]
    other: tuple[Edge, ...]
    number: int
    """Of disputes: pairs of sides."""

    @property
    def with_themselves(self) -> tuple[str, ...]:
        """The holders on both sides."""
        there = {edge.holder for edge in self.other}
        return tuple(dict.fromkeys(edge.holder for edge in self.one if edge.holder in there))


@dataclass(frozen=True)
class Picture:
    """The part of a graph that is in dispute."""

    holders: tuple[str, ...]
    claims: tuple[str, ...]
    edges: tuple[Edge, ...]
    links: tuple[Link, ...]
    """Between claims of the picture; those of LINKS."""
    conflicts: tuple[Conflict, ...]
    disputes: int


def picture(graph: Graph, row: Row) -> Picture:
    """Take from a gold graph what is in dispute; `row` is the same event in the config `graph`."""
    found = disputes(graph)
    sides = sorted({side for dispute in found for side in dispute})
    labels = defaultdict(set)
    for one in graph.stances:
        if one.label in FOR | AGAINST:
            labels[Side(one.holder, one.claim, one.label in FOR)].add(one.label)
    edges = {side: Edge(side.holder, side.claim, _strongest_first(labels[side]), side.favours) for side in sides}
    claims = tuple(sorted({side.claim for side in sides}))
    links = tuple(
        Link(one["first"], one["second"], Relation(one["label"]), one["type"], one["reason"])
        for one in sorted(row["relations"], key=lambda one: (one["first"], one["second"]))
        if Relation(one["label"]) in LINKS and {one["first"], one["second"]} <= set(claims)
    )
    return Picture(
        holders=tuple(sorted({side.holder for side in sides})),
        claims=claims,
        edges=tuple(edges[side] for side in sides),
        links=links,
        conflicts=_conflicts(found, edges, links),
        disputes=len(found),
    )


def _conflicts(found: Sequence[Dispute], edges: Mapping[Side, Edge], links: Sequence[Link]) -> tuple[Conflict, ...]:
    """Put disputes over the same claims together: first those over one claim, then those over two, in the order of the claims.

    Who is for a claim stands before who is against one.
    """
    linked = {frozenset((link.first, link.second)): link for link in links}
    together: defaultdict[tuple[tuple[str, bool], tuple[str, bool]], list[tuple[Side, Side]]] = defaultdict(list)
    for dispute in found:
        one, other = sorted(dispute, key=lambda side: (not side.favours, side.claim, side.holder))
        together[(one.claim, one.favours), (other.claim, other.favours)].append((one, other))
    conflicts = []
    for ((first, _), (second, _)), pairs in sorted(together.items(), key=lambda item: (item[0][0][0] != item[0][1][0], item[0])):
        here, there = (tuple(edges[side] for side in dict.fromkeys(column)) for column in zip(*pairs, strict=True))
        conflicts.append(Conflict(None if first == second else linked[frozenset((first, second))], here, there, len(pairs)))
    return tuple(conflicts)


def _strongest_first(labels: set[Stance]) -> tuple[Stance, ...]:
    strength = {Stance.ASSERTS: 0, Stance.DENIES: 0, Stance.HEDGES: 1, Stance.DOUBTS: 1}
    return tuple(sorted(labels, key=lambda label: strength[label]))
