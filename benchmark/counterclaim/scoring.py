"""Score a submission: every metric of every task that it has predictions for, with intervals and a signature."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.metrics.base import Counts
from counterclaim.signature import signature
from counterclaim.statistics.bootstrap import bootstrap_weights, percentile_interval, replicate
from counterclaim.submission import Submission, read_submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold

REPLICATES = 1000
SEED = 20261123


@dataclass(frozen=True)
class MetricScore:
    """A score with its 95% percentile interval over resampled events, unrounded."""

    value: float
    low: float
    high: float

    def told(self) -> str:
        """Return it to three digits, the interval in brackets."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True)
class TaskScore:
    """The scores of one task, the headline first."""

    headline: str
    items: int
    events: int
    metrics: Mapping[str, MetricScore]


@dataclass(frozen=True)
class Score:
    """What a submission scored on a split."""

    system: str
    signature: str
    tasks: Mapping[str, TaskScore]


@dataclass(frozen=True)
class TaskCounts:
    """The counts of one submission on one task: all that intervals and tests need."""

    gold: Gold
    rows: Mapping[str, Counts]
    """By metric: (events, width)."""


def read_gold(data: DatasetFolder, split: str) -> dict[str, Gold]:
    """Read the gold of every task that the split has, from the dataset and nowhere else; raises Misuse where it has none."""
    there = {entry.config for entry in data.manifest.files.values() if entry.split == split}
    names = [name for name in TASKS if name in there] or list(TASKS)
    return {name: TASKS[name].gold(data.rows(name, split)) for name in names}


def count(submission: Submission, gold: Mapping[str, Gold]) -> dict[str, TaskCounts]:
    """Count a submission's tasks, event by event."""
    counts = {}
    for name, predictions in submission.tasks.items():
        task = TASKS[name]
        given = task.predictions(predictions.lines, gold[name])
        rows = {metric.name: metric.statistics(gold[name].items, given) for metric in task.metrics.values()}
        counts[name] = TaskCounts(gold[name], rows)
    return counts


def score_task(name: str, counts: TaskCounts, replicates: int = REPLICATES, seed: int = SEED) -> TaskScore:
    """Turn counts into scores with intervals."""
    weights = bootstrap_weights(len(counts.gold.events), replicates, seed)
    metrics = {metric: estimate(counts.rows[metric], TASKS[name].metrics[metric].value, weights) for metric in TASKS[name].metrics}
    return TaskScore(TASKS[name].headline, len(counts.gold.ids), len(counts.gold.events), metrics)


def estimate(rows: Counts, value: Callable[[Counts], Counts], weights: Counts) -> MetricScore:
    """Return the value of summed rows (events, width), with the interval that the bootstrap weights (replicates, events) give."""
    low, high = percentile_interval(replicate(rows, value, weights))
    return MetricScore(float(value(np.sum(rows, axis=0))), low, high)


def score(
    path: Path | str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Score:
    """Score a submission folder.

    Args:
        path: the folder with system.yaml and TASK.jsonl files.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        replicates: of the bootstrap.
        seed: of the bootstrap.

    Raises:
        Misuse: the path or the dataset cannot be used.
        FaultsFound: the submission has faults; nothing is scored until there are none.
    """
    dataset = open_dataset(data)
    gold = read_gold(dataset, split)
    return score_submission(read_submission(Path(path), gold), gold, dataset, split, replicates, seed)


def score_submission(
    submission: Submission,
    gold: Mapping[str, Gold],
    dataset: DatasetFolder,
    split: str,
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Score:
    """Score a submission that has been read."""
    digests = {name: predictions.sha256 for name, predictions in submission.tasks.items()}
    tasks = {name: score_task(name, counts, replicates, seed) for name, counts in count(submission, gold).items()}
    return Score(submission.system.name, signature(dataset.manifest, split, digests, replicates, seed), tasks)


def validate(path: Path | str, *, split: str = "test", data: Path | str | None = None) -> Submission:
    """Check a submission folder; raises as `score` does, returns the submission where there is no fault."""
    return read_submission(Path(path), read_gold(open_dataset(data), split))
