"""What the annotation tools share: documents with marked spans, and how an event's annotation becomes such documents.

An event becomes one document for each article (attributions, mentions), and two worksheets on which each line is one decision:
the stances (`<event>.stances`) and the pairs of claims (`<event>.pairs`). A line without a mark is silence, or compatible.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from counterclaim.errors import Fault
from counterclaim.records import Event, Layers, Source
from counterclaim.spans import Span

STANCES = "stances"
PAIRS = "pairs"

Features = dict[str, str]


@dataclass
class Unit:
    """A marked span with its features and its links to other spans of the same document."""

    id: str
    kind: str
    """Content, Source, Cue, Mention, Stance or Pair."""
    span: Span
    features: Features = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    """(role, id of the unit that plays it): source, cue, within."""


@dataclass
class Document:
    """A text with what is marked in it."""

    name: str
    text: str
    units: list[Unit] = field(default_factory=list)


def to_documents(event: Event, layers: Layers | None) -> list[Document]:
    """Turn one hand's annotation into documents; without `layers`, what a hand is given: texts, mentions and empty lines."""
    documents = [_article(event, article.id, layers) for article in event.articles]
    return [*documents, _stances(event, layers), _pairs(event, layers)]


def _article(event: Event, article: str, layers: Layers | None) -> Document:
    said = layers.polarities if layers else {}
    document = Document(article, event.article(article).text or "")
    for claim in event.claims:
        for mention in claim.mentions:
            if mention.article == article:
                key = f"{claim.id}/{article}/{mention.number}"
                features = {"mention": key, "claim": claim.text, "polarity": said.get(key, "")}
                document.units.append(Unit(f"m{len(document.units) + 1}", "Mention", mention.span, _trim(features)))
    own = [one for one in layers.attributions if one.article == article] if layers else []
    number = {one.id: f"c{i}" for i, one in enumerate(own, 1)}
    for one in own:
        features = {
            "name": one.id,
            "by": " ".join(one.by),
            "cue_type": one.cue_type.value,
            "directness": one.directness.value,
            "claims": " ".join(one.claims),
            "ambiguous": one.ambiguous or "",
        }
        unit = Unit(number[one.id], "Content", one.content, _trim(features))
        for role in ("source", "cue"):
            span = getattr(one, role)
            if span:
                part = Unit(f"{role[0]}{number[one.id]}", role.capitalize(), span)
                document.units.append(part)
                unit.links.append((role, part.id))
        if one.parent is not None:
            unit.links.append(("within", number[one.parent]))
        document.units.append(unit)
    return document


def stance_cells(event: Event) -> list[tuple[str, str, str]]:
    """List (article, claim, holder) of every stance that any hand of the event decided: the lines of the worksheet."""
    order = {article.id: i for i, article in enumerate(event.articles)}
    cells = {(one.article, one.claim, one.holder) for layers in event.hands.values() for one in layers.stances}
    return sorted(cells, key=lambda cell: (order.get(cell[0], len(order)), cell[1], cell[2]))


def _stances(event: Event, layers: Layers | None) -> Document:
    names = {source.id: source.name for source in sources_of(event)}
    claims = {claim.id: claim.text for claim in event.claims}
    held = {(one.article, one.claim, one.holder): one for one in layers.stances} if layers else {}
    document = Document(f"{event.id}.{STANCES}", "")
    lines = []
    for article, claim, holder in stance_cells(event):
        lines.append(f"{article} | {holder} ({names.get(holder, holder)}) | {claim}: {claims.get(claim, claim)}")
        one = held.get((article, claim, holder))
        if one is None:
            continue
        features = {
            "label": one.label.value,
            "evidence": " ".join(one.evidence),
            "shifted": "yes" if one.shifted else "",
            "ambiguous": one.ambiguous or "",
        }
        document.units.append(Unit(f"l{len(lines)}", "Stance", (), _trim(features)))
    return _lined(document, lines)


def _pairs(event: Event, layers: Layers | None) -> Document:
    claims = {claim.id: claim.text for claim in event.claims}
    labels = {pair.key: pair for pair in layers.pairs} if layers else {}
    document = Document(f"{event.id}.{PAIRS}", "")
    lines = []
    for first, second in combinations(sorted(claims), 2):
        lines.append(f"{first} {second} | {claims[first]} | {claims[second]}")
        one = labels.get((first, second))
        if one is None:
            continue
        features = {
            "label": one.label.value,
            "conflict_type": one.type.value if one.type else "",
            "strength": one.strength.value if one.strength else "",
            "rebuttal": "yes" if one.rebuttal else "",
            "reason": one.reason or "",
            "ambiguous": one.ambiguous or "",
        }
        document.units.append(Unit(f"l{len(lines)}", "Pair", (), _trim(features)))
    return _lined(document, lines)


def sources_of(event: Event) -> list[Source]:
    """List the editor's sources and those that hands added, each once."""
    added = {source.id: source for layers in event.hands.values() for source in layers.sources}
    return [*event.sources, *(source for name, source in added.items() if name not in {s.id for s in event.sources})]


def _lined(document: Document, lines: list[str]) -> Document:
    """Join the lines to the text, and let each unit span its line."""
    document.text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for unit in document.units:
        number = int(unit.id[1:]) - 1
        unit.span = ((starts[number], starts[number] + len(lines[number])),)
    return document


def _trim(features: Features) -> Features:
    return {name: value for name, value in features.items() if value}


def line_of(document: Document, unit: Unit) -> str:
    """Return the line of a worksheet in which a unit begins; empty where it marks nothing."""
    if not unit.span:
        return ""
    start = document.text.rfind("\n", 0, unit.span[0][0]) + 1
    end = document.text.find("\n", start)
    return document.text[start : end if end >= 0 else len(document.text)]


def same_texts(documents: Iterable[Document], event: Event, where: str) -> list[Fault]:
    """List the documents that are missing, unknown, or whose text is not the one that was exported."""
    expected = {document.name: document.text for document in to_documents(event, None)}
    found = {document.name: document for document in documents}
    faults = [
        Fault(where, name, "a document of the export", "none", "export the event anew and annotate every document")
        for name in expected
        if name not in found
    ]
    for name, document in found.items():
        if name not in expected:
            faults.append(Fault(where, name, f"a document of {event.id}", repr(name), "take it out"))
        elif document.text != expected[name]:
            at = next((i for i, (a, b) in enumerate(zip(document.text, expected[name], strict=False)) if a != b), 0)
            shown = document.text[at : at + 30]
            faults.append(Fault(where, f"{name}, character {at}", "the text as exported", repr(shown), "the text must not change"))
    return faults
