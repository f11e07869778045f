"""What an adaptive attacker gains on a board, and what of it is true, with and without the Ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse, near_miss
from counterclaim.scoring import read_gold
from counterclaim.signature import data_signature, joined
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.hidden.attacks import average_random_vectors, change_one_item_at_a_time, climb
from counterclaim_leaderboard.hidden.boards import BOARDS, Board, Half, Labels, halves

ATTACKED = ("stance", "contradiction")
"""Tasks with one label an item and macro-F1 as the headline."""

QUERIES = (1, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Gained:
    """What averaging random vectors, or climbing, gave on one board, in the mean over the seeds."""

    board: str
    queries: int
    shown: float
    """The best headline that the board shows of the attacker."""
    scored: float
    """The headline of what the attacker hands in at last, on the board's half, whatever is shown."""
    true: float
    """The headline of the same on the fresh half."""


@dataclass(frozen=True)
class Learned:
    """What changing one item at a time told of the gold on one board, in the mean over the seeds."""

    board: str
    queries: int
    said: float
    right: float
    scored: float
    """The headline on the board's half with the labels put in."""


@dataclass(frozen=True)
class Simulation:
    """All that was simulated on one task."""

    task: str
    items: int
    """On the board's half, in the mean over the seeds."""
    step: float
    gained: tuple[Gained, ...]
    """By averaging random vectors."""
    climbed: tuple[Gained, ...]
    learned: tuple[Learned, ...]
    signature: str


def simulate(
    task: str,
    *,
    queries: Sequence[int] = QUERIES,
    step: float = 0.01,
    seeds: Sequence[int] = range(5),
    split: str = "test",
    data: Path | str | None = None,
) -> Simulation:
    """Attack boards that release scores in full, rounded, and by the Ladder.

    Each seed deals the events into the half that the board scores and a fresh one, and draws the attacker's labels: what is gained
    on the first and not on the second was never learned of the task.

    Raises:
        Misuse: no task with a label an item, no such split, or its gold is hidden.
    """
    if task not in ATTACKED:
        raise Misuse(f"expected a task with a label an item, found {task!r}; {near_miss(task, ATTACKED)}")
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)[task].items
    metric = TASKS[task].metrics[TASKS[task].headline]
    found: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    climbed: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    probed: dict[str, list[tuple[float, float, float]]] = {}
    sizes = []
    for seed in seeds:
        half, fresh = halves(gold, metric, seed)
        sizes.append(len(half.labels))
        for kind in BOARDS:
            board = kind(step)
            guesses = average_random_vectors(board, half, fresh, queries, seed)
            for asked, guess in zip(queries, guesses, strict=True):
                found.setdefault((kind.name, asked), []).append(_gain(board, half, fresh, guess))
            board = kind(step)
            reached = climb(board, half, fresh, queries[-1], seed)
            climbed.setdefault((kind.name, queries[-1]), []).append(_gain(board, half, fresh, reached))
            one = change_one_item_at_a_time(kind(step), half, queries[-1], seed)
            probed.setdefault(kind.name, []).append((one.said, one.right, float(half.scores(one.vector))))
    told = f"attack:{task},step={step},queries={queries[-1]},seeds={','.join(map(str, seeds))}"
    return Simulation(
        task,
        round(float(np.mean(sizes))),
        step,
        tuple(Gained(*of, *map(float, np.mean(each, 0))) for of, each in found.items()),
        tuple(Gained(*of, *map(float, np.mean(each, 0))) for of, each in climbed.items()),
        tuple(Learned(name, queries[-1], *map(float, np.mean(each, 0))) for name, each in probed.items()),
        joined(data_signature(dataset.manifest, split), told),
    )


def _gain(board: Board, half: Half, fresh: Half, vector: Labels) -> tuple[float, float, float]:
    """Return what the board shows once the vector is handed in, what it scores there, and what on the fresh half."""
    scored = float(half.scores(vector[: len(half.labels)]))
    return max(board.shown or 0.0, board.told(scored)), scored, float(fresh.scores(vector[len(half.labels) :]))
