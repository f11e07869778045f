"""What every answer is made from: the settings, the database, the store, the board, and who may upload just now."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from counterclaim.dataset import open_dataset
from counterclaim.signature import data_signature
from counterclaim_leaderboard.service.accounts.tokens import Team, holder
from counterclaim_leaderboard.service.board.standings import Board
from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.intake.store import Store
from counterclaim_leaderboard.service.problems import Problem, busy
from counterclaim_leaderboard.service.settings import Receiving, Settings
from counterclaim_leaderboard.service.times import Clock, now
from counterclaim_leaderboard.service.web import pages
from counterclaim_leaderboard.service.web.metrics import Requests


class Slots:
    """How many uploads may come in at once, of all teams and of one; thread-safe."""

    def __init__(self, limits: Receiving) -> None:
        """Take the limits."""
        self._limits, self._lock = limits, threading.Lock()
        self._taken: Counter[int] = Counter()
        self._all = 0

    @contextmanager
    def upload(self) -> Iterator[None]:
        """Hold a place while an upload comes in; raises Problem where there is none."""
        with self._lock:
            if self._all >= self._limits.at_once:
                raise busy("too many uploads come in at once; try again")
            self._all += 1
        try:
            yield
        finally:
            with self._lock:
                self._all -= 1

    @contextmanager
    def of(self, team: Team) -> Iterator[None]:
        """Hold a place of a team; raises Problem where it has none left."""
        with self._lock:
            if self._taken[team.id] >= self._limits.at_once_of_a_team:
                told = f"expected at most {self._limits.at_once_of_a_team} uploads of a team at once, found more; wait for them"
                raise Problem(429, "Too many at once", told, headers={"Retry-After": "5"})
            self._taken[team.id] += 1
        try:
            yield
        finally:
            with self._lock:
                self._taken[team.id] -= 1
                if not self._taken[team.id]:
                    del self._taken[team.id]


class Context:
    """One process of the service."""

    def __init__(self, settings: Settings, clock: Clock = now) -> None:
        """Open nothing but the manifest of the gold. Raises Misuse where there is none, or the split is not in it."""
        self.settings, self.clock = settings, clock
        self.database = Database(settings.database)
        self.store = Store(settings.store)
        self.gold = data_signature(open_dataset(settings.gold).manifest, settings.split)
        self.board = Board(self.database, settings, self.gold, lambda board: pages.render("board.html", board=board))
        self.requests = Requests()
        self.slots = Slots(settings.receiving)

    def team(self, token: str) -> Team:
        """Return whose token it is; raises Problem for one that is forged, expired or revoked, all told alike."""
        with self.database.reading() as connection:
            team = holder(connection, token, self.clock())
        if team is None:
            detail = "expected a token that holds, found none; ask the operator for one"
            raise Problem(401, "No valid token", detail, headers={"WWW-Authenticate": "Bearer"})
        return team
