"""What lines of predictions score, without a submission in between."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from counterclaim.statistics.intervals import Estimate, estimate
from counterclaim.tasks import TASKS
from counterclaim.tasks.base import Gold, Task
from counterclaim_baselines.answering import answers
from counterclaim_baselines.base import Baseline, Line, Row


def taken(task: Task, gold: Gold, lines: Iterable[Line]) -> Any:
    """Return sound lines, one for each item of the gold in any order, as the metrics of the task take them."""
    by_id = {str(line["id"]): line for line in lines}
    return task.predictions(task.pack([msgspec.convert(by_id[one], task.line) for one in gold.ids]), gold)


def headline(model: Baseline, task: str, rows: Sequence[Row]) -> Estimate:
    """Return the headline that a taught baseline reaches on rows, with its interval over the events of the rows."""
    scored = TASKS[task]
    gold, metric = scored.gold(rows), scored.metrics[scored.headline]
    return estimate(metric.statistics(gold.items, taken(scored, gold, answers(model, task, rows))), metric.value)
