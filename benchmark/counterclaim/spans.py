"""Spans of text: half-open ranges of Unicode code points, in one or several pieces."""

import re
from collections.abc import Iterable
from typing import TypeVar

Piece = tuple[int, int]
"""Start and end, in code points of the article's text; end exclusive."""
Span = tuple[Piece, ...]
"""The pieces of a span in order; () where there are no words for it."""

_T = TypeVar("_T")

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def tokenise(text: str) -> list[Piece]:
    """Cut a text into words and single punctuation marks; return their ranges in order."""
    return [match.span() for match in _TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return [text[start:end].lower() for start, end in tokenise(text) if text[start].isalnum()]


def text_of(text: str, span: Iterable[Piece]) -> str:
    """Return the words of a span, its pieces joined by an ellipsis."""
    return " … ".join(text[start:end] for start, end in span)


def well_formed(span: Iterable[Piece], length: int) -> bool:
    """Tell whether the pieces are non-empty, within the text, in order and apart."""
    last = 0
    for start, end in span:
        if not last <= start < end <= length:
            return False
        last = end
    return True


def united(pieces: Iterable[Piece]) -> list[list[int]]:
    """Bring pieces into order and join those that overlap; those that touch stay apart."""
    joined: list[list[int]] = []
    for start, end in sorted(pieces):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Jaccard coefficient of two sets (Jaccard 1912): |A and B| / |A or B|; 0 where both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def dice(one: frozenset[_T], other: frozenset[_T]) -> float:
    """Return the Dice coefficient of two sets (Dice 1945): 2 |A and B| / (|A| + |B|); 1 where both are empty."""
    size = len(one) + len(other)
    return 2.0 * len(one & other) / size if size else 1.0
