"""SNLI, MultiNLI and ANLI: premise and hypothesis (Bowman et al. 2015; Williams et al. 2018; Nie et al. 2020)."""

from pathlib import Path

import msgspec

from counterclaim.corpus.read import digest
from counterclaim.importers.base import Format, Intake, split_of
from counterclaim.importers.files import lines_of, source_files

LABELS = {
    "entailment": "corroboration",
    "neutral": "neutral",
    "contradiction": "contradiction",
    "e": "corroboration",
    "n": "neutral",
    "c": "contradiction",
}


class _Record(msgspec.Struct, kw_only=True):
    label: str | None = None
    gold_label: str | None = None
    premise: str | None = None
    sentence1: str | None = None
    context: str | None = None
    hypothesis: str | None = None
    sentence2: str | None = None
    id: str | None = msgspec.field(name="pairID", default=None)
    uid: str | None = None
    caption: str | None = msgspec.field(name="captionID", default=None)
    prompt: str | None = msgspec.field(name="promptID", default=None)


def _read(path: Path, intake: Intake) -> None:
    for file in source_files(path, (".jsonl",), intake):
        for where, record in lines_of(file, _Record, intake):
            theirs = _first(record.gold_label, record.label)
            first = _first(record.sentence1, record.premise, record.context)
            second = _first(record.sentence2, record.hypothesis)
            if theirs is None or first is None or second is None:
                expected = "gold_label or label; sentence1, premise or context; sentence2 or hypothesis"
                intake.fault(file.name, where, expected, "not all of them", "mend the line, or import it as plain with --column")
                continue
            label = intake.label(theirs, file.name, where)
            if label is not None:
                name = _first(record.id, record.uid) or f"{file.path.stem}-{where.removeprefix('line ')}"
                event = _first(record.caption, record.prompt) or f"premise-{digest(first)[:12]}"
                intake.pair(name, event, (first, second), label, theirs, split=split_of(file.path), place=(file.name, where))


def _first(*given: str | None) -> str | None:
    return next((one for one in given if one is not None), None)


FORMAT = Format(
    "nli",
    "SNLI, MultiNLI and ANLI as JSON lines, also zipped",
    "contradiction",
    "captionID (SNLI) or promptID (MultiNLI), else the premise",
    LABELS,
    (
        "Premise and hypothesis are the first and the second text; each is its own paragraph.",
        "The five labels of single annotators do not fit two votes and are left out.",
    ),
    _read,
    {"-": "the annotators have no majority", "hidden": "the label is not published"},
)
