"""Score a submission: every metric of every task that it has predictions for, with intervals and a signature."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.arrays import Counts
from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.metrics.base import applies
from counterclaim.signature import signature
from counterclaim.statistics.intervals import STANDARD, Estimate, Resampling, estimate
from counterclaim.submission import Submission, TaskPredictions, read_submission
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold


@dataclass(frozen=True)
class TaskScore:
    """The scores of one task, the headline first."""

    headline: str
    items: int
    events: int
    metrics: Mapping[str, Estimate]
    """By name; without those of what the submission leaves out (scores, names, turned pairs)."""


@dataclass(frozen=True)
class Score:
    """What a submission scored on a split."""

    system: str
    signature: str
    tasks: Mapping[str, TaskScore]


@dataclass(frozen=True)
class TaskCounts:
    """The counts of one submission on one task: all that intervals and tests need."""

    items: int
    events: tuple[str, ...]
    """The ids of the events, in the order of the rows."""
    rows: Mapping[str, Counts]
    """By metric: (events, width)."""

    def only(self, metric: str) -> "TaskCounts":
        """Keep the counts of one metric."""
        return TaskCounts(self.items, self.events, {metric: self.rows[metric]})


class Golds(Mapping[str, Gold]):
    """The gold of the tasks that a split has, by name, each read when it is first asked for."""

    def __init__(self, data: DatasetFolder, split: str, tasks: Sequence[str]) -> None:
        """Take the names of the tasks, in their order."""
        self._data, self._split, self._tasks = data, split, tasks
        self._read: dict[str, Gold] = {}

    def __getitem__(self, name: str) -> Gold:
        """Return the gold of a task; raises KeyError where the split has none."""
        if name not in self._tasks:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = TASKS[name].gold(self._data.rows(name, self._split, TASKS[name].columns))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._tasks)

    def __len__(self) -> int:
        """Return the number of tasks."""
        return len(self._tasks)


def read_gold(data: DatasetFolder, split: str) -> Golds:
    """Return the gold of every task that the split has, from the dataset and nowhere else.

    Raises:
        Misuse: the dataset has no such split, or its gold is hidden.
    """
    data.require_gold(split)
    return read_questions(data, split)


def read_questions(data: DatasetFolder, split: str) -> Golds:
    """Return what `read_gold` does, of a hidden split too: enough to check a submission by, where the answers are empty."""
    there = {entry.config for entry in data.manifest.files.values() if entry.split == split}
    names = [name for name in TASKS if name in there]
    if not names:
        data.table(next(iter(TASKS)), split)  # says what there is
    return Golds(data, split, names)


def count(predictions: TaskPredictions) -> TaskCounts:
    """Count one task, event by event."""
    gold, given = predictions.gold, predictions.items
    metrics = [metric for metric in predictions.task.metrics.values() if applies(metric, given)]
    rows = {metric.name: metric.statistics(gold.items, given) for metric in metrics}
    return TaskCounts(len(gold.ids), gold.events, rows)


def score_task(name: str, counts: TaskCounts, resampling: Resampling) -> TaskScore:
    """Turn counts into scores with intervals."""
    task = TASKS[name]
    metrics = {metric: estimate(rows, task.metrics[metric].value, resampling) for metric, rows in counts.rows.items()}
    return TaskScore(task.headline, counts.items, len(counts.events), metrics)


def score(
    path: Path | str,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
) -> Score:
    """Score a submission folder.

    Args:
        path: the folder with system.yaml and the predictions of its tasks.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made.

    Raises:
        Misuse: the path or the dataset cannot be used.
        FaultsFound: the submission has faults; nothing is scored until there are none.
    """
    dataset = open_dataset(data)
    submission = read_submission(Path(path), read_gold(dataset, split))
    counts = {name: count(predictions) for name, predictions in submission.tasks.items()}
    return score_counts(submission, counts, dataset, split, resampling)


def score_counts(
    submission: Submission, counts: Mapping[str, TaskCounts], dataset: DatasetFolder, split: str, resampling: Resampling
) -> Score:
    """Score a submission whose tasks have been counted."""
    digests = {name: predictions.sha256 for name, predictions in submission.tasks.items()}
    tasks = {name: score_task(name, one, resampling) for name, one in counts.items()}
    return Score(submission.system.name, signature(dataset.manifest, split, digests, resampling), tasks)


def validate(path: Path | str, *, split: str = "test", data: Path | str | None = None) -> Submission:
    """Check a submission folder; raises as `score` does, returns the submission where there is no fault."""
    return read_submission(Path(path), read_questions(open_dataset(data), split))
