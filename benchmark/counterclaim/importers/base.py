"""What importers share: what a format is, and the intake that counts every record as kept or dropped and notes every fault."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from counterclaim.errors import Fault, FaultsFound, Misuse, near_miss
from counterclaim.labels import Relation, Split, Verdict

Row = dict[str, Any]

OF_CORPUS: dict[str, Split] = {
    **dict.fromkeys(("train", "training"), Split.TRAIN),
    **dict.fromkeys(("dev", "development", "val", "valid", "validation", "evaluation", "trial"), Split.VALIDATION),
    **dict.fromkeys(("test", "testing"), Split.TEST),
}
"""What corpora call their splits."""

RELATIONS: dict[Verdict, Relation | None] = {
    Verdict.CONTRADICTION: Relation.CONTRADICTION,
    Verdict.CORROBORATION: Relation.ENTAILS,
    Verdict.NEUTRAL: None,
}
"""The relation that a label of entailment from first to second tells; neutral tells none."""


@dataclass(frozen=True)
class Options:
    """How a corpus is read."""

    only: str = "*"
    """A pattern for the names of files; others are left out."""
    encoding: str = "utf-8"
    columns: Mapping[str, str] = field(default_factory=dict)
    """For `plain`: by our name, the corpus's."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """For `plain`: by the corpus's label, ours, or `drop`."""
    task: str = ""
    """For `plain`: contradiction or stance."""


STANDARD = Options()
DROP = "drop"
"""In place of a label of ours: leave the record out."""


@dataclass(frozen=True)
class Format:
    """A corpus, or a form that several corpora have."""

    name: str
    summary: str
    config: str
    """The config that it fills; empty where an option says it."""
    cluster: str
    """What stands for the event, in words."""
    labels: Mapping[str, str]
    """What each of its labels becomes."""
    remarks: tuple[str, ...]
    """What the mapping loses."""
    read: Callable[[Path, "Intake"], None]
    drops: Mapping[str, str] = field(default_factory=dict)
    """The labels whose records are left out, and why."""


@dataclass(frozen=True)
class Item:
    """A row that was kept, without the columns that the corpus does not fill."""

    split: str | None
    """What the corpus says; None where it says nothing."""
    row: Row


class Intake:
    """Takes the records of a corpus in, one config a corpus."""

    def __init__(self, form: Format, options: Options = STANDARD) -> None:
        """Start empty."""
        self.form, self.options = form, options
        self.config = form.config or options.task
        chosen = {theirs: ours for theirs, ours in options.labels.items() if ours != DROP}
        self.labels = {**form.labels, **chosen}
        self.drops = {**form.drops, **{theirs: f"label {theirs}" for theirs, ours in options.labels.items() if ours == DROP}}
        self.items: list[Item] = []
        self.faults: list[Fault] = []
        self.files: dict[str, str] = {}
        """The SHA-256 of each file that was read, by name."""
        self.records = 0
        self.mapped: Counter[tuple[str, str]] = Counter()
        self.dropped: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        """What is no record but was passed over: files, marks of another kind."""
        self._places: dict[str, str] = {}

    def fault(self, file: str, where: str, expected: str, found: str, remedy: str) -> None:
        """Note something wrong."""
        self.faults.append(Fault(file, where, expected, found[:200], remedy))

    def drop(self, reason: str) -> None:
        """Leave a record out."""
        self.records += 1
        self.dropped[reason] += 1

    def label(self, theirs: str, file: str, where: str) -> str | None:
        """Return our label for one of theirs; None where the record is dropped, or where the table lacks it, which is a fault."""
        if theirs in self.drops:
            self.drop(self.drops[theirs])
        elif theirs in self.labels:
            return str(self.labels[theirs])
        else:
            self.fault(file, where, "a label", repr(theirs[:50]), near_miss(theirs, (*self.labels, *self.drops)))
        return None

    def pair(
        self,
        id: str,
        event: str,
        sides: Sequence[str],
        label: str,
        theirs: str,
        *,
        split: str | None,
        place: tuple[str, str],
        **more: Any,
    ) -> None:
        """Keep a pair of texts, each of which is its own paragraph; one of which a side has no words is dropped."""
        if not all(side.strip() for side in sides):
            self.drop("a side has no words")
            return
        row: Row = {"id": id, "event": event, "label": label, "relation": RELATIONS[Verdict(label)], **more}
        for side, text in zip(("first", "second"), sides, strict=True):
            row |= {f"{side}_paragraph": text, f"{side}_mention": text, f"{side}_span": [[0, len(text)]]}
        self._keep(row, theirs, label, split, place)

    def stance(
        self, id: str, event: str, text: str, claim: str, label: str, theirs: str, *, split: str | None, place: tuple[str, str]
    ) -> None:
        """Keep the stance of a text, in its own voice, on a claim; one without words is dropped."""
        if not (text.strip() and claim.strip()):
            self.drop("text or claim has no words")
            return
        row: Row = {"id": id, "event": event, "text": text, "claim_text": claim, "label": label, "own_voice": True}
        self._keep(row, theirs, label, split, place)

    def article(
        self, id: str, event: str, text: str, attributions: list[Row], *, split: str | None, place: tuple[str, str], **more: Any
    ) -> None:
        """Keep a text with its attributions, which have been counted."""
        row: Row = {"id": id, "event": event, "article": id, "text": text, "attributions": attributions, **more}
        self._once(id, place)
        self.items.append(Item(split, row))

    def attribution(self, found: list[Row], one: Row, name: str, theirs: str) -> None:
        """Keep an attribution of an article, unless it has no content or is there already."""
        spans = [(other["source"], other["cue"], other["content"]) for other in found]
        if not one["content"]:
            self.drop("an attribution has no content")
        elif (one["source"], one["cue"], one["content"]) in spans:
            self.drop("the same attribution twice in one document")
        else:
            self.records += 1
            self.mapped[theirs, "attribution"] += 1
            found.append({"id": name, **one})

    def _keep(self, row: Row, theirs: str, label: str, split: str | None, place: tuple[str, str]) -> None:
        self.records += 1
        self.mapped[theirs, label] += 1
        self._once(row["id"], place)
        self.items.append(Item(split, row))

    def _once(self, id: str, place: tuple[str, str]) -> None:
        told = ": ".join(place)
        if self._places.setdefault(id, told) != told:
            self.fault(*place, "each id once", f"{id!r}, of {self._places[id]} too", "take one out, or import the files apart")

    def sound(self) -> None:
        """Raise FaultsFound where there are faults, and Misuse where nothing was kept."""
        if self.faults:
            raise FaultsFound(self.faults)
        if not self.items:
            told = f"; dropped: {', '.join(self.dropped)}" if self.dropped else ""
            raise Misuse(f"expected records of {self.form.name}, found none to keep{told}; mend the path or name another format")


@lru_cache(maxsize=1024)
def split_of(path: PurePosixPath) -> str | None:
    """Return the split that a word of a file's name tells, else of its folders': `snli_1.0_dev.jsonl`, `dev/text/a.txt`."""
    for name in (path.name, *reversed(path.parent.parts)):
        words = re.split(r"[^a-z]+", name.lower())
        found = next((OF_CORPUS[word].value for word in words if word in OF_CORPUS), None)
        if found:
            return found
    return None
