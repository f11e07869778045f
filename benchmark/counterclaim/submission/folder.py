"""Read a submission whole, from a folder or from memory, against the gold of a split: all its faults, or its predictions."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from counterclaim.errors import Fault, FaultsFound, Misuse, near_miss
from counterclaim.submission.examined import examine
from counterclaim.submission.sound import read_sound
from counterclaim.submission.system import System, read_system
from counterclaim.submission.tables import Held, Predictions, rows_of
from counterclaim.tasks import TASKS, Task
from counterclaim.tasks.base import Gold, Packed

FORMS = (".jsonl", ".jsonl.gz", ".parquet")
"""How a file of predictions may end."""

_BESIDES = {"system.yaml", "README.md"}


@dataclass(frozen=True, eq=False)
class TaskPredictions:
    """The valid predictions of one task."""

    task: Task
    gold: Gold
    packed: Packed
    """In the order of the gold."""

    @cached_property
    def items(self) -> Any:
        """The predictions as the task's metrics take them."""
        return self.task.predictions(self.packed, self.gold)

    @cached_property
    def sha256(self) -> str:
        """The digest of the predictions in a fixed form and order: the same however the files were written."""
        return hashlib.sha256(self.task.canonical(self.packed)).hexdigest()

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.gold.ids)


@dataclass(frozen=True)
class Submission:
    """A submission without faults."""

    system: System
    tasks: Mapping[str, TaskPredictions]


def read_submission(folder: Path, gold: Mapping[str, Gold]) -> Submission:
    """Read and validate a submission.

    Args:
        folder: holds system.yaml and, for at least one task, a file TASK.jsonl, TASK.jsonl.gz or TASK.parquet, or a folder TASK
            with parts that are such files.
        gold: of every task on the split.

    Raises:
        Misuse: the folder is missing or is no folder.
        FaultsFound: with all faults of all files.
    """
    _must_be_folder(folder)
    faults: list[Fault] = []
    system = read_system(folder / "system.yaml", faults)
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    known = [f"{task}{form}" for task in gold for form in ("", *FORMS)]
    for name in names:
        if name not in known and name not in _BESIDES:
            faults.append(Fault(str(folder / name), "", "a file of a submission", repr(name), near_miss(name, [*known, *_BESIDES])))
    tasks: dict[str, TaskPredictions] = {}
    there = {task: found for task in gold if (found := [f"{task}{form}" for form in ("", *FORMS) if f"{task}{form}" in names])}
    for task, found in there.items():
        for second in found[1:]:
            faults.append(Fault(str(folder / second), "", "one file or folder for each task", "a second", "take one out"))
        parts = _parts(folder / found[0], found[0] == task, faults)
        predictions = read_predictions(parts, TASKS[task], gold[task], faults) if parts else None
        if predictions is not None:
            tasks[task] = predictions
    if not there:
        forms = ", ".join(f"{task}.jsonl" for task in gold)
        faults.append(Fault(str(folder), "", "predictions for at least one task", "none", f"write one of: {forms}"))
    if faults or system is None:
        raise FaultsFound(faults)
    return Submission(system, tasks)


def hold_submission(system: System, predictions: Predictions, gold: Mapping[str, Gold]) -> Submission:
    """Validate predictions in memory as `read_submission` does those of a folder; a fault names the task and the row.

    Raises:
        Misuse: there are predictions for no task, or for one that the split has not, or what stands for a task is no table.
        FaultsFound: with all faults of all tasks.
    """
    for name in predictions:
        if name not in gold:
            raise Misuse(f"predictions: expected tasks of the split, found {name!r}; {near_miss(name, gold)}")
    if not predictions:
        raise Misuse(f"predictions: expected a table for at least one task, found none; give one of: {', '.join(gold)}")
    faults: list[Fault] = []
    tasks: dict[str, TaskPredictions] = {}
    for name in [task for task in gold if task in predictions]:
        packed = examine([Held(name, rows_of(name, predictions[name]))], TASKS[name], gold[name], faults)
        if packed is not None:
            tasks[name] = TaskPredictions(TASKS[name], gold[name], packed)
    if faults:
        raise FaultsFound(faults)
    return Submission(system, tasks)


def read_predictions(parts: Sequence[Path], task: Task, gold: Gold, faults: list[Fault]) -> TaskPredictions | None:
    """Read the predictions of one task from the files that hold them together; note their faults and return None if any."""
    packed = read_sound(parts, task, gold)
    if packed is None:
        packed = examine(parts, task, gold, faults)
    return None if packed is None else TaskPredictions(task, gold, packed)


def _parts(path: Path, is_folder: bool, faults: list[Fault]) -> list[Path]:
    """Return the files that hold a task's predictions: the file itself, or the parts in the folder."""
    if not is_folder:
        return [path]
    if not path.is_dir():
        faults.append(Fault(str(path), "", "a folder of parts", "a file", f"name it {path.name}.jsonl"))
        return []
    found = sorted(one for one in path.iterdir() if not one.name.startswith("."))
    strange = [one for one in found if not one.name.endswith(FORMS)]
    expected = f"a part that ends in {', '.join(FORMS)}"
    faults += [Fault(str(one), "", expected, repr(one.name), "rename it or take it out") for one in strange]
    if not found:
        faults.append(Fault(str(path), "", "at least one part", "an empty folder", "write the parts, or take the folder out"))
    return [one for one in found if one not in strange]


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
