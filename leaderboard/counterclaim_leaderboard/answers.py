"""What a system answered on each event, held against the gold: short enough to keep a hundred systems, and to put them in one page.

Where an answer is a label, it is one digit of a string. What the scorer counts as wrong can be counted here anew; tests do so.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import numpy as np

from counterclaim.graphs import Graph, Side, disputes, matched_disputes
from counterclaim.metrics.base import ROLES
from counterclaim.metrics.linking import links
from counterclaim.metrics.mean_f1 import alignments
from counterclaim.submission import Submission, TaskPredictions

MOST = 40
"""So many spurious things of a kind are kept of a system and event; how many there are is told."""

PIECES, LETTERS = 12, 80
"""So many pieces of a span and letters of a name that a system gave are kept."""

MISSED = "-"
"""Stands for a gold attribution that no predicted one is linked to; else a digit adds 1, 2, 4 for exact source, cue, content."""

Answers = dict[str, Any]
"""On one task of one event.

Either `given`, a digit for each item; or `found`, a letter for each attribution or dispute of the gold, how many are `spurious`,
and what the system `marked` where it is not what the gold has.
"""
Answered = Mapping[str, bytes]
"""By event, in JSON: the answers by task."""


def answered(submission: Submission) -> Answered:
    """Return what a system answered, event by event."""
    found: defaultdict[str, dict[str, Answers]] = defaultdict(dict)
    for task, predictions in submission.tasks.items():
        for event, one in answers(predictions).items():
            found[event][task] = one
    return {event: msgspec.json.encode(one) for event, one in found.items()}


def answers(predictions: TaskPredictions) -> dict[str, Answers]:
    """Return what a system answered on each event of a task."""
    return dict(zip(predictions.gold.events, _OF.get(predictions.task.name, _labels)(predictions), strict=True))


def _labels(predictions: TaskPredictions) -> Iterator[Answers]:
    gold = predictions.gold
    for event in range(len(gold.events)):
        yield {"given": "".join(map(str, predictions.items.labels[gold.event == event].tolist()))}


def _attributions(predictions: TaskPredictions) -> Iterator[Answers]:
    """Tell which gold attributions are found, and how; and what the system marked where the two are not the same."""
    gold, given = predictions.gold.items, predictions.items
    found = links(gold, given)
    exact = np.column_stack([found.roles[role].equal for role in ROLES]) @ np.array([1, 2, 4])
    state = np.full(len(gold.article), MISSED, dtype="<U1")
    state[found.gold] = exact.astype(int).astype(str)
    partner = np.full(len(given.article), -1)
    partner[found.predicted] = found.gold
    lines = predictions.packed["line"]
    every = [one for line in lines for one in sorted(line.attributions, key=lambda one: (one.source, one.cue, one.content))]
    for event in range(len(predictions.gold.events)):
        articles = np.flatnonzero(gold.event == event)
        mine = np.flatnonzero(gold.event[gold.article] == event)
        theirs = np.flatnonzero(given.event[given.article] == event)
        spurious = [k for k in theirs if partner[k] < 0]
        partly = [k for k in theirs if partner[k] >= 0 and state[partner[k]] != "7"]
        yield {
            "found": "".join(state[mine]),
            "spurious": len(spurious),
            "marked": [
                [
                    int(given.article[k] - articles[0]),
                    int(partner[k] - mine[0]) if partner[k] >= 0 else -1,
                    *(getattr(every[k], role)[:PIECES] for role in ROLES),
                ]
                for k in (*partly, *spurious[:MOST])
            ],
        }


def _disputes(predictions: TaskPredictions) -> Iterator[Answers]:
    """Tell which gold disputes are found, and those that are none of the gold's."""
    aligned = alignments(predictions.gold.items, predictions.items)
    for line, alignment in zip(predictions.packed["line"], aligned, strict=True):
        gold, given = disputes(alignment.gold), disputes(alignment.predicted)
        matches = matched_disputes(alignment, gold, given)
        found, meant = {one for one, _ in matches}, {other for _, other in matches}
        spurious = [dispute for k, dispute in enumerate(given) if k not in meant]
        first = {claim.id: claim.mentions[0] for claim in line.claims}
        yield {
            "found": "".join(str(int(k in found)) for k in range(len(gold))),
            "spurious": len(spurious),
            "marked": [[_side(alignment.predicted, side, first) for side in dispute] for dispute in spurious[:MOST]],
        }


def _side(graph: Graph, side: Side, first: dict[str, Any]) -> list[Any]:
    """Return the holder's name, whether it is for the claim, and the first words that express this."""
    place = first[side.claim]
    return [graph.holders[side.holder].name[:LETTERS], int(side.favours), place.article, place.span[:PIECES]]


_OF: dict[str, Callable[[TaskPredictions], Iterator[Answers]]] = {"attribution": _attributions, "graph": _disputes}
