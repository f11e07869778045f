"""Read a submission whole, against the gold of a split: all its faults together, or its predictions."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.errors import Fault, FaultsFound, Misuse, near_miss
from counterclaim.submission.lines import read_lines
from counterclaim.submission.system import System, read_system
from counterclaim.tasks import TASKS, Task
from counterclaim.tasks.base import Gold

_BESIDES = {"system.yaml", "README.md"}


@dataclass(frozen=True)
class TaskPredictions:
    """The valid predictions of one task."""

    lines: Mapping[str, Any]
    """By id."""
    sha256: str
    """Of the predictions in a fixed form and order: the same however the file was written."""


@dataclass(frozen=True)
class Submission:
    """A submission without faults."""

    system: System
    tasks: Mapping[str, TaskPredictions]


def read_submission(folder: Path, gold: Mapping[str, Gold]) -> Submission:
    """Read and validate a submission.

    Args:
        folder: holds system.yaml and a file TASK.jsonl, or TASK.jsonl.gz, for at least one task.
        gold: of every task on the split.

    Raises:
        Misuse: the folder is missing or is no folder.
        FaultsFound: with all faults of all files.
    """
    _must_be_folder(folder)
    faults: list[Fault] = []
    system = read_system(folder / "system.yaml", faults)
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    known = {f"{task}.jsonl{packed}": TASKS[task] for task in gold for packed in ("", ".gz")}
    for task in gold:
        if {f"{task}.jsonl", f"{task}.jsonl.gz"} <= set(names):
            faults.append(Fault(str(folder / f"{task}.jsonl.gz"), "", "one file for each task", "a second", "take one out"))
    for name in names:
        if name not in known and name not in _BESIDES:
            faults.append(Fault(str(folder / name), "", "a file of a submission", repr(name), near_miss(name, [*known, *_BESIDES])))
    found = {task.name: _read_task(folder / name, task, gold[task.name], faults) for name, task in known.items() if name in names}
    if not found:
        faults.append(Fault(str(folder), "", "predictions for at least one task", "none", f"write one of: {', '.join(known)}"))
    if faults or system is None:
        raise FaultsFound(faults)
    return Submission(system, found)


def _must_be_folder(folder: Path) -> None:
    try:
        folder.stat()
        if folder.is_dir():
            next(folder.iterdir(), None)
            return
    except FileNotFoundError:
        raise Misuse(f"{folder}: expected the folder of a submission, found nothing; mend the path") from None
    except (OSError, RuntimeError) as error:
        raise Misuse(
            f"{folder}: expected a folder that can be read, found: {getattr(error, 'strerror', error)}; mend the path"
        ) from None
    raise Misuse(f"{folder}: expected the folder of a submission, found a file; name the folder that holds it")


def _read_task(path: Path, task: Task, gold: Gold, faults: list[Fault]) -> TaskPredictions:
    name = str(path)
    rows = dict(zip(gold.ids, gold.rows, strict=True))
    lines: dict[str, Any] = {}
    first_seen: dict[str, int] = {}
    before = len(faults)
    unread = 0
    for number, line in read_lines(path, task.line, faults):
        where = f"line {number}, {line.id[:120]!r}"
        if line.id in first_seen:
            faults.append(Fault(name, where, "each id once", f"it stands in line {first_seen[line.id]} too", "take one out"))
            continue
        first_seen[line.id] = number
        row = rows.get(line.id)
        if row is None:
            faults.append(Fault(name, where, "an id of the split", "an unknown id", _nearest(line.id, rows)))
            continue
        lines[line.id] = line
        for field, expected, found, remedy in task.faults(line, row):
            faults.append(Fault(name, f"{where}, {field}", expected, found, remedy))
    unread = sum(1 for fault in faults[before:] if re.fullmatch(r"line \d+", fault.where))
    if not first_seen and not unread and not faults[before:]:
        faults.append(Fault(name, "", f"{len(rows)} records", "an empty file", "write one line for each item of the split"))
        return TaskPredictions({}, "")
    if first_seen or unread:
        faults += [
            Fault(name, f"id {one!r}", "a line for each item", "none", "add it") for one in gold.ids if one not in first_seen
        ]
    digest = hashlib.sha256(b"\n".join(task.canonical(lines[one]) for one in sorted(lines))).hexdigest()
    return TaskPredictions(lines, digest)


def _nearest(found: str, rows: Mapping[str, Any]) -> str:
    """Suggest an id of the same event first: comparing with every id of a large split would take long."""
    same = [one for one in rows if re.split(r"[#/]", one)[0] == re.split(r"[#/]", found)[0]]
    close = near_miss(found, same[:2000]) if same else ""
    return close if close.startswith("did you mean") else "use the ids of the split, each once"
