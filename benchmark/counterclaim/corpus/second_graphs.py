"""The second graphs: of some events a second editor and a second annotator made the whole graph anew, from the articles alone.

Neither saw anything of the first chain. Scored against the gold by the graph metrics, their graphs are the noise floor of the graph
task: no system can be told from a careful reader above it.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from counterclaim.corpus.check import check_event
from counterclaim.corpus.sources import SECOND, SECOND_HAND, event_folders
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.graphs import Graph, HeldClaim, Holder, extent
from counterclaim.labels import Relation
from counterclaim.metrics.base import GraphedEvents, Metric
from counterclaim.records import Event, Layers
from counterclaim.scoring import REPLICATES, SEED
from counterclaim.spans import Span
from counterclaim.statistics.bootstrap import bootstrap_weights, percentile_interval, replicate


class SecondGraph(NamedTuple):
    """An event's graph by the gold and by the second chain."""

    event: str
    gold: Graph
    second: Graph


class Measured(NamedTuple):
    """A metric over the events, with a 95% percentile interval over them, and of each event."""

    name: str
    value: float
    low: float
    high: float
    by_event: tuple[float, ...]


def graph_of(event: Event, layers: Layers) -> Graph:
    """Turn the claims of an event and what one hand says of them into a graph.

    An outlet is a holder under the name that everybody is given; other sources have the name that their editor gave them.
    """
    words: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for one in layers.attributions:
        for source in one.by:
            words[source].append((one.article, one.source))
    outlets = {article.outlet: article.outlet_name for article in event.articles}
    return Graph(
        claims={claim.id: extent((mention.article, mention.span) for mention in claim.mentions) for claim in event.claims},
        holders={
            source.id: Holder(outlets.get(source.id, source.name), extent(words[source.id]))
            for source in (*event.sources, *layers.sources)
        },
        stances=frozenset(HeldClaim(one.holder, one.claim, one.label) for one in layers.stances),
        relations={pair.key: pair.label for pair in layers.pairs if pair.label is not Relation.COMPATIBLE},
    )


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
    low, high = percentile_interval(replicate(counts, metric.value, bootstrap_weights(len(graphs), REPLICATES, SEED)))
    single = tuple(float(value) for value in metric.value(counts))
    return Measured(metric.name, float(metric.value(counts.sum(0))), low, high, single)
