"""The board: every submission scored, every pair tested, ranks shared by what the data cannot separate."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from counterclaim.comparing import ALPHA, DRAWS, ComparedTask, compare_task
from counterclaim.dataset import Manifest, open_dataset
from counterclaim.powering import TaskPower, task_power
from counterclaim.scoring import REPLICATES, SEED, Score, TaskCounts, count, read_gold, score_submission
from counterclaim.signature import data_signature, joined, resampling_signature, tests_signature
from counterclaim.statistics.randomisation import smallest_p
from counterclaim.statistics.ranks import ranks
from counterclaim.submission import System, read_submissions
from counterclaim.tasks import TASKS

BOUNDS = frozenset({"gold", "annotator-a", "annotator-b"})
"""Rows that bound the others and hold no rank: gold against itself, and each annotator against gold."""


@dataclass(frozen=True)
class BoardRow:
    """One system on one task."""

    system: str
    rank: int | None
    """1 + the number of systems significantly better; None for the rows that bound the others."""
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class TaskBoard:
    """The board of one task, best value first."""

    task: str
    headline: str
    items: int
    events: int
    rows: tuple[BoardRow, ...]
    compared: ComparedTask
    power: TaskPower | None
    """The smallest difference of headlines that this test set finds with 80% power; None where no two systems differ."""
    smallest_p: float
    """The smallest p-value that a pair can get on so many events, corrected for the number of pairs; 0 where there is no pair."""


@dataclass(frozen=True)
class Board:
    """The whole ranking."""

    manifest: Manifest
    split: str
    signature: str
    tasks: Mapping[str, TaskBoard]
    scores: Mapping[str, Score]
    systems: Mapping[str, System]


def rank(
    folder: Path | str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    replicates: int = REPLICATES,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Board:
    """Score and rank every submission in a folder.

    Args:
        folder: holds one folder for each submission.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        replicates: of the bootstrap.
        draws: of the paired tests.
        seed: of both.

    Raises:
        Misuse: the folder holds no submission, or two of one name.
        FaultsFound: with the faults of all submissions together.
    """
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)
    submissions = read_submissions(Path(folder), gold)
    scores: dict[str, Score] = {}
    counts: dict[str, dict[str, TaskCounts]] = {}
    for name, submission in tqdm(submissions.items(), desc="systems", disable=None):
        scores[name] = score_submission(submission, gold, dataset, split, replicates, seed)
        counts[name] = count(submission, gold)
    tasks = {}
    for task in TASKS:
        mine = {name: counts[name][task] for name in sorted(counts) if task in counts[name]}
        if mine:
            tasks[task] = _task_board(task, mine, scores, draws, seed)
    manifest = dataset.manifest
    signature = joined(data_signature(manifest, split), resampling_signature(replicates, seed), tests_signature(draws, seed, ALPHA))
    systems = {name: submission.system for name, submission in submissions.items()}
    return Board(manifest, split, signature, tasks, scores, systems)


def _task_board(task: str, counts: Mapping[str, TaskCounts], scores: Mapping[str, Score], draws: int, seed: int) -> TaskBoard:
    ranked = {name: one for name, one in counts.items() if name not in BOUNDS}
    compared = compare_task(task, ranked, draws, seed)
    rank_of = ranks(tuple(ranked), compared.comparisons)
    headline = TASKS[task].headline
    rows = []
    for name in counts:
        one = scores[name].tasks[task].metrics[headline]
        rows.append(BoardRow(name, rank_of.get(name), one.value, one.low, one.high))
    first = next(iter(counts.values()))
    events = len(first.gold.events)
    floor = min(1.0, smallest_p(events, draws) * len(compared.comparisons))  # what Holm asks of the first of so many tests
    ordered = tuple(sorted(rows, key=lambda row: (-row.value, row.system)))
    return TaskBoard(task, headline, len(first.gold.ids), events, ordered, compared, task_power(task, ranked, seed), floor)
