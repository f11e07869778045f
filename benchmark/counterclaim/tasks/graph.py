"""Graph: given an event's articles and nothing else, say who holds what of which claim, and how the claims stand to each other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from counterclaim.graphs import Extent, Graph, HeldClaim, Holder, extent
from counterclaim.labels import Relation, Stance
from counterclaim.metrics import ClaimGraphF1, DisputeF1, Metric
from counterclaim.metrics.base import GraphedEvents
from counterclaim.rows import Row
from counterclaim.spans import Span, well_formed
from counterclaim.tasks.base import Gold, LineTask, Packed, by_name, in_order

SpanList = list[tuple[int, int]]


class Place(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words of one article of the event: its id in the event, and offsets in code points of its text, end exclusive."""

    article: str
    span: SpanList


class PredictedHolder(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Who takes a position: a name (an outlet's as the dataset gives it), and where the articles name it."""

    id: str
    name: str
    mentions: list[Place] = []


class PredictedClaim(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A claim: the words that express it, wherever they do."""

    id: str
    mentions: list[Place]


class PredictedStance(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a holder says of a claim, in whichever article."""

    holder: str
    claim: str
    label: Stance


class PredictedRelation(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How the first claim stands to the second; a pair that is not named is compatible."""

    first: str
    second: str
    label: Relation


class GraphLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A line of predictions: the graph of one event. Its ids are its own."""

    id: str
    holders: list[PredictedHolder]
    claims: list[PredictedClaim]
    stances: list[PredictedStance]
    relations: list[PredictedRelation] = []


class GraphTask(LineTask):
    """The claim graph of each event."""

    name = "graph"
    headline = "dispute_f1"
    columns = ("id", "event", "articles", "texts", "sources", "claims", "stances", "relations")
    metrics: Mapping[str, Metric] = by_name(DisputeF1(), ClaimGraphF1())
    line: type[msgspec.Struct] = GraphLine

    def gold(self, rows: Iterable[Row]) -> Gold:
        """Turn the rows of the dataset into gold. An outlet's own voice is a holder like any other."""
        ordered, events, event = in_order(rows)
        items = GraphedEvents(event, len(events), tuple(_gold(row) for row in ordered))
        return Gold(tuple(ordered.columns["id"]), event, events, items, ordered)

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List ids that are doubled or lead nowhere, articles that the event has not, and spans that are none."""
        found = []
        lengths = {article: len(text) for article, text in zip(row["articles"], row["texts"], strict=True)}
        for kind in ("holders", "claims"):
            for name, times in Counter(one.id for one in getattr(line, kind)).items():
                if times > 1:
                    found.append((f"{kind} {name[:80]!r}", "each id once", f"{times} of them", "give each its own id"))
            for one in getattr(line, kind):
                found += _place_faults(f"{kind} {one.id[:80]!r}", one.mentions, lengths)
        found += [
            (f"claims {one.id[:80]!r}", "at least one mention", "none", "give the words that express it")
            for one in line.claims
            if not one.mentions
        ]
        holders, claims = {one.id for one in line.holders}, {one.id for one in line.claims}
        ends = [("holder", one.holder, holders) for one in line.stances] + [("claim", one.claim, claims) for one in line.stances]
        ends += [("claim", name, claims) for one in line.relations for name in (one.first, one.second)]
        for kind, name in sorted({(kind, name) for kind, name, known in ends if name not in known}):
            found.append((f"{kind} {name[:80]!r}", f"a {kind} of the graph", "none of that id", f"add the {kind}, or mend the id"))
        pairs = Counter(frozenset((one.first, one.second)) for one in line.relations)
        for pair, times in pairs.items():
            told = " and ".join(sorted(name[:80] for name in pair))
            if len(pair) == 1:
                found.append((f"relation of {told}", "two claims", "one claim with itself", "take it out"))
            elif times > 1:
                found.append((f"relation of {told}", "each pair once", f"{times} of them", "keep one"))
        return found

    def predictions(self, packed: Packed, gold: Gold) -> GraphedEvents:
        """Make graphs of the lines."""
        return GraphedEvents(gold.event, len(gold.events), tuple(map(_predicted, packed["line"])))

    def canonical_line(self, line: Any) -> bytes:
        """Return the line with its records in a fixed order."""
        parts = []
        for kind in ("holders", "claims", "stances", "relations"):
            parts.append(b",".join(sorted(msgspec.json.encode(one, order="sorted") for one in getattr(line, kind))))
        return msgspec.json.encode(line.id) + b"[" + b"][".join(parts) + b"]"


def _place_faults(where: str, places: Iterable[Place], lengths: Mapping[str, int]) -> list[tuple[str, str, str, str]]:
    found = []
    for place in places:
        if place.article not in lengths:
            known = f"an article of the event ({', '.join(lengths)})"
            found.append((where, known, repr(place.article[:80]), "name it without the event"))
        elif not place.span or not well_formed(place.span, lengths[place.article]):
            expected = f"at least one piece [start, end] with 0 <= start < end <= {lengths[place.article]}, in order and apart"
            found.append((where, expected, str(place.span)[:100], "count code points, end exclusive"))
    return found


def _span(pieces: Iterable[Iterable[int]]) -> Span:
    return tuple((start, end) for start, end in pieces)


def _gold(row: Row) -> Graph:
    def words(mentions: Iterable[Row]) -> Extent:
        return extent((one["article"], _span(one["span"])) for one in mentions)

    return Graph(
        claims={one["id"]: words(one["mentions"]) for one in row["claims"]},
        holders={one["id"]: Holder(one["name"], words(one["mentions"])) for one in row["sources"]},
        stances=frozenset(HeldClaim(one["holder"], one["claim"], Stance(one["label"])) for one in row["stances"]),
        relations={
            (one["first"], one["second"]): Relation(one["label"]) for one in row["relations"] if one["label"] != Relation.COMPATIBLE
        },
    )


def _predicted(line: Any) -> Graph:
    def words(mentions: Iterable[Place]) -> Extent:
        return extent((one.article, _span(one.span)) for one in mentions)

    return Graph(
        claims={one.id: words(one.mentions) for one in line.claims},
        holders={one.id: Holder(one.name, words(one.mentions)) for one in line.holders},
        stances=frozenset(HeldClaim(one.holder, one.claim, one.label) for one in line.stances),
        relations={(one.first, one.second): one.label for one in line.relations if one.label is not Relation.COMPATIBLE},
    )


GRAPH = GraphTask()
