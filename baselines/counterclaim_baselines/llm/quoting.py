"""From a model's quotations to spans of the text, and back.

The locator of the sources (counterclaim.corpus.quotations) asks for words letter for letter, and refuses those that occur twice.
A model is no annotator who can be sent back: here typographic marks, capitals and the ends of a quotation are forgiven, and of
several places the one beside the other words of the same record is taken.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from counterclaim.corpus.quotations import occurrences
from counterclaim.spans import Piece, Span

_MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " ", "\t": " "}
_PLAIN = str.maketrans(_MARKS | {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
"""Each character becomes one other, so that offsets stay."""
_ENDS = " \t\n\"'“”‘’.,;:…"


def places(text: str, quote: str) -> list[Piece]:
    """Return every place of a quotation: letter for letter, else but for marks and capitals, else but for its ends."""
    bare = quote.strip()
    for one in dict.fromkeys((bare, bare.strip(_ENDS))):
        if not any(map(str.isalnum, one)):
            continue
        found = occurrences(text, one) or occurrences(text.translate(_PLAIN), " ".join(one.translate(_PLAIN).split()))
        if found:
            return found
    return []


def located(text: str, roles: Sequence[Iterable[str]], dropped: Counter[str], after: int = 0) -> list[Span]:
    """Return the span of each role of one record, all its words as near together as the text allows.

    The longest quotation decides, in its first place from `after` on (where there is none, the first of all); the others are taken
    where they stand nearest to it, outside it if they can, not overlapping a piece of the same role; of two places as near, the
    first. A quotation that is not in the text is dropped and counted.
    """
    found: list[tuple[int, str, list[Piece]]] = []
    for role, quotes in enumerate(roles):
        for quote in dict.fromkeys(piece for whole in quotes for piece in _pieces(text, whole)):
            where = places(text, quote)
            if where:
                found.append((role, quote, where))
            else:
                dropped["quotations that are not in the text"] += 1
    spans: list[list[Piece]] = [[] for _ in roles]
    anchor: Piece | None = None
    for role, _, where in sorted(found, key=lambda one: -len(one[1])):
        free = [place for place in where if all(place[1] <= start or end <= place[0] for start, end in spans[role])]
        if not free:
            continue
        if anchor is None:
            anchor = next((place for place in free if place[0] >= after), free[0])
            spans[role].append(anchor)
        else:
            spans[role].append(min(free, key=partial(_distance, anchor)))
    return [tuple(sorted(span)) for span in spans]


def quoted(text: str, span: Iterable[Iterable[int]]) -> list[str]:
    """Return the words of each piece of a span."""
    return [text[start:end] for start, end in span]


def _pieces(text: str, quote: str) -> list[str]:
    """Cut a quotation where the model left words out."""
    if not quote.strip() or places(text, quote):
        return [quote] if quote.strip() else []
    return [piece for piece in quote.replace("...", "…").split("…") if piece.strip()]


def _distance(one: Piece, other: Piece) -> tuple[bool, int]:
    """Return what to order places by: those within the other last, for the roles of a record seldom overlap."""
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap < 0, gap
