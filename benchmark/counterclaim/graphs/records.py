"""The records of a claim graph: who holds what of which claim, and how the claims stand to each other."""

from collections.abc import Iterable
from typing import NamedTuple

from counterclaim.labels import Relation, Stance
from counterclaim.spans import Span

Extent = frozenset[tuple[str, int]]
"""The code points that spans cover: article and offset."""


def extent(spans: Iterable[tuple[str, Span]]) -> Extent:
    """Return what spans (article, pieces) cover together. White space counts: its share is the same on both sides."""
    pieces = {(article, piece) for article, span in spans for piece in span}
    return frozenset((article, i) for article, (start, end) in pieces for i in range(start, end))


class Holder(NamedTuple):
    """Who takes a position."""

    name: str
    words: Extent
    """Where the articles name it as the source of an attribution; empty where they nowhere do."""


class HeldClaim(NamedTuple):
    """What a holder says of a claim, in whichever article."""

    holder: str
    claim: str
    label: Stance


class Graph(NamedTuple):
    """The claims, holders, stances and relations of one event. The ids are the graph's own: another graph has others."""

    claims: dict[str, Extent]
    """The words that express each claim, all its mentions together."""
    holders: dict[str, Holder]
    stances: frozenset[HeldClaim]
    relations: dict[tuple[str, str], Relation]
    """Each pair once; a pair that is not named is compatible."""
