"""Any table or JSON lines of pairs or stances: the columns and labels are told by the user."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.corpus.read import digest
from counterclaim.errors import Misuse, near_miss
from counterclaim.importers.base import DROP, OF_CORPUS, Format, Intake, split_of
from counterclaim.importers.files import SourceFile, lines_of, list_of, source_files, table_of
from counterclaim.labels import Stance, Verdict

COLUMNS = {"contradiction": ("first", "second", "label"), "stance": ("text", "claim", "label")}
"""By task, the columns that there must be."""
MORE = ("id", "event", "split")
"""Those that may be there."""
LABELS = {"contradiction": [one.value for one in Verdict], "stance": [one.value for one in Stance]}
_TABLES = {".csv": False, ".tsv": True}


def _read(path: Path, intake: Intake) -> None:
    task = intake.options.task
    if task not in COLUMNS:
        raise Misuse(f"plain: expected --task contradiction or stance, found {task!r}; name one")
    _check("--column", intake.options.columns, (*COLUMNS[task], *MORE))
    _check("--label", dict.fromkeys(intake.options.labels.values(), ""), (*LABELS[task], DROP))
    intake.labels = {**{label: label for label in LABELS[task]}, **intake.labels}
    names = {ours: intake.options.columns.get(ours, ours) for ours in (*COLUMNS[task], *MORE)}
    needed = [*(names[ours] for ours in COLUMNS[task]), *intake.options.columns.values()]
    for file in source_files(path, (".csv", ".tsv", ".jsonl", ".json"), intake):
        for number, (where, row) in enumerate(_records(file, needed, intake), 1):
            _keep(file, number, where, {ours: row.get(name, "") for ours, name in names.items()}, intake)


def _keep(file: SourceFile, number: int, where: str, row: Mapping[str, str], intake: Intake) -> None:
    place = (file.name, where)
    label = intake.label(row["label"], *place)
    split = OF_CORPUS.get(row["split"].lower(), None)
    if row["split"] and split is None:
        intake.fault(*place, f"a split ({', '.join(OF_CORPUS)})", repr(row["split"]), "mend the cell")
    if label is None:
        return
    told: dict[str, Any] = {"split": split or split_of(file.path), "place": place}
    name = row["id"] or f"{file.path.stem}-{number}"
    if intake.config == "stance":
        event = row["event"] or f"claim-{digest(row['claim'])[:12]}"
        intake.stance(name, event, row["text"], row["claim"], label, row["label"], **told)
    else:
        event = row["event"] or f"first-{digest(row['first'])[:12]}"
        intake.pair(name, event, (row["first"], row["second"]), label, row["label"], **told)


def _records(file: SourceFile, needed: list[str], intake: Intake) -> Iterator[tuple[str, Mapping[str, str]]]:
    if file.path.suffix in _TABLES:
        yield from table_of(file, needed, intake, tabs=_TABLES[file.path.suffix])
        return
    records = lines_of if file.path.suffix == ".jsonl" else list_of
    for where, record in records(file, dict[str, Any], intake):
        missing = [name for name in needed if not isinstance(record.get(name), (str, int))]
        if missing:
            intake.fault(file.name, where, f"text under {', '.join(missing)}", "none", "mend the record, or name the --column")
        else:
            yield where, {name: str(value) for name, value in record.items() if isinstance(value, (str, int))}


def _check(option: str, given: Mapping[str, str], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise Misuse(f"{option}: expected one of ours ({', '.join(known)}), found {name!r}; {near_miss(name, known)}")


FORMAT = Format(
    "plain",
    "CSV, TSV or JSON of one's own, with --task, --column OURS=THEIRS and --label THEIRS=OURS",
    "",
    "the column `event`; without one, the claim, or the first text of a pair",
    {},
    ("Labels that are ours already stay as they are.",),
    _read,
)
