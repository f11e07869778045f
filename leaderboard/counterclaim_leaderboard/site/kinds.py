"""The kinds of pages, at a glance."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from counterclaim_leaderboard.board import Board
from counterclaim_leaderboard.site import compare, data, event, index, system
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.rendering import Link, Page


class Kind(NamedTuple):
    """A kind of page."""

    pages: Callable[[Site], Iterator[Page]]
    link: Link | None = None
    """What stands for it at the head of every page."""
    of_events: bool = False
    """Whether it is left out where no event may be shown."""


KINDS: tuple[Kind, ...] = (
    Kind(index.pages, Link("Board", "index.html")),
    Kind(compare.pages, Link("Compare", "compare.html")),
    Kind(system.pages),
    Kind(event.pages, Link("Events", event.INDEX), of_events=True),
    Kind(data.pages, Link("Data", "data.html")),
)


def site_of(board: Board) -> Site:
    """Return the site of a board, with links to the kinds of pages that it has.

    Raises:
        ValueError: the board was made without what its pages tell.
    """
    if board.seen.keys() != board.scores.keys():
        raise ValueError("expected a board with what its pages tell of each system, found one without; rank with pages=True")
    site = Site(board, ())
    return replace(site, links=tuple(kind.link for kind in _kinds(site) if kind.link))


def pages_of(site: Site) -> Iterator[Page]:
    """Give all pages."""
    for kind in _kinds(site):
        yield from kind.pages(site)


def _kinds(site: Site) -> list[Kind]:
    return [kind for kind in KINDS if site.events or not kind.of_events]
