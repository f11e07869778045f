"""What the pages of a site are made from."""

from dataclasses import dataclass
from functools import cached_property

from counterclaim.labels import Split
from counterclaim.scoring import Golds, read_gold
from counterclaim.submission import SystemKind
from counterclaim_leaderboard.board import BOUNDS, Board
from counterclaim_leaderboard.site.gold import site_shows_gold
from counterclaim_leaderboard.site.rendering import Link, Page, Renderer
from counterclaim_leaderboard.site.slugs import slug


@dataclass(frozen=True)
class Site:
    """A board, what it was made of, and where its pages are."""

    board: Board
    links: tuple[Link, ...]
    """At the head of every page."""

    @cached_property
    def renderer(self) -> Renderer:
        """What turns templates into pages."""
        board = self.board
        made = "annotations" if board.split == Split.REAL else "texts, which are invented, and annotations"
        data = f"{board.manifest.name} {board.manifest.version}, {board.split} split; {made} were made by language models"
        return Renderer(self.links, {"signature": board.signature, "data": data})

    @property
    def shows_gold(self) -> bool:
        """Whether pages may show items, events and slices."""
        return site_shows_gold(self.board.manifest, self.board.split)

    @cached_property
    def gold(self) -> Golds:
        """The gold of the split, each task read when it is first asked for."""
        return read_gold(self.board.dataset, self.board.split)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that have a page; none where they may not be shown, or where graphs or articles are missing."""
        has = self.shows_gold and all(self.has(config, self.board.split) for config in ("articles", "graph"))
        return tuple(sorted(self.board.manifest.events[self.board.split])) if has else ()

    def has(self, config: str, split: str) -> bool:
        """Tell whether the data have a split of a config."""
        return any((one.config, one.split) == (config, split) for one in self.board.manifest.files.values())

    def kind(self, name: str) -> str:
        """Return what sort of thing a system is, in a word."""
        kind = self.board.systems[name].kind
        return SystemKind.BOUND.value if name in BOUNDS else "not said" if kind is None else kind.value

    def system_path(self, name: str) -> str:
        """Return where the page of a system is."""
        return f"systems/{slug(name)}.html"

    def event_path(self, event: str) -> str:
        """Return where the page of an event is."""
        return f"events/{slug(event)}.html"

    def render(self, template: str, path: str, **context: object) -> Page:
        """Return the page at `path`; the template knows `site` and `board` besides the context."""
        return self.renderer.render(template, path, site=self, board=self.board, **context)
