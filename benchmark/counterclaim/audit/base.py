"""What an audit is: a figure with its name and, where the method sets one, its goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.corpus.ledger import Sheet
from counterclaim.records import Article, Event


class Figure(NamedTuple):
    """One line of an audit."""

    name: str
    told: str
    """The value, as printed."""
    met: bool | None = None
    """Whether it meets its goal; None where there is none."""


@dataclass(frozen=True)
class Release:
    """All that is audited: the invented events with their gold, and the author's sheets of those that have one."""

    events: Sequence[Event]
    sheets: Sequence[tuple[Event, Sheet]]

    @property
    def articles(self) -> list[tuple[Event, Article]]:
        """Every article with its event."""
        return [(event, article) for event in self.events for article in event.articles]


def share(part: float, whole: float) -> str:
    """Return "3 of 12 (25.0%)"."""
    return f"{part:g} of {whole:g} ({100 * part / whole:.1f}%)" if whole else "none"
