"""Sets of tokens as intervals on one line: whole files of spans are compared by sorting, not pair by pair."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts, Numbers
from counterclaim.spans import Piece, tokenise


@dataclass(frozen=True, eq=False)
class TokenSets:
    """N sets of token numbers, in P intervals. Those of one set stand together, are not empty, ascend and do not overlap."""

    sizes: Counts
    """(N,) how many tokens each set has."""
    owner: Numbers
    """(P,) the number of each interval's set, ascending."""
    first: Numbers
    """(P,) the first token of each interval."""
    past: Numbers
    """(P,) the token after its last."""

    @classmethod
    def united(cls, sets: int, owner: Numbers, first: Numbers, past: Numbers) -> "TokenSets":
        """Make `sets` sets of intervals that ascend within each owner, but may be empty, meet or share a token (it counts once)."""
        kept = first < past
        owner, first, past = owner[kept], first[kept], past[kept]
        begins = (np.diff(owner, prepend=-1) > 0) | (first > np.roll(past, 1))
        owner, first, past = owner[begins], first[begins], past[np.roll(begins, -1)]
        return cls(np.bincount(owner, past - first, sets).astype(np.float64), owner, first, past)

    def listed(self) -> list[tuple[int, ...]]:
        """Return the token numbers of each set, ascending."""
        found: list[list[int]] = [[] for _ in self.sizes]
        for owner, first, past in zip(self.owner.tolist(), self.first.tolist(), self.past.tolist(), strict=True):
            found[owner] += range(first, past)
        return [tuple(tokens) for tokens in found]

    def masked(self, mask: NDArray[np.bool_]) -> "TokenSets":
        """Keep the sets of the mask (N,), numbered anew."""
        kept = mask[self.owner]
        return TokenSets(self.sizes[mask], (np.cumsum(mask) - 1)[self.owner[kept]], self.first[kept], self.past[kept])


class TokenLine:
    """The tokens of several texts, numbered on from one text to the next."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Tokenise the texts, and lay them end to end."""
        self._offset = np.cumsum([0, *map(len, texts)])
        tokens = [_pairs(tokenise(text)) + offset for text, offset in zip(texts, self._offset[:-1], strict=True)]
        self._starts, self._ends = np.concatenate([_pairs(()), *tokens]).T.copy()

    def sets(self, text: Numbers, spans: Sequence[Sequence[Piece]]) -> TokenSets:
        """Return the sets of tokens that N spans touch, even if in part; `text` (N,) is the number of each span's text."""
        owner = owners(spans)
        start, end = (_pairs(chain.from_iterable(spans)) + self._offset[text[owner], None]).T
        first, past = np.searchsorted(self._ends, start, "right"), np.searchsorted(self._starts, end, "left")
        return TokenSets.united(len(spans), owner, first, past)


def owners(groups: Sequence[Sized]) -> Numbers:
    """Return the number of the group of each member, the groups laid end to end."""
    return np.repeat(np.arange(len(groups)), np.fromiter(map(len, groups), np.int64, len(groups)))


def overlaps(one: TokenSets, other: TokenSets) -> tuple[Numbers, Counts]:
    """Return the K pairs of sets that share a token, and how many they share: (K,) and (K,).

    The pair of sets i and j is the number i * len(other.sizes) + j; the pairs ascend. Of two intervals that overlap, one starts in
    the other, so that a search among sorted starts finds them all, in the time that sorting and telling them takes.
    """
    i, j = _starting_in(one, other, "left")
    m, k = _starting_in(other, one, "right")
    mine, theirs = np.concatenate((i, k)), np.concatenate((j, m))
    length = np.minimum(one.past[mine], other.past[theirs]) - np.maximum(one.first[mine], other.first[theirs])
    pairs, place = np.unique(one.owner[mine] * len(other.sizes) + other.owner[theirs], return_inverse=True)
    return pairs, np.bincount(place, length, len(pairs)).astype(np.float64)


def _starting_in(one: TokenSets, other: TokenSets, side: Literal["left", "right"]) -> tuple[Numbers, Numbers]:
    """Pair the intervals of `one` with those of `other` that start in them; by side "right", not at their first token."""
    order = np.argsort(other.first, kind="stable")
    starts = other.first[order]
    low, high = np.searchsorted(starts, one.first, side), np.searchsorted(starts, one.past, "left")
    times = high - low
    interval = np.repeat(np.arange(len(times)), times)
    nth = np.arange(len(interval)) - np.repeat(np.cumsum(times) - times, times)
    return interval, order[low[interval] + nth]


def _pairs(pieces: Iterable[Piece]) -> Numbers:
    return np.fromiter(chain.from_iterable(pieces), np.int64).reshape(-1, 2)
