"""An article as the page of its event shows it: paragraphs in pieces, each told by which attributions cover it and how deep."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.metrics.base import ROLES
from counterclaim.rows import Row
from counterclaim.spans import Piece, Span, text_of
from counterclaim_leaderboard.site.event_text import cut, paragraphs

HUES = 12
"""So many colours are told apart in light and dark; further sources begin anew, and numbers and names tell who speaks."""


@dataclass(frozen=True)
class Said:
    """An attribution of the gold, by its number in the article."""

    number: int
    who: str
    """The names of the holders, or that nobody is named."""
    hue: int | None
    """The colour of the first holder; None where nobody is named."""
    cue: str
    content: str
    cue_type: str
    directness: str
    within: int | None
    """The number of the attribution that this one is nested in."""
    claims: tuple[str, ...]
    ambiguous: str | None


@dataclass(frozen=True)
class Shown:
    """A piece of a paragraph."""

    text: str
    begins: tuple[Said, ...]
    """The attributions whose content begins here."""
    classes: str
    """Roles, colours and depth; empty where no attribution covers the piece."""
    title: str
    """Who says it, in words."""


@dataclass(frozen=True)
class Paragraph:
    """A line of the text."""

    number: int
    start: int
    """The offset of its first code point in the text."""
    furniture: bool
    pieces: tuple[Shown, ...]


@dataclass(frozen=True)
class ShownArticle:
    """An article with its gold attributions."""

    id: str
    outlet: str
    position: str
    published: str
    paragraphs: tuple[Paragraph, ...]
    said: tuple[Said, ...]


def show(row: Row, attributions: Sequence[Mapping[str, Any]], hues: Mapping[str, int]) -> ShownArticle:
    """Show an article.

    Args:
        row: of the config `articles`.
        attributions: of the config `attribution`, in the order of the gold of that task.
        hues: a number for each source of the event, the same in all its articles.
    """
    text = row["text"]
    order = in_reading(attributions)
    number = {one["id"]: i for one, i in zip(attributions, order, strict=True)}
    said = tuple(
        Said(
            number=i,
            who=", ".join(one["by_names"]) or "nobody named",
            hue=hues[one["by"][0]] % HUES if one["by"] else None,
            cue=text_of(text, one["cue"]),
            content=text_of(text, one["content"]),
            cue_type=one["cue_type"],
            directness=one["directness"].replace("_", " "),
            within=number.get(one["parent"]),
            claims=tuple(one["claims"]),
            ambiguous=one["ambiguous"],
        )
        for one, i in zip(attributions, order, strict=True)
    )
    return ShownArticle(
        id=row["article"],
        outlet=row["outlet_name"],
        position=row["position"],
        published=row["published"],
        paragraphs=_paragraphs(text, attributions, said, row["furniture"]),
        said=tuple(sorted(said, key=lambda one: one.number)),
    )


def in_reading(attributions: Sequence[Mapping[str, Any]]) -> list[int]:
    """Number the attributions of an article from 1, as a reader meets their contents; those that begin together longest first."""
    contents = [one["content"] for one in attributions]
    met = sorted(range(len(contents)), key=lambda k: (contents[k][0][0], -_size(contents[k]), k))
    numbers = [0] * len(met)
    for number, k in enumerate(met, 1):
        numbers[k] = number
    return numbers


def _paragraphs(
    text: str, attributions: Sequence[Mapping[str, Any]], said: Sequence[Said], furniture: Sequence[Span]
) -> tuple[Paragraph, ...]:
    marks = [(one, role) for one in said for role in ROLES]
    spans = [attribution[role] for attribution in attributions for role in ROLES]
    sizes = [_size(span) for span in spans]
    begins = defaultdict(list)
    for one, attribution in sorted(zip(said, attributions, strict=True), key=lambda pair: pair[0].number):
        begins[attribution["content"][0][0]].append(one)
    shown = []
    for i, (start, end) in enumerate(paragraphs(text), 1):
        pieces = []
        for piece in cut(start, end, spans):
            covering = [marks[k] for k in sorted(piece.covering, key=lambda k: (sizes[k], k))]
            pieces.append(
                Shown(
                    text=text[piece.start : piece.end],
                    begins=tuple(begins.get(piece.start, ())),
                    classes=_classes(covering),
                    title="; ".join(f"{one.number} {one.who}: {role}" for one, role in covering),
                )
            )
        grey = any(begin <= start and end <= past for span in furniture for begin, past in span)
        shown.append(Paragraph(i, start, grey, tuple(pieces)))
    return tuple(shown)


def _size(span: Iterable[Piece]) -> int:
    return sum(end - start for start, end in span)


def _classes(covering: Sequence[tuple[Said, str]]) -> str:
    """Return the roles of a piece, the colours of the innermost content (h) and the innermost source or cue (s), and the depth."""
    roles = sorted({role for _, role in covering})
    contents = [_hue(one) for one, role in covering if role == "content"]
    others = [_hue(one) for one, role in covering if role != "content"]
    colours = [f"h{hue}" for hue in contents[:1]] + [f"s{hue}" for hue in others[:1]]
    return " ".join((*roles, *colours, *((f"d{min(len(contents), 3)}",) if len(contents) > 1 else ())))


def _hue(one: Said) -> str:
    return "-none" if one.hue is None else str(one.hue)
