"""The board: every submission scored, every pair tested, ranks shared by what the data cannot separate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from counterclaim.arrays import Counts
from counterclaim.assessing import assess_all
from counterclaim.comparing import ALPHA, DRAWS, ComparedTask, compare_rows
from counterclaim.dataset import DatasetFolder, Manifest, open_dataset
from counterclaim.overall import MEAN, OVERALL, overall_counts
from counterclaim.powering import TaskPower, power_of_rows
from counterclaim.scoring import Score, TaskCounts
from counterclaim.signature import data_signature, joined, tests_signature
from counterclaim.statistics.intervals import STANDARD, Estimate, Resampling, estimate
from counterclaim.statistics.randomisation import smallest_p
from counterclaim.statistics.ranks import ranks
from counterclaim.submission import System, submission_folders
from counterclaim.tabular import Tabular
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.observing import Seen, observe

COLUMNS = ("task", "metric", "rank", "system", "value", "low", "high", "signature")
"""Of the rows of a board."""

BOUNDS = frozenset({"gold", "annotator-a", "annotator-b"})
"""Rows that bound the others and hold no rank: gold against itself, and each annotator against gold."""


@dataclass(frozen=True)
class BoardRow:
    """One system on one task."""

    system: str
    rank: int | None
    """1 + the number of systems significantly better; None for the rows that bound the others."""
    score: Estimate
    """Of the headline."""


@dataclass(frozen=True)
class TaskBoard:
    """The board of one task, best value first."""

    task: str
    headline: str
    items: int
    events: int
    rows: tuple[BoardRow, ...]
    compared: ComparedTask
    score: Callable[[Counts], Counts]
    """From summed counts to the headline."""
    power: TaskPower | None
    """The smallest difference of headlines that this test set finds with 80% power; None where no two systems differ."""
    smallest_p: float
    """The smallest p-value that a pair can get on so many events, corrected for the number of pairs; 0 where there is no pair."""


@dataclass(frozen=True)
class Board(Tabular):
    """The whole ranking."""

    dataset: DatasetFolder
    split: str
    signature: str
    tasks: Mapping[str, TaskBoard]
    overall: TaskBoard | None
    """Of the systems with predictions for all four tasks; None where there is none."""
    scores: Mapping[str, Score]
    systems: Mapping[str, System]
    folders: Mapping[str, Path]
    """Of the submissions, by system."""
    counts: Mapping[str, Mapping[str, TaskCounts]]
    """Of the headlines, by task (the overall score among them) and system, ascending."""
    resampling: Resampling
    seen: Mapping[str, Seen]
    """What pages tell of each system's predictions; empty where the board was made for its numbers alone."""

    @property
    def manifest(self) -> Manifest:
        """What the dataset says of itself."""
        return self.dataset.manifest

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each system on each task."""
        rows = []
        for name, task in boards(self).items():
            for row in task.rows:
                ends = (row.score.value, row.score.low, row.score.high)
                told = (name, task.headline, row.rank, row.system, *ends, self.scores[row.system].signature)
                rows.append(dict(zip(COLUMNS, told, strict=True)))
        return rows


def boards(board: Board) -> dict[str, TaskBoard]:
    """Return all boards by name, the overall one first where there is one."""
    return ({} if board.overall is None else {board.overall.task: board.overall}) | dict(board.tasks)


def rank(
    folder: Path | str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
    draws: int = DRAWS,
    pages: bool = False,
) -> Board:
    """Score and rank every submission in a folder.

    Args:
        folder: holds one folder for each submission.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made; its seed is that of the tests, too.
        draws: of the paired tests.
        pages: whether to keep what the pages of a site tell of each system's predictions, which takes longer.

    Raises:
        Misuse: the folder holds no submission.
        FaultsFound: with the faults of all submissions together, two of one name among them.

    >>> from counterclaim import System, load, rank, write_submission
    >>> ids = load("contrast", split="test")["id"]
    >>> about = {"authors": ["A. Writer"], "licence": "CC0", "training_data": "none", "test_articles_seen": False}
    >>> for label in ("neutral", "contradiction"):
    ...     rows = [{"id": one, "label": label} for one in ids]
    ...     system = System(name=f"always-{label}", description=f"Says {label}.", **about)
    ...     folder = write_submission({"contrast": rows}, f"board/always-{label}", system)
    >>> [(row["rank"], row["system"], row["value"]) for row in rank("board").records()]
    [(1, 'always-contradiction', 0.0), (1, 'always-neutral', 0.0)]
    """
    dataset = open_dataset(data)
    paths = submission_folders(Path(folder))
    look = partial(observe, dataset.path, dataset.manifest.digest, split) if pages else None
    assessed = assess_all(paths, dataset, split, resampling, look)
    scores = {name: one.score for name, one in assessed.items()}
    tasks, counts = {}, {}
    for task in TASKS:
        mine = {name: assessed[name].counts[task] for name in sorted(assessed) if task in assessed[name].counts}
        if mine:
            headline = TASKS[task].headline
            told = {name: scores[name].tasks[task].metrics[headline] for name in mine}
            tasks[task] = _task_board(task, headline, TASKS[task].metrics[headline].value, mine, told, draws, resampling.seed)
            counts[task] = mine
    overall = None
    averaged = {name: one for name in sorted(assessed) if (one := overall_counts(assessed[name].counts)) is not None}
    if averaged:
        value = next(iter(averaged.values()))[1]
        counts[OVERALL] = {name: one for name, (one, _) in averaged.items()}
        told = {name: estimate(one.rows[MEAN], value, resampling) for name, one in counts[OVERALL].items()}
        overall = _task_board(OVERALL, MEAN, value, counts[OVERALL], told, draws, resampling.seed)
    signed = joined(data_signature(dataset.manifest, split), str(resampling), tests_signature(draws, resampling.seed, ALPHA))
    systems = {name: one.system for name, one in assessed.items()}
    folders = dict(zip(assessed, paths, strict=True))
    seen = {name: one.seen for name, one in assessed.items()} if pages else {}
    return Board(dataset, split, signed, tasks, overall, scores, systems, folders, counts, resampling, seen)


def _task_board(
    task: str,
    headline: str,
    value: Callable[[Counts], Counts],
    counts: Mapping[str, TaskCounts],
    told: Mapping[str, Estimate],
    draws: int,
    seed: int,
) -> TaskBoard:
    rows = {name: one.rows[headline] for name, one in counts.items() if name not in BOUNDS}
    compared = compare_rows(task, headline, rows, value, draws, seed)
    rank_of = ranks(tuple(rows), compared.comparisons)
    board_rows = [BoardRow(name, rank_of.get(name), one) for name, one in told.items()]
    first = next(iter(counts.values()))
    events = len(first.events)
    floor = min(1.0, smallest_p(events, draws) * len(compared.comparisons))  # what Holm asks of the first of so many tests
    ordered = tuple(sorted(board_rows, key=lambda row: (-row.score.value, row.system)))
    power = power_of_rows(task, headline, rows, value, seed)
    return TaskBoard(task, headline, first.items, events, ordered, compared, value, power, floor)
