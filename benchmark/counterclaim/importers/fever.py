"""FEVER-style JSON lines: a claim and a sentence of evidence (Thorne et al. 2018; FEVER Symmetric, Schuster et al. 2019)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.importers.base import Format, Intake, split_of
from counterclaim.importers.files import lines_of, source_files

LABELS = {"SUPPORTS": "corroboration", "REFUTES": "contradiction", "NOT ENOUGH INFO": "neutral"}


class _Record(msgspec.Struct):
    label: str
    claim: str
    id: str | int | None = None
    unique_id: str | None = None
    """VitaminC's."""
    evidence: str | list[Any] | None = None
    """The sentence; in FEVER itself, numbers of sentences of Wikipedia."""
    evidence_sentence: str | None = None
    """The sentence in version 0.1 of FEVER Symmetric."""
    page: str | None = None


def read(path: Path, intake: Intake) -> None:
    """Read every .jsonl file; the evidence is the first text, the claim the second."""
    found = []
    for file in source_files(path, (".jsonl",), intake):
        for where, record in lines_of(file, _Record, intake):
            label = intake.label(record.label, file.name, where)
            evidence = record.evidence if record.evidence is not None else record.evidence_sentence
            if label is None:
                continue
            if isinstance(evidence, str):
                found.append((file, where, record, evidence, label))
            elif evidence is None:
                intake.fault(file.name, where, "evidence or evidence_sentence", "neither", "mend the line")
            else:
                intake.drop("the evidence is a place in Wikipedia, not a text")
    heads = linked([(record.claim, evidence) for _, _, record, evidence, _ in found])
    for number, (file, where, record, evidence, label) in enumerate(found):
        name, first = _name(record, number), found[heads[number]][2]
        event = record.page or _name(first, heads[number])
        split = split_of(file.path)
        intake.pair(name, event, (evidence, record.claim), label, record.label, split=split, place=(file.name, where))


def linked(pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each pair the number of the first one that it hangs together with, through claims or evidence in common."""
    head: dict[tuple[int, str], tuple[int, str]] = {}

    def find(one: tuple[int, str]) -> tuple[int, str]:
        while head.setdefault(one, one) != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for claim, evidence in pairs:
        head[find((0, claim))] = find((1, evidence))
    first: dict[tuple[int, str], int] = {}
    return [first.setdefault(find((0, claim)), number) for number, (claim, _) in enumerate(pairs)]


def _name(record: _Record, number: int) -> str:
    given = record.unique_id if record.unique_id is not None else record.id
    return str(number if given is None else given)


FORMAT = Format(
    "fever",
    "FEVER-style JSON lines (FEVER Symmetric), also zipped",
    "contradiction",
    "the page; without one, pairs that share a claim or a sentence of evidence, at one remove or more",
    LABELS,
    ("The evidence is the first text, the claim the second; each is its own paragraph.",),
    read,
)
