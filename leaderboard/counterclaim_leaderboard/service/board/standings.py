"""The board of the service: each team's best released headline of each task, kept in memory until something changes it."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import select

from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.schema import marks, releases, submissions, teams
from counterclaim_leaderboard.service.settings import Settings
from counterclaim_leaderboard.service.times import told


@dataclass(frozen=True)
class Standing:
    """The best of one team on one task."""

    place: int
    """1 + the number of teams with a higher value; what the data can separate, `counterclaim compare` says of public gold."""
    team: str
    system: str
    value: float
    low: float | None
    high: float | None
    received: str


@dataclass(frozen=True)
class TaskStandings:
    """The teams of one task, best first; of equal values the earlier first."""

    headline: str
    rows: list[Standing]


@dataclass(frozen=True)
class Standings:
    """The board."""

    gold: str
    """Which data and split, by version and digest."""
    split: str
    hidden: bool
    step: float | None
    """Of the Ladder rule; null where gold is not hidden."""
    tasks: dict[str, TaskStandings]


@dataclass(frozen=True)
class Shown:
    """A board as it is sent."""

    version: int
    json: bytes
    page: bytes
    etag: str


class Board:
    """Makes the board when its version in the database has changed, and only then; thread-safe."""

    def __init__(self, database: Database, settings: Settings, gold: str, page: Callable[[Standings], bytes]) -> None:
        """Take what it is made of, and what makes the page."""
        self._database, self._settings, self._gold, self._page = database, settings, gold, page
        self._lock = threading.Lock()
        self._shown: Shown | None = None

    def shown(self) -> Shown:
        """Return the board as it is now."""
        with self._database.reading() as connection:
            version = _version(connection)
        shown = self._shown
        if shown is not None and shown.version == version:
            return shown
        with self._lock:
            if self._shown is None or self._shown.version < version:
                self._shown = self._made()
            return self._shown

    def _made(self) -> Shown:
        with self._database.reading() as connection:
            version = _version(connection)  # first: a change that comes while rows are read makes the board anew
            standings = read_standings(connection, self._settings, self._gold)
        body = msgspec.json.encode(standings)
        return Shown(version, body, self._page(standings), f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def read_standings(connection: Any, settings: Settings, gold: str) -> Standings:
    """Return the board on one gold. Submissions that were withdrawn, or did not raise their team's best, are not on it."""
    query = (
        select(releases, teams.c.name.label("team_name"), submissions.c.system, submissions.c.received)
        .join(submissions, submissions.c.number == releases.c.submission)
        .join(teams, teams.c.id == submissions.c.team)
        .where(releases.c.improved.is_(True), submissions.c.withdrawn.is_(None), releases.c.gold == gold)
        .order_by(releases.c.task, releases.c.value.desc(), releases.c.submission)
    )
    tasks: dict[str, TaskStandings] = {}
    seen: set[tuple[str, int]] = set()
    for row in connection.execute(query):
        if (row.task, row.team) in seen:
            continue
        seen.add((row.task, row.team))
        rows = tasks.setdefault(row.task, TaskStandings(row.headline, [])).rows
        place = rows[-1].place if rows and rows[-1].value == row.value else len(rows) + 1
        system = json.loads(row.system)["name"]
        rows.append(Standing(place, row.team_name, system, row.value, row.low, row.high, told(row.received) or ""))
    return Standings(gold, settings.split, settings.hidden, settings.step if settings.hidden else None, tasks)


def _version(connection: Any) -> int:
    return int(connection.scalar(select(marks.c.value).where(marks.c.name == "board")))
