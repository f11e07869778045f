"""The gold of an event: what A and B agree on, and for the rest what the adjudicators decided."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.corpus.disagreements import Cell, cells
from counterclaim.corpus.forms import AttributionForm, DecisionForm, RelationForm, SourceForm, StanceForm
from counterclaim.corpus.read import EventReader
from counterclaim.corpus.write import to_yaml
from counterclaim.corpus.yaml_reader import read_yaml, typed, typed_list
from counterclaim.errors import Fault, FaultsFound, near_miss
from counterclaim.files import atomically
from counterclaim.labels import Settled
from counterclaim.records import Attribution, ClaimPair, Event, HeldStance, Layers, Source

ROUNDS = ("adjudication.yaml", "rereading.yaml", "item-test.yaml")
"""The files of decisions; a later one overrides an earlier one."""


def merge(
    folder: Path, root: Path | None = None, rounds: Sequence[str] = ROUNDS
) -> tuple[Event | None, Layers | None, list[Fault]]:
    """Read one event's two annotations and the decisions; return the event, its gold, and all faults.

    A disagreement without a decision and a decision on nothing are faults. `rounds` are the files of decisions to follow.
    """
    reader = EventReader(folder, root)
    event = reader.read(("a", "b"))
    if reader.faults or event is None:  # what follows from a fault in the annotations would only repeat it
        return event, None, reader.faults
    sources, decisions = _decisions(reader, folder, rounds)
    gold = _Merger(event, decisions, reader).gold(sources)
    return event, gold, reader.faults


def write_gold(folder: Path, root: Path | None = None) -> Layers:
    """Merge and write gold.yaml; raises FaultsFound and leaves an earlier one as it was."""
    event, gold, faults = merge(folder, root)
    if faults or event is None or gold is None:
        raise FaultsFound(faults)
    atomically(folder / "gold.yaml", to_yaml(event, gold))
    return gold


def _decisions(
    reader: EventReader, folder: Path, rounds: Sequence[str]
) -> tuple[list[Source], dict[str, tuple[str, DecisionForm]]]:
    decisions: dict[str, tuple[str, DecisionForm]] = {}
    sources: list[Source] = []
    for file in rounds:
        if not (folder / file).exists():
            continue
        name = f"{reader.prefix}/{file}"
        raw = read_yaml(folder / file, name, reader.faults) or {}
        for source in typed_list(raw.get("sources"), SourceForm, name, "sources", reader.faults):
            sources.append(Source(source.id, source.name, source.kind, source.party, source.part_of))
        seen: set[str] = set()
        for decision in typed_list(raw.get("decisions"), DecisionForm, name, "decision", reader.faults):
            if decision.on in seen:
                reader.faults.append(Fault(name, f"decision {decision.on}", "one decision", "a second one", "take one out"))
            seen.add(decision.on)
            if decision.take != "gold":
                decisions[decision.on] = (name, decision)
    return sources, decisions


class _Merger:
    def __init__(self, event: Event, decisions: dict[str, tuple[str, DecisionForm]], reader: EventReader) -> None:
        self.event, self.decisions, self.reader = event, decisions, reader
        self.cells = cells(event)
        self.gold_id: dict[str, str] = {}
        """A hand's attribution id -> the id of the gold record that it became part of."""

    def gold(self, sources: Iterable[Source]) -> Layers:
        known = {cell.key for cell in self.cells}
        extra = [Cell(key, None, None, ("record",)) for key in self.decisions if key not in known]
        for cell in extra:
            name, decision = self.decisions[cell.key]
            if decision.take != "new":
                remedy = near_miss(cell.key, known)
                self.reader.faults.append(Fault(name, f"decision {cell.key}", "the key of a record", repr(cell.key), remedy))
        chosen: list[tuple[Cell, Attribution | HeldStance | ClaimPair]] = []
        for cell in [*self.cells, *extra]:
            record = self._settle(cell)
            if record is not None:
                chosen.append((cell, record))
        attributions = self._number([(cell, one) for cell, one in chosen if isinstance(one, Attribution)])
        stances = [self._with_evidence(cell, one) for cell, one in chosen if isinstance(one, HeldStance)]
        order = {article.id: number for number, article in enumerate(self.event.articles)}
        return Layers(
            sources=(*self._added_sources(), *sources),
            attributions=tuple(self._with_claims(attributions, stances)),
            stances=tuple(sorted(stances, key=lambda s: (order.get(s.article, 0), s.claim, s.holder))),
            pairs=tuple(sorted((one for _, one in chosen if isinstance(one, ClaimPair)), key=lambda p: p.key)),
        )

    def _settle(self, cell: Cell) -> Attribution | HeldStance | ClaimPair | None:
        if cell.key not in self.decisions:
            if cell.differ:
                self.reader.faults.append(
                    Fault(
                        f"{self.reader.prefix}/adjudication.yaml",
                        f"decision {cell.key}",
                        "a decision",
                        f"none; A and B part on {', '.join(cell.differ)}",
                        "settle it",
                    )
                )
                return None
            assert cell.a is not None
            ambiguous = cell.a.ambiguous or (cell.b.ambiguous if cell.b else None)
            return msgspec.structs.replace(cell.a, settled=Settled.AGREED, ambiguous=ambiguous)
        name, decision = self.decisions[cell.key]
        settled = Settled.AMBIGUOUS if decision.mark == "ambiguous" else Settled.ERROR
        if decision.take == "none":
            return None
        record = self._new(decision, cell, name) if decision.take == "new" else {"a": cell.a, "b": cell.b}.get(decision.take)
        if record is None:
            if decision.take != "new":
                self.reader.faults.append(
                    Fault(
                        name,
                        f"decision {cell.key}",
                        f"a record of {decision.take}",
                        "none",
                        "take the other, none, or new",
                    )
                )
            return None
        note = record.ambiguous or (decision.why if settled is Settled.AMBIGUOUS else None)
        return msgspec.structs.replace(record, settled=settled, ambiguous=note)

    def _new(self, decision: DecisionForm, cell: Cell, name: str) -> Attribution | HeldStance | ClaimPair | None:
        raw: dict[str, Any] = dict(decision.record or {})
        if "pair" in raw:
            relation = typed(raw, RelationForm, name, f"decision {cell.key}", self.reader.faults)
            return self.reader.pair(relation) if relation else None
        if "holder" in raw:
            stance = typed(raw, StanceForm, name, f"decision {cell.key}", self.reader.faults)
            return self.reader.stance(stance) if stance else None
        article = raw.pop("article", None) or cell.key.lstrip("- |").split(".")[0]
        attribution = typed({"id": cell.key, **raw}, AttributionForm, name, f"decision {cell.key}", self.reader.faults)
        return self.reader.attribution(attribution, str(article), name) if attribution else None

    def _number(self, chosen: list[tuple[Cell, Attribution]]) -> list[Attribution]:
        """Give the gold attributions ids in the order of the text, and point parents at them."""
        order = {article.id: number for number, article in enumerate(self.event.articles)}
        ordered = sorted(
            chosen,
            key=lambda pair: (order.get(pair[1].article, 0), pair[1].content[:1], pair[1].cue[:1], pair[1].source[:1]),
        )
        count: dict[str, int] = {}
        numbered = []
        for cell, one in ordered:
            count[one.article] = count.get(one.article, 0) + 1
            own = f"{one.article}.{count[one.article]:02d}"
            for hand in (cell.a, cell.b):
                if isinstance(hand, Attribution):
                    self.gold_id[hand.id] = own
            hands = [set(hand.claims) for hand in (cell.a, cell.b) if isinstance(hand, Attribution)]
            shared = set.intersection(*hands) if hands else set(one.claims)
            numbered.append(msgspec.structs.replace(one, id=own, claims=tuple(shared)))
        return [msgspec.structs.replace(one, parent=self.gold_id.get(one.parent) if one.parent else None) for one in numbered]

    def _with_evidence(self, cell: Cell, stance: HeldStance) -> HeldStance:
        """Point at the gold attributions that both hands gave as evidence; where they share none, at those of either."""
        named = [
            {self.gold_id[one] for one in hand.evidence if one in self.gold_id}
            for hand in (cell.a, cell.b)
            if isinstance(hand, HeldStance)
        ]
        own = {self.gold_id.get(one, one) for one in stance.evidence} & set(self.gold_id.values())
        shared = set.intersection(*named) if named else set()
        evidence = shared or set.union(own, *named)
        return msgspec.structs.replace(stance, evidence=tuple(sorted(evidence)))

    def _with_claims(self, attributions: list[Attribution], stances: list[HeldStance]) -> list[Attribution]:
        """Add the claims for whose stances an attribution is the evidence to those that its hands gave it."""
        expressed: dict[str, set[str]] = {}
        for stance in stances:
            for evidence in stance.evidence:
                expressed.setdefault(evidence, set()).add(stance.claim)
        return [
            msgspec.structs.replace(one, claims=tuple(sorted({*one.claims, *expressed.get(one.id, ())}))) for one in attributions
        ]

    def _added_sources(self) -> list[Source]:
        added = {source.id: source for hand in ("a", "b") for source in self.event.hands[hand].sources}
        return list(added.values())
