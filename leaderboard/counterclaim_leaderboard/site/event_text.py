"""Cut a text at the ends of spans that overlap as they like, so that each piece knows every span that covers it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from counterclaim.spans import Piece, Span


class Cut(NamedTuple):
    """A piece of a text with the numbers of the spans that cover all of it; no span ends or begins inside it."""

    start: int
    end: int
    covering: tuple[int, ...]


def paragraphs(text: str) -> list[Piece]:
    """Return the ranges of the lines of a text that hold anything, without their line ends."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def cut(start: int, end: int, spans: Sequence[Span]) -> list[Cut]:
    """Cut the range [start, end) at every end of a piece of the spans. The cuts are in order, not empty, and together the range."""
    near = [(number, piece) for number, span in enumerate(spans) for piece in span if piece[0] < end and start < piece[1]]
    edges = sorted({start, end} | {edge for _, piece in near for edge in piece if start < edge < end})
    return [
        Cut(first, past, tuple(dict.fromkeys(number for number, piece in near if piece[0] <= first and past <= piece[1])))
        for first, past in pairwise(edges)
    ]
