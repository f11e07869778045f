"""The overall score: the mean of the four headlines, of systems that take part in all four tasks.

The counts of the four stand beside each other, event by event, and so the mean is a score of summed rows like any other: intervals,
paired tests and power follow from it, with all four tasks resampled and exchanged by event together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.scoring import TaskCounts
from counterclaim.tasks import TASKS

OF = ("attribution", "stance", "contradiction", "graph")
"""The tasks whose headlines are averaged. The contrast sets are an edition of the contradiction task and do not count twice."""
OVERALL, MEAN = "overall", "mean_of_headlines"
"""The names of the board and of its score."""


@dataclass(frozen=True)
class MeanOfHeadlines:
    """The mean of the headlines of OF, each of its own columns; a task without items counts with what its headline gives."""

    widths: tuple[int, ...]
    """How many columns each task has."""

    def __call__(self, sums: Counts) -> Counts:
        """Return the mean: (..., width) to (...)."""
        ends = pairwise((0, *accumulate(self.widths)))
        values = [
            TASKS[task].metrics[TASKS[task].headline].value(sums[..., start:end])
            for task, (start, end) in zip(OF, ends, strict=True)
        ]
        return sum(values[1:], values[0]) / len(values)


def overall_counts(counts: Mapping[str, TaskCounts]) -> tuple[TaskCounts, MeanOfHeadlines] | None:
    """Return one system's counts of the four tasks beside each other and what values them; None where it lacks a task.

    Rows are the events of any of the four; where a task has no item of an event, its counts there are 0.
    """
    if not set(OF) <= counts.keys():
        return None
    events = tuple(sorted({event for task in OF for event in counts[task].events}))
    parts = [_at(events, counts[task], TASKS[task].headline) for task in OF]
    rows = np.concatenate(parts, 1)
    items = sum(counts[task].items for task in OF)
    return TaskCounts(items, events, {MEAN: rows}), MeanOfHeadlines(tuple(part.shape[1] for part in parts))


def _at(events: tuple[str, ...], counts: TaskCounts, metric: str) -> Counts:
    rows = counts.rows[metric]
    spread = np.zeros((len(events), rows.shape[1]))
    spread[[events.index(event) for event in counts.events]] = rows
    return spread
