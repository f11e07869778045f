"""Attribution: given an article, find every act of saying in it, with the spans of source, cue and content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec

from counterclaim.metrics import DetectionF1, LinkedF1, Metric, RoleExactF1, RoleTokenF1, SourceLinkingF1
from counterclaim.metrics.base import ROLES, AttributedArticles
from counterclaim.rows import Row, Rows
from counterclaim.spans import Span, well_formed
from counterclaim.tasks.base import Gold, LineTask, Packed, by_name, in_order
from counterclaim.tokens import TokenLine, owners


class Spans(msgspec.Struct, forbid_unknown_fields=True, frozen=True, gc=False):
    """One predicted attribution: offsets in code points of the article's text, end exclusive; [] for no words.

    Tuples, and nothing that the garbage collector must watch, since it would go through a large file again and again.
    """

    content: Span
    source: Span = ()
    cue: Span = ()
    by: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    """The names of who is said to speak, [] for nobody in particular; may be left out."""


class ArticleLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, gc=False):
    """A line of predictions: every attribution of one article, in any order."""

    id: str
    attributions: tuple[Spans, ...]


@dataclass(frozen=True, eq=False)
class TokenisedGold(Gold):
    """Gold with the tokens of its articles, so that they are found once and not for each submission."""

    tokens: TokenLine


class AttributionTask(LineTask):
    """A set of attributions for each article."""

    name = "attribution"
    headline = "linked_f1"
    columns = ("id", "event", "text", "attributions")
    metrics: Mapping[str, Metric] = by_name(
        LinkedF1(), DetectionF1(), *map(RoleTokenF1, ROLES), *map(RoleExactF1, ROLES), SourceLinkingF1()
    )
    line: type[msgspec.Struct] = ArticleLine

    def gold(self, rows: Iterable[Row]) -> TokenisedGold:
        """Turn the rows of the dataset into gold; the attributions of each row in a fixed order, that of `items`."""
        ordered, events, event = in_order(rows)
        found = [sorted(attributions, key=_place) for attributions in ordered.columns["attributions"]]
        ordered = Rows({**ordered.columns, "attributions": found})
        tokens = TokenLine(ordered.columns["text"])
        article = owners(found)
        every = [one for attributions in found for one in attributions]
        roles = {role: tokens.sets(article, [one[role] for one in every]) for role in ROLES}
        items = AttributedArticles(event, len(events), article, roles, tuple(tuple(one["by_names"]) for one in every))
        return TokenisedGold(tuple(ordered.columns["id"]), event, events, items, ordered, tokens)

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List spans that are reversed, out of range or overlapping, empty contents, attributions or names twice, blank names."""
        length = len(row["text"])
        found = []
        seen: dict[Any, int] = {}
        for number, one in enumerate(line.attributions):
            spans = one.source, one.cue, one.content
            for role, span in zip(ROLES, spans, strict=True):
                if not well_formed(span, length):
                    expected = f"pieces [start, end] with 0 <= start < end <= {length}, in order and apart"
                    told = str([list(piece) for piece in span])[:100]
                    found.append((f"attributions[{number}].{role}", expected, told, "count code points, end exclusive"))
            if not one.content:
                found.append((f"attributions[{number}].content", "at least one piece", "[]", "content is never empty"))
            if seen.setdefault(spans, number) != number:
                same = f"the same as attributions[{seen[spans]}]"
                found.append((f"attributions[{number}]", "each attribution once", same, "take one out"))
            if one.by:
                found += _name_faults(f"attributions[{number}].by", one.by)
        return found

    def predictions(self, packed: Packed, gold: Gold) -> AttributedArticles:
        """Bring the attributions of each line into an order of their own, spans turned to tokens."""
        found = [sorted(line.attributions, key=lambda one: (one.source, one.cue, one.content)) for line in packed["line"]]
        article = owners(found)
        every = [one for attributions in found for one in attributions]
        tokens = cast(TokenisedGold, gold).tokens
        roles = {role: tokens.sets(article, [getattr(one, role) for one in every]) for role in ROLES}
        named = any(one.by is not msgspec.UNSET for one in every)
        names = tuple(one.by or () for one in every) if named else None
        return AttributedArticles(gold.event, len(gold.events), article, roles, names)

    def canonical_line(self, line: Any) -> bytes:
        """Return the line with its attributions, and their names, in a fixed order."""
        named = (msgspec.structs.replace(one, by=tuple(sorted(one.by))) if one.by else one for one in line.attributions)
        attributions = sorted(msgspec.json.encode(one, order="sorted") for one in named)
        return msgspec.json.encode(line.id) + b"[" + b",".join(attributions) + b"]"


def _place(one: Row) -> tuple[Any, ...]:
    """Return what attributions of one article are sorted by."""
    return one["source"], one["cue"], one["content"], one["id"]


def _name_faults(where: str, names: Sequence[str]) -> list[tuple[str, str, str, str]]:
    found = [(where, "names", repr(name)[:100], "leave out who has no name") for name in names if not name.strip()]
    if len(set(names)) < len(names):
        found.append((where, "each name once", str(list(names))[:100], "take the second out"))
    return found


ATTRIBUTION = AttributionTask()
