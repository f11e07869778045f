"""What a taught baseline scores on rows that it has not been taught, without a submission in between."""

from collections.abc import Sequence

import msgspec

from counterclaim.statistics.intervals import Estimate, estimate
from counterclaim.tasks import TASKS
from counterclaim_baselines.answering import answers
from counterclaim_baselines.base import Baseline, Row


def headline(model: Baseline, task: str, rows: Sequence[Row]) -> Estimate:
    """Return the headline of a task, with its interval over the events of the rows."""
    scored = TASKS[task]
    gold, metric = scored.gold(rows), scored.metrics[scored.headline]
    by_id = {str(line["id"]): line for line in answers(model, task, rows)}
    packed = scored.pack([msgspec.convert(by_id[one], scored.line) for one in gold.ids])
    return estimate(metric.statistics(gold.items, scored.predictions(packed, gold)), metric.value)
