"""Read predictions line by line, from files or from memory, to say of every fault where it is."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import SHOWN, Fault, near_miss
from counterclaim.submission.lines import read_lines
from counterclaim.submission.parquet import of_form, read_rows
from counterclaim.submission.tables import Held
from counterclaim.tasks.base import Gold, Packed, Task


def examine(parts: Sequence[Path | Held], task: Task, gold: Gold, faults: list[Fault]) -> Packed | None:
    """Note every fault of the parts of a task's predictions; return them in the order of the gold where there is none."""
    whole = str(parts[0] if len(parts) == 1 else Path(str(parts[0])).parent)
    lines: dict[str, Any] = {}
    first_seen: dict[str, tuple[str, str]] = {}
    unknown = 0
    before = len(faults)
    for path in parts:
        for place, line in _records(path, task.line, faults):
            where = f"{place}, {line.id[:120]!r}"
            if line.id in first_seen:
                faults.append(Fault(str(path), where, "each id once", _seen(first_seen[line.id], str(path)), "take one out"))
                continue
            first_seen[line.id] = str(path), place
            number = gold.number.get(line.id)
            if number is None:
                unknown += 1
                remedy = (_nearest(line.id, gold.ids) if unknown <= SHOWN else "") or "use the ids of the split, each once"
                faults.append(Fault(str(path), where, "an id of the split", "an unknown id", remedy))
                continue
            lines[line.id] = line
            for field, expected, found, remedy in task.faults(line, gold.rows[number]):
                faults.append(Fault(str(path), f"{where}, {field}", expected, found, remedy))
    unread = any(re.fullmatch(r"(line|row) \d+", fault.where) for fault in faults[before:])
    if first_seen or unread:
        faults += [
            Fault(whole, f"id {one!r}", "a line for each item", "none", "add it") for one in gold.ids if one not in first_seen
        ]
    elif len(faults) == before:
        faults.append(Fault(whole, "", f"{len(gold.ids)} records", "an empty file", "write one line for each item of the split"))
    if len(faults) > before:
        return None
    packed = task.pack([lines[one] for one in gold.ids])
    faults += [Fault(whole, *told) for told in task.faults_together(packed)]
    return packed if len(faults) == before else None


def _records(path: Path | Held, form: type[msgspec.Struct], faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    """Yield (place in the file or table, record)."""
    if isinstance(path, Held):
        yield from ((f"row {number}", record) for number, record in of_form(path.task, path.rows, form, faults))
    elif path.suffix == ".parquet":
        yield from ((f"row {number}", record) for number, record in read_rows(path, form, faults))
    else:
        yield from ((f"line {number}", record) for number, record in read_lines(path, form, faults))


def _seen(first: tuple[str, str], part: str) -> str:
    there, place = first
    return f"it stands in {place} too" if there == part else f"it stands in {Path(there).name}, {place}, too"


def _nearest(found: str, known: Sequence[str]) -> str:
    """Suggest an id of the same event, or nothing. It is looked for among many: only faults that are shown are worth that."""
    event = re.split(r"[#/]", found)[0]
    close = near_miss(found, [one for one in known if one.startswith(event)][:2000])
    return close if close.startswith("did you mean") else ""
