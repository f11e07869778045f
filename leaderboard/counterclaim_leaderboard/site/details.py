"""What a system did beyond its scores: slices, which label it took for which, and how sure it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.slices import Cut, Slice
from counterclaim.statistics.intervals import estimates
from counterclaim_leaderboard.observing import Bin, Confusion, cuts, is_of_whole_events
from counterclaim_leaderboard.site.contents import Site


@dataclass(frozen=True)
class Sliced:
    """The scores by one property."""

    by: str
    metric: str
    slices: Mapping[str, Slice]


@dataclass(frozen=True)
class Detail:
    """Of one system on one task."""

    slices: tuple[Sliced, ...]
    confusion: Confusion | None
    reliability: tuple[Bin, ...] | None


def details(site: Site) -> dict[str, dict[str, Detail]]:
    """Return the details of every system, by its name and task.

    Slices are estimated for all systems together: the replicates of a slice are drawn once.
    """
    board = site.board
    found: dict[str, dict[str, Detail]] = {name: {} for name in board.scores}
    for task in board.tasks:
        seen = {name: one.tasks[task] for name, one in sorted(board.seen.items()) if task in one.tasks}
        sliced = []
        for one in cuts(board.dataset.path, board.manifest.digest, board.split, task):
            if is_of_whole_events(task, one):
                counts = [_whole_events(one, board.counts[task][name].rows[board.tasks[task].headline]) for name in seen]
            else:
                counts = [observed.counts[one.by] for observed in seen.values()]
            sliced.append([Sliced(one.by, one.metric.name, slices) for slices in _estimated(one, counts, site)])
        for number, (name, observed) in enumerate(seen.items()):
            own = tuple(systems[number] for systems in sliced)
            found[name][task] = Detail(own, observed.confusion, observed.reliability)
    return found


def _whole_events(one: Cut, headline: Counts) -> Counts:
    """Return the counts of slices that are made of whole events: the rows of the headline."""
    counts = np.zeros((len(one.values), *headline.shape))
    for slice_ in range(len(one.values)):
        there = one.events(slice_)
        counts[slice_, there] = headline[there]
    return counts


def _estimated(one: Cut, counts: Sequence[Counts], site: Site) -> Iterator[dict[str, Slice]]:
    """Give each system's slices; counts are (slices, events, width) of each."""
    stacked = np.stack(counts)
    columns = []
    for slice_ in range(len(one.values)):
        there = one.events(slice_)
        scores = estimates(stacked[:, slice_, there], one.metric.value, site.board.resampling)
        columns.append([Slice(one.items(slice_), len(there), score) for score in scores])
    for system in range(len(counts)):
        yield {value: column[system] for value, column in zip(one.values, columns, strict=True)}
