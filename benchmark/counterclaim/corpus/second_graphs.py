"""The second graphs: of some events a second editor and a second annotator made the whole graph anew, from the articles alone.

Neither saw anything of the first chain. Scored against the gold by the graph metrics, their graphs are the noise floor of the graph
task: no system can be told from a careful reader above it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from counterclaim.corpus.check import check_event
from counterclaim.corpus.items import graph as graph_rows
from counterclaim.corpus.sources import SECOND, SECOND_HAND, event_folders
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.graphs import Graph
from counterclaim.metrics.base import GraphedEvents, Metric
from counterclaim.records import Event, Layers
from counterclaim.statistics.intervals import Estimate, estimate
from counterclaim.tasks.graph import GRAPH


class SecondGraph(NamedTuple):
    """An event's graph by the gold and by the second chain."""

    event: str
    gold: Graph
    second: Graph


class Measured(NamedTuple):
    """A metric over the events, and of each event."""

    name: str
    score: Estimate
    by_event: tuple[float, ...]


def graph_of(event: Event, layers: Layers) -> Graph:
    """Return the graph of an event's claims and what one hand says of them, as the task makes it of a row of the dataset."""
    gold = GRAPH.gold(list(graph_rows(msgspec.structs.replace(event, hands={"gold": layers}))))
    graph: Graph = gold.items.graphs[0]
    return graph


def second_graphs(sources: Path) -> list[SecondGraph]:
    """Read every event that has a second graph, in the order of their ids.

    Raises:
        Misuse: none has.
        FaultsFound: a second graph or the gold cannot be read.
    """
    found, faults = [], []
    for folder in event_folders(sources):
        if not (folder / SECOND).is_dir():
            continue
        first, wrong = check_event(folder, ("gold",), sources)
        second, also = check_event(folder, (SECOND_HAND,), sources, within=SECOND)
        faults += wrong + also
        if first is not None and second is not None and SECOND_HAND in second.hands:
            found.append(SecondGraph(first.id, graph_of(first, first.gold), graph_of(second, second.hands[SECOND_HAND])))
    if faults:
        raise FaultsFound(faults)
    if not found:
        raise Misuse(f"{sources}: expected an event with {SECOND}/claims.yaml and {SECOND}/{SECOND_HAND}.yaml, found none")
    return found


def measure(graphs: Sequence[SecondGraph], metric: Metric) -> Measured:
    """Score the second graphs as if they were a system's."""
    event = np.arange(len(graphs))
    gold, second = (GraphedEvents(event, len(graphs), tuple(getattr(one, side) for one in graphs)) for side in ("gold", "second"))
    counts = metric.statistics(gold, second)
    score = estimate(counts, metric.value)
    return Measured(metric.name, score, tuple(float(value) for value in metric.value(counts)))
