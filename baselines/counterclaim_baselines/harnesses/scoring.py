"""The metrics of the lines that a harness has gathered, as `counterclaim score` computes them."""

from collections.abc import Sequence

from counterclaim.scoring import UNNAMED, count
from counterclaim.statistics.exact import exactly
from counterclaim.submission import hold_submission
from counterclaim.tasks import TASKS
from counterclaim_baselines.base import Line
from counterclaim_baselines.harnesses.items import Asked, rows


def scores(asked: Asked, lines: Sequence[Line]) -> dict[str, float]:
    """Return every metric by name, the headline first; without those of what the answers leave out.

    Lines for all items of the split give what `counterclaim score` gives for them. Of fewer, the score is over the items that were
    asked and the events that have such items; a contrast set cut through counts as right if what was asked of it is. That is a
    trial run and no score of the benchmark, and no submission can be made of it.

    Raises:
        FaultsFound: an item was answered twice (a harness that repeats its questions).
    """
    every = rows(asked)
    gold = TASKS[asked.task].gold([every[one] for one in dict.fromkeys(line["id"] for line in lines)])
    counts = count(hold_submission(UNNAMED, {asked.task: lines}, {asked.task: gold}).tasks[asked.task])
    return {name: float(TASKS[asked.task].metrics[name].value(exactly(told).sum(0))) for name, told in counts.rows.items()}
