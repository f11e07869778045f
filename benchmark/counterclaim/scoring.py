"""Score a submission: every metric of every task that it has predictions for, with intervals and a signature."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from counterclaim.arrays import Counts
from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.errors import Misuse
from counterclaim.metrics.base import applies
from counterclaim.signature import signature
from counterclaim.statistics.intervals import STANDARD, Estimate, Resampling, estimate
from counterclaim.submission import Predictions, Submission, System, TaskPredictions, hold_submission, read_submission
from counterclaim.tabular import Tabular
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold

UNNAMED = System(
    name="predictions", authors=[], description="Predictions in memory.", licence="", training_data="", test_articles_seen=False
)
"""What stands for the system of predictions in memory, which have no system.yaml."""


@dataclass(frozen=True)
class TaskScore:
    """The scores of one task, the headline first."""

    headline: str
    items: int
    events: int
    metrics: Mapping[str, Estimate]
    """By name; without those of what the submission leaves out (scores, names, turned pairs)."""


@dataclass(frozen=True)
class Score(Tabular):
    """What a submission scored on a split."""

    system: str
    signature: str
    tasks: Mapping[str, TaskScore]

    def records(self) -> list[dict[str, Any]]:
        """Return a row for each metric of each task."""
        return [
            {
                "system": self.system,
                "task": name,
                "metric": metric,
                "headline": metric == task.headline,
                **asdict(one),
                "items": task.items,
                "events": task.events,
                "signature": self.signature,
            }
            for name, task in self.tasks.items()
            for metric, one in task.metrics.items()
        ]


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
    submission: Path | str | Predictions,
    *,
    split: str = "test",
    data: Path | str | None = None,
    resampling: Resampling = STANDARD,
) -> Score:
    """Score a submission folder, or predictions in memory.

    Args:
        submission: the folder with system.yaml and the predictions of its tasks; or tables of predictions by task (pandas,
            Polars, pyarrow, or rows as dicts), with a column for each key of a line.
        split: of the dataset.
        data: a dataset folder of the built form; default the release.
        resampling: how the intervals are made.

    Raises:
        Misuse: the path, the dataset or what stands for a table cannot be used, or a task is none of the split.
        FaultsFound: the submission has faults; nothing is scored until there are none.

    >>> from counterclaim import load, score
    >>> told = score({"contrast": [{"id": one, "label": "neutral"} for one in load("contrast", split="test")["id"]]})
    >>> told.tasks["contrast"].headline, told.tasks["contrast"].metrics["set_accuracy"].value
    ('set_accuracy', 0.0)
    >>> told.to_arrow().column_names
    ['system', 'task', 'metric', 'headline', 'value', 'low', 'high', 'items', 'events', 'signature']
    """
    dataset = open_dataset(data)
    read = _read(submission, read_gold(dataset, split))
    counts = {name: count(predictions) for name, predictions in read.tasks.items()}
    return score_counts(read, counts, dataset, split, resampling)


def score_counts(
    submission: Submission, counts: Mapping[str, TaskCounts], dataset: DatasetFolder, split: str, resampling: Resampling
) -> Score:
    """Score a submission whose tasks have been counted."""
    digests = {name: predictions.sha256 for name, predictions in submission.tasks.items()}
    tasks = {name: score_task(name, one, resampling) for name, one in counts.items()}
    return Score(submission.system.name, signature(dataset.manifest, split, digests, resampling), tasks)


def validate(submission: Path | str | Predictions, *, split: str = "test", data: Path | str | None = None) -> Submission:
    """Check a submission folder, or predictions in memory; the arguments and what is raised are those of `score`.

    A split whose gold is hidden can be checked, too.

    Returns:
        The submission, where there is no fault.

    >>> from counterclaim import load, validate
    >>> rows = [{"id": one, "label": "neutral"} for one in load("contrast", split="test")["id"]]
    >>> len(validate({"contrast": rows}).tasks["contrast"]) == len(rows)
    True
    >>> validate({"contrast": [{**rows[0], "label": "neutrl"}, *rows[1:]]})
    Traceback (most recent call last):
        ...
    counterclaim.errors.FaultsFound: contrast: row 1, ... expected a label, found 'neutrl'; did you mean 'neutral'?
    1 fault in 1 file
    """
    return _read(submission, read_questions(open_dataset(data), split))


def _read(submission: Path | str | Predictions, gold: Golds) -> Submission:
    if isinstance(submission, Mapping):
        return hold_submission(UNNAMED, submission, gold)
    if not isinstance(submission, Path | str):
        found = f"a {type(submission).__name__}"
        raise Misuse(f"expected the folder of a submission, or tables by task, found {found}; say of which task: {{TASK: table}}")
    return read_submission(Path(submission), gold)
