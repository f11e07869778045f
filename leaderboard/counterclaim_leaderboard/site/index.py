"""The board: every task's ranking on one page."""

from collections.abc import Iterator

from counterclaim_leaderboard.board import TaskBoard, boards
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.rendering import Page


def pages(site: Site) -> Iterator[Page]:
    """Give the page."""
    yield site.render(
        "index.html",
        "index.html",
        boards=boards(site.board),
        bands={name: bands(board) for name, board in boards(site.board).items()},
        kinds=sorted({site.kind(name) for name in site.board.systems}),
    )


def bands(board: TaskBoard) -> dict[int, bool]:
    """Return of each rank whether its rows are shaded: every second one."""
    ranks = sorted({row.rank for row in board.rows if row.rank is not None})
    return {rank: number % 2 == 0 for number, rank in enumerate(ranks)}
