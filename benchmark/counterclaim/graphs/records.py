"""The records of a claim graph: who holds what of which claim, and how the claims stand to each other."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from counterclaim.labels import Relation, Stance
from counterclaim.spans import Span

Extent = frozenset[tuple[str, int]]
"""The code points that words cover: article and offset."""
Mentions = tuple[Extent, ...]
"""The words of each mention of a claim, or of each place that names a holder."""


def extent(article: str, span: Span) -> Extent:
    """Return what a span of an article covers. White space counts: its share is the same on both sides."""
    return frozenset((article, i) for start, end in span for i in range(start, end))


def covered(mentions: Iterable[Extent]) -> Extent:
    """Return what mentions cover together."""
    return frozenset(chain.from_iterable(mentions))


class Holder(NamedTuple):
    """Who takes a position."""

    name: str
    mentions: Mentions
    """Where the articles name it as the source of an attribution; empty where they nowhere do."""


class HeldClaim(NamedTuple):
    """What a holder says of a claim in an article."""

    holder: str
    claim: str
    label: Stance
    article: str


class Graph(NamedTuple):
    """The claims, holders, stances and relations of one event. The ids are the graph's own: another graph has others."""

    claims: dict[str, Mentions]
    """The words that express each claim."""
    holders: dict[str, Holder]
    stances: frozenset[HeldClaim]
    relations: dict[tuple[str, str], Relation]
    """Each pair once; a pair that is not named is compatible."""
