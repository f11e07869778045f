"""A page for each system: what it scored, on what it does well and badly, what it is, and how to get the numbers again."""

from collections.abc import Iterator

from counterclaim_leaderboard.board import boards
from counterclaim_leaderboard.effects import by_event
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.details import details
from counterclaim_leaderboard.site.rendering import Page

WORST = 3
"""So many events are named as those to look at first."""


def pages(site: Site) -> Iterator[Page]:
    """Give a page for each system."""
    board = site.board
    detailed = details(site) if site.shows_gold else {}
    within = {name: by_event(one, board.counts[name]) for name, one in boards(board).items()} if site.shows_gold else {}
    places = {name: {row.system: row for row in one.rows} for name, one in boards(board).items()}
    ranked = {name: sum(row.rank is not None for row in one.rows) for name, one in boards(board).items()}
    for name in sorted(board.systems):
        events = {task: values[name] for task, values in within.items() if name in values}
        yield site.render(
            "system.html",
            site.system_path(name),
            name=name,
            system=board.systems[name],
            score=board.scores[name],
            kind=site.kind(name),
            places={task: rows[name] for task, rows in places.items() if name in rows},
            ranked=ranked,
            details=detailed.get(name, {}),
            events=events,
            worst={task: sorted(values, key=lambda event: (values[event], event))[:WORST] for task, values in events.items()},
            folder=board.folders[name].name,
        )
