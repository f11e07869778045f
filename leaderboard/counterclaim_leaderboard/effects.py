"""How far apart any two systems of a board are, with intervals: all pairs from one bootstrap of each system."""

from collections.abc import Mapping
from functools import partial
from itertools import combinations

import numpy as np

from counterclaim.comparing import Effect
from counterclaim.scoring import TaskCounts
from counterclaim.statistics.bootstrap import bootstrap
from counterclaim.statistics.exact import exactly
from counterclaim.statistics.intervals import METHODS, Estimate, Resampling
from counterclaim_leaderboard.board import TaskBoard


def by_event(board: TaskBoard, counts: Mapping[str, TaskCounts]) -> dict[str, dict[str, float]]:
    """Return the headline within each event, by system and event."""
    return {
        name: dict(zip(one.events, board.score(one.rows[board.headline]).tolist(), strict=True)) for name, one in counts.items()
    }


def effects(board: TaskBoard, counts: Mapping[str, TaskCounts], resampling: Resampling) -> dict[tuple[str, str], Effect]:
    """Return the effect of every pair of systems, first minus second in the order of the counts.

    All systems meet the same resampled events, so the replicates of a difference are the differences of the replicates: the numbers
    are those of `counterclaim compare`.
    """
    rows = exactly(np.stack([one.rows[board.headline] for one in counts.values()]))
    totals = rows.sum(1)
    values, within = board.score(totals), board.score(rows)
    replicates = bootstrap(rows, board.score, resampling.replicates, resampling.seed)
    left_out = board.score(totals[:, None] - rows)
    method, events = METHODS[resampling.method], next(iter(counts.values())).events
    found = {}
    for (i, one), (j, other) in combinations(enumerate(counts), 2):
        difference = float(values[i] - values[j])
        ends = method(replicates[i] - replicates[j], difference, partial(np.subtract, left_out[i], left_out[j]))
        apart = dict(zip(events, (within[i] - within[j]).tolist(), strict=True))
        found[one, other] = Effect(Estimate(difference, *ends), apart)
    return found
