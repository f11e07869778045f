"""DACCORD: contradictions between French sentences (Skandalis et al. 2023, 2024)."""

from pathlib import Path

from counterclaim.importers.base import Format, Intake, split_of
from counterclaim.importers.files import source_files, table_of

COLUMNS = ("id", "premise", "hypothesis", "label_text", "url")


def _read(path: Path, intake: Intake) -> None:
    for file in source_files(path, (".tsv",), intake):
        for where, row in table_of(file, COLUMNS, intake, tabs=True):
            label = intake.label(row["label_text"], file.name, where)
            if label is not None:
                sides, place = (row["premise"], row["hypothesis"]), (file.name, where)
                intake.pair(row["id"], row["url"], sides, label, row["label_text"], split=split_of(file.path), place=place)


FORMAT = Format(
    "daccord",
    "DACCORD's table of French sentences",
    "contradiction",
    "the page of the fact-check (url)",
    {"contradiction": "contradiction", "compatibles": "neutral"},
    (
        "`compatibles` tells no entailment from neutral: all of it becomes neutral, and corroboration does not occur.",
        "The texts are French; the baselines' word lists are English.",
    ),
    _read,
)
