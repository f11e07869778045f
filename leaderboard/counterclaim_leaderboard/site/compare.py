"""Any two systems beside each other: how far apart, whether the data can bear it, and in which events."""

from collections.abc import Iterator

from counterclaim.statistics.intervals import Estimate
from counterclaim_leaderboard.board import TaskBoard, boards
from counterclaim_leaderboard.effects import by_event, effects
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.rendering import Page, metric

DIGITS = 5
"""Of the numbers in the page: two more than are shown."""


def pages(site: Site) -> Iterator[Page]:
    """Give the page."""
    names = sorted(site.board.systems)
    events = sorted(site.board.manifest.events[site.board.split]) if site.shows_gold else []
    data = {
        "systems": [{"name": name, "path": site.system_path(name)} for name in names],
        "events": [{"name": event, "path": site.event_path(event) if event in site.events else None} for event in events],
        "boards": {name: _board(site, board, names, events) for name, board in boards(site.board).items()},
    }
    yield site.render("compare.html", "compare.html", data=data, boards=boards(site.board))


def _board(site: Site, board: TaskBoard, names: list[str], events: list[str]) -> dict[str, object]:
    """Return what the script needs of one board; a system is its number among the names, and so is an event."""
    counts = site.board.counts[board.task]
    number = {name: i for i, name in enumerate(names)}
    tested = {(one.first, one.second): one for one in board.compared.comparisons}
    pairs = []
    for (first, second), effect in effects(board, counts, site.board.resampling).items():
        told = [number[first], number[second], *_rounded(effect.difference)]
        test = tested.get((first, second))
        pairs.append([*told, *([] if test is None else [round(test.test.p, DIGITS), round(test.adjusted_p, DIGITS)])])
    within = by_event(board, counts) if site.shows_gold else {}
    there = next(iter(counts.values())).events
    return {
        "headline": metric(board.headline),
        "rows": {number[row.system]: [row.rank, *_rounded(row.score)] for row in board.rows},
        "pairs": pairs,
        "events": [events.index(event) for event in there] if within else [],
        "within": {number[name]: [round(value, DIGITS) for value in values.values()] for name, values in within.items()},
    }


def _rounded(one: Estimate) -> list[float]:
    return [round(value, DIGITS) for value in (one.value, one.low, one.high)]
