"""SummEdits: documents and edited summaries of them (Laban et al. 2023)."""

from pathlib import Path

import msgspec

from counterclaim.corpus.read import digest
from counterclaim.importers.base import OF_CORPUS, Format, Intake
from counterclaim.importers.files import list_of, source_files

CONSISTENT, CONTRADICTING, INVENTED, UNTOLD = (
    "consistent",
    "inconsistent by a contradicting edit",
    "inconsistent by an invented fact alone",
    "inconsistent by no edit that is told",
)
EDITS = {
    "entity_modification": None,
    "antonym_swap": "antonym",
    "negation_insertion_removal": "negation",
    "hallucinated_fact_insertion": None,
}
"""The edits, and the type of conflict that one alone makes, where it makes one of ours for sure."""
_INVENTED = "hallucinated_fact_insertion"


class _Record(msgspec.Struct):
    id: str
    doc: str
    summary: str
    label: int
    edit_types: list[str] | None = None
    split: str | None = None


def _read(path: Path, intake: Intake) -> None:
    for file in source_files(path, (".json",), intake):
        for where, record in list_of(file, _Record, intake):
            edits = record.edit_types or []
            unknown = [edit for edit in edits if edit not in EDITS]
            if unknown or record.label not in (0, 1):
                expected = f"label 0 or 1 and edits of {', '.join(EDITS)}"
                intake.fault(file.name, where, expected, f"{record.label}, {edits}", "mend the record")
                continue
            theirs = _case(record.label, edits)
            label = intake.label(theirs, file.name, where)
            if label is not None:
                kind = EDITS[edits[0]] if label == "contradiction" and len(edits) == 1 else None
                split = OF_CORPUS.get(record.split or "")
                intake.pair(
                    record.id,
                    f"document-{digest(record.doc)[:12]}",
                    (record.doc, record.summary),
                    label,
                    theirs,
                    split=split,
                    place=(file.name, where),
                    type=kind,
                )


def _case(label: int, edits: list[str]) -> str:
    if label == 1:
        return CONSISTENT
    if not edits:
        return UNTOLD
    return CONTRADICTING if any(edit != _INVENTED for edit in edits) else INVENTED


FORMAT = Format(
    "summedits",
    "SummEdits' JSON, one list a domain",
    "contradiction",
    "the document",
    {CONSISTENT: "corroboration", CONTRADICTING: "contradiction", INVENTED: "neutral"},
    (
        "The first text is the whole document, the second the summary.",
        "A type of conflict is given where a swapped antonym or a negation is the only edit.",
        "The split `evaluation` is taken for validation.",
    ),
    _read,
    {UNTOLD: "inconsistent, with no edit told"},
)
