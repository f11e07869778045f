"""The order of holders and claims in the picture of an event's disputes: three columns, so that the lines are short.

Holders stand left and right of the claims, party by party. What stands next to what is found by the barycentre method for layered
drawings (Sugiyama, Tagawa & Toda 1981, "Methods for Visual Understanding of Hierarchical System Structures"): column by column,
each thing moves to the mean place of what it is joined to; the best order that is met is kept. Ties go by id, so that an event has
one picture. General layouts, such as networkx's or dot's, know no parties, and would not keep the claims of one conflict together.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from counterclaim_leaderboard.site.event_graph import Picture

SWEEPS = 12


class Node(NamedTuple):
    """A holder or a claim."""

    kind: str
    id: str


Column = tuple[tuple[Node, ...], ...]
"""Groups in order from the top, each with its members in order."""


@dataclass(frozen=True)
class Columns:
    """The order of everything in the picture."""

    left: Column
    """Holders, by party."""
    claims: Column
    """Claims, those that relations join in one group."""
    right: Column


def arrange(picture: Picture, parties: Mapping[str, str | None]) -> Columns:
    """Order the three columns.

    Args:
        picture: what is shown.
        parties: the party of each holder; None for none.
    """
    joins = [(Node("holder", edge.holder), Node("claim", edge.claim)) for edge in picture.edges]
    joins += [(Node("claim", link.first), Node("claim", link.second)) for link in picture.links]
    near = defaultdict(list)
    for one, other in joins:
        near[one].append(other)
        near[other].append(one)
    left, right = _sides(picture.holders, parties)
    best = found = Columns(left, _together(picture), right)
    for _ in range(SWEEPS):
        claims = _sorted(found.claims, near, _places(found))
        places = _places(Columns(found.left, claims, found.right))
        found = Columns(_sorted(found.left, near, places), claims, _sorted(found.right, near, places))
        best = min(best, found, key=lambda columns: _length(columns, joins))
    return best


def _sides(holders: Sequence[str], parties: Mapping[str, str | None]) -> tuple[Column, Column]:
    """Give each party the side where fewer stand, the largest first; those of no party make the sides even."""
    groups = defaultdict(list)
    for holder in holders:
        groups[parties.get(holder)].append(Node("holder", holder))
    free = groups.pop(None, [])
    sides: tuple[list[list[Node]], list[list[Node]]] = ([], [])
    for _, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0] or "")):
        min(sides, key=_size).append(members)
    half = max(0, min(len(free), (len(free) + _size(sides[1]) - _size(sides[0])) // 2))
    for side, members in zip(sides, (free[:half], free[half:]), strict=True):
        if members:
            side.append(members)
    return _column(sides[0]), _column(sides[1])


def _together(picture: Picture) -> Column:
    """Return the claims in groups that no relation joins to each other."""
    group = {claim: [Node("claim", claim)] for claim in picture.claims}
    for link in picture.links:
        one, other = group[link.first], group[link.second]
        if one is not other:
            one += other
            group.update({node.id: one for node in other})
    return _column(list({id(members): sorted(members) for members in group.values()}.values()))


def _places(columns: Columns) -> dict[Node, float]:
    """Return how far down its column each thing stands, 0 to 1."""
    places = {}
    for column in (columns.left, columns.claims, columns.right):
        nodes = [node for group in column for node in group]
        places.update({node: (i + 0.5) / len(nodes) for i, node in enumerate(nodes)})
    return places


def _sorted(column: Column, near: Mapping[Node, Sequence[Node]], places: Mapping[Node, float]) -> Column:
    """Sort each group by the mean place of its members' neighbours, and the groups by the mean of these."""
    mean = {node: fmean(places[other] for other in near[node]) for group in column for node in group}
    groups = [sorted(group, key=lambda node: (mean[node], node)) for group in column]
    return _column(sorted(groups, key=lambda group: (fmean(mean[node] for node in group), group)))


def _length(columns: Columns, joins: Sequence[tuple[Node, Node]]) -> float:
    places = _places(columns)
    return sum(abs(places[one] - places[other]) for one, other in joins)


def _size(groups: Sequence[Sequence[Node]]) -> int:
    return sum(map(len, groups))


def _column(groups: Sequence[Sequence[Node]]) -> Column:
    return tuple(tuple(group) for group in groups)
