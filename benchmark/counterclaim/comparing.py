"""Compare submissions: every pair of systems, tested on each headline, corrected over the pairs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.assessing import assess_all
from counterclaim.dataset import open_dataset
from counterclaim.errors import Misuse
from counterclaim.scoring import Score, TaskCounts
from counterclaim.signature import data_signature, joined, tests_signature
from counterclaim.statistics.intervals import SEED, STANDARD, Estimate, Resampling, estimate
from counterclaim.statistics.randomisation import ROUNDING, paired_tests
from counterclaim.statistics.ranks import Comparison, adjust
from counterclaim.tabular import Tabular
from counterclaim.tasks import TASKS

DRAWS = 10_000
ALPHA = 0.05
COLUMNS = (
    *("task", "metric", "first", "second", "difference", "low", "high", "p", "exact", "adjusted_p", "wins", "losses", "ties"),
    "signature",
)
"""Of the rows of a comparison."""


@dataclass(frozen=True)
class ComparedTask:
    """The systems that have predictions for a task, and the tests of each pair on its headline."""

    task: str
    headline: str
    systems: tuple[str, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class Effect:
    """How far apart two systems are on a headline, first minus second."""

    difference: Estimate
    """With the interval of the difference: both systems meet the same resampled events."""
    by_event: Mapping[str, float]
    """The difference within each event."""

    @property
    def wins(self) -> int:
        """The events in which the first is better."""
        return sum(one > ROUNDING for one in self.by_event.values())

    @property
    def losses(self) -> int:
        """The events in which the second is better."""
        return sum(one < -ROUNDING for one in self.by_event.values())

    @property
    def ties(self) -> int:
        """The events in which neither is better."""
        return len(self.by_event) - self.wins - self.losses


@dataclass(frozen=True)
class Compared(Tabular):
    """Several submissions with their scores and tests."""

    scores: Mapping[str, Score]
    tasks: Mapping[str, ComparedTask]
    effects: Mapping[tuple[str, str, str], Effect]
    """By task and the two systems."""
    correction: str
    signature: str

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each pair of systems on each task."""
        rows = []
        for name, task in self.tasks.items():
            for one in task.comparisons:
                effect = self.effects[name, one.first, one.second]
                ends = (effect.difference.value, effect.difference.low, effect.difference.high)
                told = (one.test.p, one.test.exact, one.adjusted_p, effect.wins, effect.losses, effect.ties, self.signature)
                rows.append(dict(zip(COLUMNS, (name, task.headline, one.first, one.second, *ends, *told), strict=True)))
        return rows


@dataclass(frozen=True)
class Difference:
    """From the summed counts of two systems beside each other to the difference of their scores."""

    value: Callable[[Counts], Counts]

    def __call__(self, sums: Counts) -> Counts:
        """Return first minus second: (..., 2 * width) to (...)."""
        first, second = np.split(sums, 2, axis=-1)
        return self.value(first) - self.value(second)


def compare(
    paths: Sequence[Path | str],
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
    draws: int = DRAWS,
    correction: str = "holm",
) -> Compared:
    """Score submissions and test every pair of them.

    Args:
        paths: the folders of the submissions, two or more.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made; its seed is that of the tests, too.
        draws: of the paired tests.
        correction: for many tests, a name of statistics.ranks.CORRECTIONS.

    Raises:
        Misuse: fewer than two paths.
        FaultsFound: a submission has faults, or two systems have one name.

    >>> from counterclaim import System, compare, load, write_submission
    >>> ids = load("contrast", split="test")["id"]
    >>> about = {"authors": ["A. Writer"], "licence": "CC0", "training_data": "none", "test_articles_seen": False}
    >>> for label in ("neutral", "contradiction"):
    ...     rows = [{"id": one, "label": label} for one in ids]
    ...     system = System(name=f"always-{label}", description=f"Says {label}.", **about)
    ...     folder = write_submission({"contrast": rows}, f"board/always-{label}", system)
    >>> told = compare(["board/always-neutral", "board/always-contradiction"])
    >>> (pair,) = told.tasks["contrast"].comparisons
    >>> pair.first, pair.second, pair.test.difference, pair.adjusted_p
    ('always-neutral', 'always-contradiction', 0.0, 1.0)
    """
    if len(paths) < 2:
        raise Misuse(f"expected at least two submissions to compare, found {len(paths)}")
    dataset = open_dataset(data)
    assessed = assess_all([Path(path) for path in paths], dataset, split, resampling)
    tasks, effects = {}, {}
    for task in TASKS:
        counts = {name: one.counts[task] for name, one in assessed.items() if task in one.counts}
        tasks[task] = compare_task(task, counts, draws, resampling.seed, correction)
        for one in tasks[task].comparisons:
            effects[task, one.first, one.second] = effect(task, counts[one.first], counts[one.second], resampling)
    told = joined(data_signature(dataset.manifest, split), tests_signature(draws, resampling.seed, ALPHA, correction))
    return Compared({name: one.score for name, one in assessed.items()}, tasks, effects, correction, told)


def compare_task(
    task: str, counts: Mapping[str, TaskCounts], draws: int = DRAWS, seed: int = SEED, correction: str = "holm"
) -> ComparedTask:
    """Test every pair of systems on the headline of a task, over events."""
    headline = TASKS[task].headline
    rows = {name: one.rows[headline] for name, one in counts.items()}
    return compare_rows(task, headline, rows, TASKS[task].metrics[headline].value, draws, seed, correction)


def compare_rows(
    task: str,
    headline: str,
    rows: Mapping[str, Counts],
    value: Callable[[Counts], Counts],
    draws: int = DRAWS,
    seed: int = SEED,
    correction: str = "holm",
) -> ComparedTask:
    """Test every pair of systems on a score of summed rows, (events, width) by system."""
    tests = paired_tests(rows, value, draws, seed)
    return ComparedTask(task, headline, tuple(rows), tuple(adjust(tests, correction)))


def effect(task: str, first: TaskCounts, second: TaskCounts, resampling: Resampling) -> Effect:
    """Measure how far apart two systems are on the headline of a task."""
    headline = TASKS[task].headline
    difference = Difference(TASKS[task].metrics[headline].value)
    rows = np.concatenate([first.rows[headline], second.rows[headline]], 1)
    by_event = dict(zip(first.events, difference(rows).tolist(), strict=True))
    return Effect(estimate(rows, difference, resampling), by_event)
