"""What the pipeline reads of an event: its articles, what is said in them by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from counterclaim.spans import Span, text_of
from counterclaim_baselines.attributions import Found
from counterclaim_baselines.base import Baseline, Row
from counterclaim_baselines.crf.chain import claimed
from counterclaim_baselines.crf.reading import Reading, Switches
from counterclaim_baselines.crf.tags import Tokens, touched
from counterclaim_baselines.speakers import named


class Said(NamedTuple):
    """An attribution: its spans, its tokens by role, and the name of who speaks; None where nobody is named."""

    spans: Found
    source: Tokens
    cue: Tokens
    content: Tokens
    name: str | None


@dataclass(frozen=True, eq=False)
class Article:
    """An article of the event, and the attributions in it."""

    name: str
    outlet: str
    reading: Reading
    said: tuple[Said, ...]

    @cached_property
    def claimed(self) -> list[str]:
        """The part that each token plays in an attribution: C, X, S or none."""
        return claimed(self.reading, [(one.source, one.cue, one.content) for one in self.said])


class Mention(NamedTuple):
    """Words that express a claim."""

    article: int
    """The number of the article in the event."""
    span: Span
    tokens: Tokens
    text: str


def read_events(rows: Sequence[Row], attribution: Baseline) -> list[tuple[Article, ...]]:
    """Ask the attribution baseline for the attributions of all articles of the events."""
    asked = [
        {"id": f"{row['event']}/{article}", "event": row["event"], "article": article, "text": text, "outlet_name": outlet}
        for row in rows
        for article, text, outlet in zip(row["articles"], row["texts"], row["outlet_names"], strict=True)
    ]
    lines = {line["id"]: line["attributions"] for line in attribution.predict("attribution", asked)}
    return [
        tuple(
            _article(article, outlet, text, lines[f"{row['event']}/{article}"])
            for article, text, outlet in zip(row["articles"], row["texts"], row["outlet_names"], strict=True)
        )
        for row in rows
    ]


def mention_of(articles: Sequence[Article], number: int, span: Span) -> Mention:
    """Return the mention that a span of an article is."""
    reading = articles[number].reading
    (tokens,) = touched(reading, [span])
    return Mention(number, span, tokens, text_of(reading.text, span))


def pieces(span: Iterable[Iterable[int]]) -> Span:
    """Return a span as it stands in a row."""
    return tuple((start, end) for start, end in span)


def _article(name: str, outlet: str, text: str, attributions: Iterable[Row]) -> Article:
    reading = Reading(text, Switches())
    found = [Found(*(pieces(one[role]) for role in Found._fields)) for one in attributions]
    by_role = [touched(reading, [getattr(one, role) for one in found]) for role in Found._fields]
    names = named(text, found, outlet)
    said = tuple(
        Said(one, source, cue, content, by[0] if by else None)
        for one, source, cue, content, by in zip(found, *by_role, names, strict=True)
    )
    return Article(name, outlet, reading, said)
