"""The board: every task's ranking on one page."""

from collections.abc import Iterator

from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.rendering import Page


def pages(site: Site) -> Iterator[Page]:
    """Give the page."""
    yield site.render("index.html", "index.html")
