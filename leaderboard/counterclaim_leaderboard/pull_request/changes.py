"""What a new submission changes: the board without it and with it."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.comparing import ALPHA, DRAWS
from counterclaim.errors import FaultsFound
from counterclaim.scoring import validate
from counterclaim.statistics.intervals import STANDARD, Resampling
from counterclaim.submission import submission_folders
from counterclaim_leaderboard.board import Board, BoardRow, rank
from counterclaim_leaderboard.pull_request.rules import system_faults


@dataclass(frozen=True)
class TaskChange:
    """What changes on the board of one task."""

    task: str
    headline: str
    row: BoardRow
    before: BoardRow | None
    """The row of the same name that it replaces."""
    ranked: int
    """Systems that hold a rank, this one among them."""
    better_than: tuple[str, ...]
    """Systems that it is significantly better than, after the correction over the board."""
    worse_than: tuple[str, ...]
    apart_from: tuple[str, ...]
    """Systems that the data cannot separate from it."""
    moved: Mapping[str, tuple[int, int]]
    """Of the others whose rank is another now: before and after."""


@dataclass(frozen=True)
class Change:
    """What changes on the board, task by task."""

    board: Board
    """With the new submission."""
    name: str
    tasks: tuple[TaskChange, ...]
    left: tuple[str, ...]
    """Tasks that the submission it replaces had, and this has not."""


def changes(
    folder: Path,
    shelf: Path,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
    draws: int = DRAWS,
) -> Change:
    """Score a submission, and rank it among those of a shelf.

    Args:
        folder: of the submission.
        shelf: holds one folder for each submission that stands; one of the same name is replaced.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made; its seed is that of the tests, too.
        draws: of the paired tests.

    Raises:
        Misuse: there is no shelf or no submission on it.
        FaultsFound: the submission has faults, or its name is another system's.
    """
    submission = validate(folder, split=split, data=data)
    faults = system_faults(folder.name, submission.system)
    if faults:
        raise FaultsFound(faults)
    name, mine = submission.system.name, submission.tasks
    how: dict[str, Any] = {"split": split, "data": data, "resampling": resampling, "draws": draws}
    before = rank(shelf, **how)
    with tempfile.TemporaryDirectory() as scratch:
        for path in (*(one for one in submission_folders(shelf) if one.name != folder.name), folder):
            (Path(scratch) / path.name).symlink_to(path.resolve(), target_is_directory=True)
        after = rank(scratch, **how)
    tasks = tuple(_change(task, name, before, after) for task in after.tasks if task in mine)
    left = [task for task in before.tasks if name in _ranks(before, task) and task not in mine]
    return Change(after, name, tasks, tuple(left))


def _change(task: str, name: str, before: Board, after: Board) -> TaskChange:
    board = after.tasks[task]
    (row,) = [row for row in board.rows if row.system == name]
    old = [one for one in before.tasks[task].rows if one.system == name] if task in before.tasks else []
    better: list[str] = []
    worse: list[str] = []
    apart: list[str] = []
    for one in board.compared.comparisons:
        if name not in (one.first, one.second):
            continue
        other = one.second if one.first == name else one.first
        ahead = one.test.difference if one.first == name else -one.test.difference
        (apart if one.adjusted_p > ALPHA or ahead == 0 else better if ahead > 0 else worse).append(other)
    was, now = _ranks(before, task), _ranks(after, task)
    moved = {other: (was[other], now[other]) for other in now if other != name and other in was and was[other] != now[other]}
    return TaskChange(
        task,
        board.headline,
        row,
        old[0] if old else None,
        sum(one.rank is not None for one in board.rows),
        tuple(better),
        tuple(worse),
        tuple(apart),
        moved,
    )


def _ranks(board: Board, task: str) -> dict[str, int]:
    if task not in board.tasks:
        return {}
    return {row.system: row.rank for row in board.tasks[task].rows if row.rank is not None}
