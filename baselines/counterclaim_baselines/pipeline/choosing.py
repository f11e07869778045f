"""Which settings are best on held events."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from counterclaim.graphs import RUNGS
from counterclaim.metrics import DisputeF1, Metric, RungDisputeF1
from counterclaim.tasks.graph import GRAPH
from counterclaim_baselines.base import Line, Row
from counterclaim_baselines.measuring import taken
from counterclaim_baselines.pipeline.assembling import Judged, Settings, Switches, assemble

MENTION = (0.03, 0.06, 0.1)
SAME = (0.4, 0.6)
PLUS = (0.5, 0.4, 0.6)
MINUS = (0.15, 0.1, 0.25)
DISPUTES = (10, 20)
_METRICS: tuple[Metric, ...] = (DisputeF1(), *(RungDisputeF1(rung) for rung in list(RUNGS)[:2]))


def choose(rows: Sequence[Row], judge: Callable[[float], Sequence[Judged]], switches: Switches) -> Settings:
    """Return the settings with the largest mean of dispute F1 and its two lowest rungs on the events, the first of equals.

    Six events have a match or two each: the rungs, which see the same choices through fewer errors, tell settings apart that the
    headline alone would draw by lot. What makes claims is chosen first, beside the first of the others.

    Args:
        rows: the events, with their gold.
        judge: gives them judged, in the same order, with mentions from a probability on.
        switches: what is on.
    """
    judged = {bound: judge(bound) for bound in MENTION}

    def best(candidates: Iterable[Settings]) -> Settings:
        return max(candidates, key=lambda one: _value(rows, _lines(rows, judged[one.mention], one, switches)))

    claims = best(replace(Settings(), mention=mention, same=same) for mention, same in product(MENTION, SAME))
    return best(
        replace(claims, plus=plus, minus=minus, disputes=disputes) for plus, minus, disputes in product(PLUS, MINUS, DISPUTES)
    )


def _lines(rows: Sequence[Row], judged: Sequence[Judged], settings: Settings, switches: Switches) -> list[Line]:
    return [assemble(row["id"], one, settings, switches) for row, one in zip(rows, judged, strict=True)]


def _value(rows: Sequence[Row], lines: Sequence[Line]) -> float:
    gold = GRAPH.gold(rows)
    given = taken(GRAPH, gold, lines)
    return float(np.mean([one.value(one.statistics(gold.items, given).sum(axis=0)) for one in _METRICS]))
