"""Attribution: given an article, find every act of saying in it, with the spans of source, cue and content."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from counterclaim.metrics import DetectionF1, LinkedF1, Metric, RoleExactF1, RoleTokenF1
from counterclaim.metrics.base import ROLES, AttributedArticles, Roles
from counterclaim.metrics.linking import roles
from counterclaim.rows import Row
from counterclaim.spans import Span, Tokens, well_formed
from counterclaim.tasks.base import Gold, LineTask, Packed, by_name, in_order

SpanList = list[tuple[int, int]]


class Spans(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One predicted attribution: offsets in code points of the article's text, end exclusive; [] for no words."""

    content: SpanList
    source: SpanList = []
    cue: SpanList = []


class ArticleLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A line of predictions: every attribution of one article, in any order."""

    id: str
    attributions: list[Spans]


class AttributionTask(LineTask):
    """A set of attributions for each article."""

    name = "attribution"
    headline = "linked_f1"
    columns = ("id", "event", "text", "attributions")
    metrics: Mapping[str, Metric] = by_name(LinkedF1(), DetectionF1(), *map(RoleTokenF1, ROLES), *map(RoleExactF1, ROLES))
    line: type[msgspec.Struct] = ArticleLine

    def gold(self, rows: Iterable[Row]) -> Gold:
        """Turn the rows of the dataset into gold."""
        ordered, events, event = in_order(rows)
        found = []
        for row in ordered:
            tokens = Tokens(row["text"])
            found.append(_ordered(_roles(tokens, one["source"], one["cue"], one["content"]) for one in row["attributions"]))
        items = AttributedArticles(event, len(events), tuple(found))
        return Gold(tuple(ordered.columns["id"]), event, events, items, ordered)

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List spans that are reversed, out of range or overlapping, empty contents, and attributions given twice."""
        length = len(row["text"])
        found = []
        seen: dict[Any, int] = {}
        for number, one in enumerate(line.attributions):
            for role in ROLES:
                span = getattr(one, role)
                if not well_formed(span, length):
                    expected = f"pieces [start, end] with 0 <= start < end <= {length}, in order and apart"
                    found.append(
                        (
                            f"attributions[{number}].{role}",
                            expected,
                            str(span)[:100],
                            "count code points, end exclusive",
                        )
                    )
            if not one.content:
                found.append((f"attributions[{number}].content", "at least one piece", "[]", "content is never empty"))
            key = tuple(tuple(getattr(one, role)) for role in ROLES)
            if seen.setdefault(key, number) != number:
                found.append(
                    (
                        f"attributions[{number}]",
                        "each attribution once",
                        f"the same as attributions[{seen[key]}]",
                        "take one out",
                    )
                )
        return found

    def predictions(self, packed: Packed, gold: Gold) -> AttributedArticles:
        """Turn the spans of the lines to token numbers."""
        found = []
        for line, row in zip(packed["line"], gold.rows, strict=True):
            tokens = Tokens(row["text"])
            found.append(_ordered(_roles(tokens, one.source, one.cue, one.content) for one in line.attributions))
        return AttributedArticles(gold.event, len(gold.events), tuple(found))

    def canonical_line(self, line: Any) -> bytes:
        """Return the line with its attributions in a fixed order."""
        attributions = sorted(msgspec.json.encode(one, order="sorted") for one in line.attributions)
        return msgspec.json.encode(line.id) + b"[" + b",".join(attributions) + b"]"


def _roles(tokens: Tokens, source: Any, cue: Any, content: Any) -> Roles:
    return roles(tokens, _span(source), _span(cue), _span(content))


def _span(pieces: Any) -> Span:
    return tuple((start, end) for start, end in pieces)


def _ordered(found: Any) -> tuple[Roles, ...]:
    """Sort, so that the order in the file changes no digit."""
    return tuple(sorted(found, key=lambda one: tuple(sorted(role) for role in one)))


ATTRIBUTION = AttributionTask()
