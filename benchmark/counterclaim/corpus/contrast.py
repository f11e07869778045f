"""Contrast sets: read their source, and apply an edit to an article and its marks."""

import re
from pathlib import Path

from counterclaim.corpus.forms import ContrastForm, EditForm, Quotation
from counterclaim.corpus.quotations import Locator
from counterclaim.corpus.verdicts import borne_out_by_denial_alone, mention_verdict
from counterclaim.corpus.yaml_reader import read_yaml, typed_list
from counterclaim.errors import Fault
from counterclaim.labels import VERDICT, Polarity, Relation, Verdict
from counterclaim.records import ContrastEdit, ContrastSet, Event
from counterclaim.spans import Piece, Span

FILE = "contrast.yaml"

_ITEM = re.compile(r"(?P<event>[^#]+)#(?P<one>[^~]+)\.(?P<c1>c\d+)\.(?P<n1>\d+)~(?P<other>[^~]+)\.(?P<c2>c\d+)\.(?P<n2>\d+)")


def read_contrast(folder: Path, event: Event, prefix: str, faults: list[Fault]) -> tuple[ContrastSet, ...]:
    """Read contrast.yaml of an event that has its gold; note every fault, among them an edit that leaves the label as it is."""
    name = f"{prefix}/{FILE}"
    if not (folder / FILE).exists() or "gold" not in event.hands:
        return ()
    raw = read_yaml(folder / FILE, name, faults) or {}
    if raw.get("event") != event.id:
        faults.append(Fault(name, "event", repr(event.id), repr(raw.get("event")), "the id of event.yaml"))
    reader = _Reader(event, name, faults)
    return tuple(one for form in typed_list(raw.get("sets"), ContrastForm, name, "set", faults) if (one := reader.set_of(form)))


class _Reader:
    def __init__(self, event: Event, name: str, faults: list[Fault]) -> None:
        self.event, self.name, self.faults = event, name, faults
        self.mentions = {(m.article, c.id, m.number): m for c in event.claims for m in c.mentions}
        self.seen: set[str] = set()

    def set_of(self, form: ContrastForm) -> ContrastSet | None:
        match = _ITEM.fullmatch(form.item)
        first = (match["one"], match["c1"], int(match["n1"])) if match else None
        second = (match["other"], match["c2"], int(match["n2"])) if match else None
        if first is None or second is None or first not in self.mentions or second not in self.mentions:
            self._fault(form.item, "the id of an item of this event", "another", "copy it from the dataset")
            return None
        if form.item in self.seen:
            self._fault(form.item, "one set for each item", "a second", "join their edits")
        self.seen.add(form.item)
        label = item_label(self.event, first, second)
        if label is None:
            self._fault(form.item, "an item of the contradiction task", "a pair that makes none", "choose another")
            return None
        if not form.edits:
            self._fault(form.item, "at least one edit", "none", "write one")
        edits = [edit for one in form.edits if (edit := self._edit(form.item, one, first, second, label))]
        return ContrastSet(first, second, tuple(edits))

    def _edit(
        self, item: str, form: EditForm, first: tuple[str, str, int], second: tuple[str, str, int], label: Verdict
    ) -> ContrastEdit | None:
        key = first if form.side == "first" else second
        text = self.event.article(key[0]).text or ""
        quote = form.replace.quote if isinstance(form.replace, Quotation) else form.replace
        where = f"{item}: {form.change} “{quote[:40]}”"
        span = Locator(text, len(text), self.name, self.faults).span(form.replace, where)
        if not span:
            return None
        if form.label is label:
            self._fault(
                where, "an edit that changes the label", f"{label}, as before", "an edit that changes nothing is no contrast"
            )
        if (form.type is not None) != (form.label is Verdict.CONTRADICTION):
            self._fault(where, "a type with a contradiction, and with nothing else", str(form.type), "mend it")
        if quote == form.replacement or not form.replacement.strip():
            self._fault(where, "other words", repr(form.replacement), "say what stands there instead")
        edit = ContrastEdit(form.change, form.side, span[0], form.replacement, form.label, form.type, form.why)
        for mention in (self.mentions[first], self.mentions[second]):
            if mention.article == key[0] and shifted(mention.span, edit) is None:
                self._fault(
                    where, "words wholly inside or outside each marked piece", "words across its border", "replace other words"
                )
                return None
        return edit

    def _fault(self, where: str, expected: str, found: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, where, expected, found, remedy))


def item_label(event: Event, first: tuple[str, str, int], second: tuple[str, str, int]) -> Verdict | None:
    """Return the label of the item of two mentions; None where they make none."""
    mentions = {(m.article, c.id, m.number): m for c in event.claims for m in c.mentions}
    polarities = mentions[first].polarity, mentions[second].polarity
    relations = {pair.key: pair.label for pair in event.gold.pairs}
    relation = Relation.EQUIVALENT if first[1] == second[1] else relations.get((first[1], second[1]))
    if relation not in VERDICT or Polarity.OPEN in polarities or borne_out_by_denial_alone(relation, *polarities):
        return None
    return mention_verdict(relation, *polarities)


def shifted(span: Span, edit: ContrastEdit) -> Span | None:
    """Return where a span of the edited article's text stands after the edit; None where the edit crosses the border of a piece."""
    start, end = edit.piece
    by = len(edit.replacement) - (end - start)
    moved: list[Piece] = []
    for begin, stop in span:
        if stop <= start:
            moved.append((begin, stop))
        elif begin >= end:
            moved.append((begin + by, stop + by))
        elif begin <= start and end <= stop:
            moved.append((begin, stop + by))
        else:
            return None
    return tuple(moved)


def edited(text: str, edit: ContrastEdit) -> str:
    """Return the text after the edit."""
    return text[: edit.piece[0]] + edit.replacement + text[edit.piece[1] :]
