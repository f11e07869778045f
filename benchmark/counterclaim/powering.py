"""What a test set can show: the smallest difference on each headline that it finds in four cases of five, from real rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.assessing import count_all
from counterclaim.comparing import ALPHA
from counterclaim.dataset import open_dataset
from counterclaim.scoring import TaskCounts
from counterclaim.signature import data_signature, joined
from counterclaim.statistics.intervals import SEED
from counterclaim.statistics.power import DRAWS, SIMULATIONS, detectable
from counterclaim.submission import submission_folders
from counterclaim.tasks import TASKS

POWER = 0.8
MOST = 60
"""Of how many pairs at most the median is taken: of more, so many are drawn."""


@dataclass(frozen=True)
class TaskPower:
    """The smallest true difference of two systems' headlines that the paired test finds with 80% power.

    The spread differs from pair to pair, so each figure is the median over the pairs of real systems that differ at all, of so many
    drawn from them where they are more; None where so few events can show no difference.
    """

    task: str
    headline: str
    events: int
    pairs: int
    alone: float | None
    """In a comparison planned as the only one, at 5%."""
    corrected: float | None
    """In a board of so many pairs, at the level that Holm's correction asks of the first of them."""


def task_power(task: str, counts: Mapping[str, TaskCounts], seed: int = SEED) -> TaskPower | None:
    """Return the power on one headline, from every pair of the systems given; None where there is no pair that differs."""
    headline = TASKS[task].headline
    rows = {name: one.rows[headline] for name, one in counts.items()}
    return power_of_rows(task, headline, rows, TASKS[task].metrics[headline].value, seed)


def power_of_rows(
    task: str, headline: str, rows: Mapping[str, Counts], value: Callable[[Counts], Counts], seed: int = SEED
) -> TaskPower | None:
    """Return the power on a score of summed rows, (events, width) by system; None where there is no pair that differs."""
    board = list(combinations(sorted(rows), 2))
    pairs = [(a, b) for a, b in board if (rows[a] != rows[b]).any()]
    if not pairs:
        return None
    if len(pairs) > MOST:
        chosen = np.random.default_rng(seed).choice(len(pairs), MOST, replace=False)
        pairs = [pairs[i] for i in sorted(chosen.tolist())]

    def smallest(alpha: float) -> float | None:
        found = [detectable(rows[a], rows[b], value, alpha, POWER, seed=seed) for a, b in pairs]
        return None if any(one is None for one in found) else median(one for one in found if one is not None)

    events = len(next(iter(rows.values())))
    return TaskPower(task, headline, events, len(board), smallest(ALPHA), smallest(ALPHA / len(board)))


def power_of(
    folder: Path | str, *, split: str = "test", data: Path | str | None = None, seed: int = SEED
) -> tuple[dict[str, TaskPower], str]:
    """Return the power of a split on each headline, from the real submissions in a folder, and the signature of the figures.

    Systems that saw the test articles (the rows that bound the others) are left out: their differences are not those of systems.

    Raises:
        Misuse: the folder holds no submission.
        FaultsFound: a submission has faults.
    """
    dataset = open_dataset(data)
    submissions = count_all(submission_folders(Path(folder)), dataset, split)
    counts = {name: one.counts for name, one in submissions.items() if not one.system.test_articles_seen}
    found = {task: task_power(task, {name: one[task] for name, one in counts.items() if task in one}, seed) for task in TASKS}
    method = f"power:{POWER:.0%},event-simulation,{SIMULATIONS},draws={DRAWS},seed={seed},alpha={ALPHA}"
    told = joined(data_signature(dataset.manifest, split), method)
    return {task: one for task, one in found.items() if one is not None}, told
