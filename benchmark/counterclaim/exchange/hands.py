"""From documents that came back to one hand's annotation: records where they are whole, faults where they are not."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from counterclaim.corpus.constraints import inconsistencies, misfits
from counterclaim.errors import Fault, near_miss
from counterclaim.exchange.documents import (
    PAIRS,
    STANCES,
    Document,
    Unit,
    line_of,
    same_texts,
    sources_of,
)
from counterclaim.labels import ConflictType, CueType, Directness, Polarity, Relation, Stance, Strength
from counterclaim.records import Attribution, ClaimPair, Event, HeldStance, Layers, Source
from counterclaim.spans import Span, well_formed

L = TypeVar("L", bound=StrEnum)

KINDS = ("Content", "Source", "Cue", "Mention", "Stance", "Pair")


def from_documents(
    documents: Sequence[Document], event: Event, added: Sequence[Source] = (), where: str = ""
) -> tuple[Layers, list[Fault]]:
    """Turn documents into a hand's annotation; lines without a mark are silence (stances) or compatible (pairs).

    Args:
        documents: as `to_documents` wrote them, with a person's marks.
        event: the event that was exported, with its claims.
        added: sources that the hand added.
        where: how to name the files in faults.

    Returns:
        The annotation, and every fault; where there is one, the annotation is not to be used.
    """
    faults = same_texts(documents, event, where)
    reader = _Reader(event, added, where, faults)
    if faults:
        return Layers(), faults
    attributions: list[Attribution] = []
    stances: list[HeldStance] = []
    pairs: list[ClaimPair] = []
    polarities: dict[str, Polarity] = {}
    for document in documents:
        reader.well_formed(document)
        if document.name == f"{event.id}.{STANCES}":
            stances = reader.stances(document)
        elif document.name == f"{event.id}.{PAIRS}":
            pairs = reader.pairs(document)
        else:
            attributions += reader.attributions(document)
            polarities |= reader.polarities(document)
    order = {article.id: i for i, article in enumerate(event.articles)}
    attributions.sort(key=lambda one: order[one.article])
    return Layers(tuple(added), tuple(attributions), tuple(stances), tuple(pairs), polarities), faults


class _Reader:
    def __init__(self, event: Event, added: Sequence[Source], where: str, faults: list[Fault]) -> None:
        self.event, self.where, self.faults = event, where, faults
        self.claims = {claim.id: claim for claim in event.claims}
        self.sources = {source.id for source in (*sources_of(event), *added)}

    def fault(self, document: Document, unit: Unit | None, expected: str, found: str, remedy: str = "") -> None:
        words = ""
        if unit is not None and unit.span:
            words = f" “{document.text[unit.span[0][0] : unit.span[0][1]][:40]}”"
        self.faults.append(Fault(self.where, f"{document.name}{f', {unit.kind}{words}' if unit else ''}", expected, found, remedy))

    def well_formed(self, document: Document) -> None:
        for unit in document.units:
            if unit.kind not in KINDS:
                self.fault(document, unit, "a kind of mark", repr(unit.kind), near_miss(unit.kind, KINDS))
            if not unit.span or not well_formed(unit.span, len(document.text)):
                self.fault(
                    document, unit, f"pieces in order, apart, within 0..{len(document.text)}", str(unit.span), "mark it anew"
                )

    def attributions(self, document: Document) -> list[Attribution]:
        units = {unit.id: unit for unit in document.units}
        contents = [unit for unit in document.units if unit.kind == "Content"]
        names = self._names(document, contents)
        used: set[str] = set()
        found = []
        for unit in contents:
            spans: dict[str, Span] = {"source": (), "cue": ()}
            parent = None
            for role, target in unit.links:
                other = units.get(target)
                kind = {"source": "Source", "cue": "Cue", "within": "Content"}.get(role)
                if other is None or kind is None or other.kind != kind:
                    self.fault(
                        document, unit, "links: source to a Source, cue to a Cue, within to a Content", f"{role} to {target}"
                    )
                elif role == "within":
                    parent = names[target]
                elif spans[role]:
                    self.fault(document, unit, f"at most one {role}", "two", "mark several pieces as one discontinuous span")
                else:
                    spans[role] = other.span
                    used.add(target)
            cue_type = self._label(document, unit, "cue_type", CueType)
            directness = self._label(document, unit, "directness", Directness)
            by = tuple(unit.features.get("by", "").split())
            claims = tuple(unit.features.get("claims", "").split())
            self._known(document, unit, "by", by, self.sources)
            self._known(document, unit, "claims", claims, self.claims)
            if cue_type is None or directness is None:
                continue
            if directness is Directness.FREE_INDIRECT and (spans["source"] or spans["cue"] or not by):
                self.fault(document, unit, "free_indirect without source and cue, with the id of the source", "otherwise")
            ambiguous = unit.features.get("ambiguous")
            article = document.name
            found.append(
                Attribution(
                    names[unit.id],
                    article,
                    spans["source"],
                    spans["cue"],
                    unit.span,
                    by,
                    cue_type,
                    directness,
                    parent,
                    claims,
                    ambiguous,
                )
            )
        for unit in document.units:
            if unit.kind in ("Source", "Cue") and unit.id not in used:
                self.fault(document, unit, "a link from the Content that it belongs to", "none", "link it, or take it out")
        return found

    def _names(self, document: Document, contents: Sequence[Unit]) -> dict[str, str]:
        """Name the attributions that a person added after those that were exported."""
        taken = {unit.features["name"] for unit in contents if "name" in unit.features}
        names: dict[str, str] = {}
        for unit in contents:
            name = unit.features.get("name")
            if name is None or name in names.values():
                number = next(i for i in range(1, len(taken) + len(contents) + 2) if f"{document.name}.x{i:02d}" not in taken)
                name = f"{document.name}.x{number:02d}"
                taken.add(name)
            names[unit.id] = name
        return names

    def polarities(self, document: Document) -> dict[str, Polarity]:
        found: dict[str, Polarity | None] = {}
        expected = {
            f"{claim.id}/{m.article}/{m.number}"
            for claim in self.event.claims
            for m in claim.mentions
            if m.article == document.name
        }
        for unit in document.units:
            if unit.kind != "Mention":
                continue
            key = unit.features.get("mention", "")
            if key not in expected:
                self.fault(document, unit, "a mention of the export", repr(key), "mentions are given, not marked: take it out")
            elif key in found:
                self.fault(document, unit, "each mention once", f"{key} twice", "take one out")
            elif "polarity" in unit.features:
                found[key] = self._label(document, unit, "polarity", Polarity)
            else:
                found[key] = None
        for key in sorted(expected - found.keys()):
            self.fault(document, None, f"the mention {key}", "none", "mentions must not be taken out")
        return {key: label for key, label in found.items() if label}

    def stances(self, document: Document) -> list[HeldStance]:
        found: dict[str, HeldStance] = {}
        for unit in self._lines(document, "Stance"):
            cells = [cell.strip() for cell in line_of(document, unit).split("|", 2)]
            article, holder, claim = cells[0], cells[1].split(" ", 1)[0], cells[2].split(":", 1)[0]
            label = self._label(document, unit, "label", Stance)
            evidence = tuple(unit.features.get("evidence", "").split())
            shifted, ambiguous = "shifted" in unit.features, unit.features.get("ambiguous")
            key = f"{article} {holder} {claim}"
            if key in found:
                self.fault(document, unit, "one label for each line", "two", "take one out")
            if label is not None:
                found[key] = HeldStance(holder, claim, article, label, evidence, shifted, ambiguous)
        return list(found.values())

    def pairs(self, document: Document) -> list[ClaimPair]:
        found: dict[tuple[str, str], ClaimPair] = {}
        for unit in self._lines(document, "Pair"):
            first, second = line_of(document, unit).split(" | ", 1)[0].split(" ")
            label = self._label(document, unit, "label", Relation)
            kind = self._label(document, unit, "conflict_type", ConflictType, optional=True)
            strength = self._label(document, unit, "strength", Strength, optional=True)
            rebuttal, reason, ambiguous = "rebuttal" in unit.features, unit.features.get("reason"), unit.features.get("ambiguous")
            if (first, second) in found:
                self.fault(document, unit, "one label for each line", "two", "take one out")
            if label is None:
                continue
            pair = ClaimPair(first, second, label, kind, strength, rebuttal, reason, ambiguous)
            for problem in misfits(pair, self.claims):
                what, remedy = problem.split(": ", 1)
                self.fault(document, unit, "a pair that is consistent in itself", what, remedy)
            found[first, second] = pair
        for pair_of in combinations(sorted(self.claims), 2):
            found.setdefault(pair_of, ClaimPair(*pair_of, Relation.COMPATIBLE))
        for premises, instead in inconsistencies(found.values()):
            self.fault(document, None, f"consistency ({premises})", instead, "mend one of the three pairs")
        return [found[key] for key in sorted(found)]

    def _lines(self, document: Document, kind: str) -> Iterable[Unit]:
        for unit in document.units:
            if unit.kind != kind:
                self.fault(document, unit, f"marks of the kind {kind}", unit.kind, "mark whole lines with that kind")
            elif unit.span:
                yield unit

    def _label(self, document: Document, unit: Unit, name: str, labels: type[L], optional: bool = False) -> L | None:
        found = unit.features.get(name)
        if found is None and optional:
            return None
        known = [label.value for label in labels]
        if found in known:
            return labels(found)
        self.fault(
            document, unit, f"a label of {name}", repr(found) if found is not None else "none", near_miss(found or "", known)
        )
        return None

    def _known(self, document: Document, unit: Unit, name: str, ids: Iterable[str], known: Iterable[str]) -> None:
        for one in ids:
            if one not in known:
                self.fault(document, unit, f"{name}: ids that exist", repr(one), near_miss(one, known))
