"""A worker: takes a submission from the queue, has it scored in a process of its own, writes the outcome."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.intake.store import Store
from counterclaim_leaderboard.service.logs import log
from counterclaim_leaderboard.service.scoring import queue
from counterclaim_leaderboard.service.scoring.queue import Claim, Crash
from counterclaim_leaderboard.service.scoring.scorer import Scorer
from counterclaim_leaderboard.service.scoring.scoring_process import Job, Outcome
from counterclaim_leaderboard.service.settings import Settings

_LONGEST_PAUSE = 10.0
"""Seconds between tries while the database is away."""

_BRIEF = 0.05
"""Seconds between looks at the process that scores."""


class Ended:
    """The process that scores has ended by itself."""


class Worker:
    """One worker. Any number of them share a queue.

    Args:
        settings: of the service.
        stop: set to have it end: the scoring that runs is finished, or after a grace given back.
        orphaned: tells that whoever watches over the worker is gone; it then stops as well.
    """

    def __init__(self, settings: Settings, stop: threading.Event, orphaned: Callable[[], bool] = lambda: False) -> None:
        """Take the settings; nothing is opened yet."""
        self.settings, self._stop, self._orphaned = settings, stop, orphaned
        self.database = Database(settings.database, pool=1)
        self.store = Store(settings.store)
        self._ahead: Scorer | None = None

    def run(self) -> None:
        """Work until stopped. While the database or the disk is away, try again, with longer and longer pauses."""
        pause = self.settings.queueing.poll
        while not self._stopping():
            try:
                ready = self._prepared() is not None
                if ready and queue.is_waiting(self.database) and self.step():
                    pause = self.settings.queueing.poll
                    continue
                pause = self.settings.queueing.poll if ready else min(2 * pause, _LONGEST_PAUSE)
            except (DBAPIError, OSError) as error:
                pause = min(2 * pause, _LONGEST_PAUSE)
                log("worker.waits", error=type(error).__name__, seconds=pause)
            self._stop.wait(pause)
        self.close()

    def close(self) -> None:
        """End the process that waits, and close the connections."""
        self._discard()
        self.database.close()

    def step(self) -> bool:
        """Claim one submission and bring it to an end; return False where none waits, or there is nothing to score it with."""
        scorer = self._prepared()
        if scorer is None:
            return False
        held = queue.claim(self.database, self.settings.queueing)
        if held is None:
            return False
        log("scoring.begins", submission=held.id, attempt=held.attempt)
        try:
            outcome = self._scored(held, scorer)
        except OSError:  # a trouble of this machine and not of the submission
            self._persist(lambda: queue.give_back(self.database, held))
            raise
        if outcome is None:
            kept = self._persist(lambda: queue.give_back(self.database, held))
            log("scoring.given_back", submission=held.id, attempt=held.attempt, held=kept)
        elif isinstance(outcome, Crash):
            kept = self._persist(lambda: queue.record_crash(self.database, held, outcome, self.settings.queueing))
            log("scoring.crashed", submission=held.id, attempt=held.attempt, reason=outcome.reason, held=kept)
        else:
            kept = self._persist(lambda: queue.record(self.database, held, outcome, self.settings))
            log("scoring.ends", submission=held.id, attempt=held.attempt, faults=outcome.fault_count, held=kept)
        return True

    def _scored(self, held: Claim, scorer: Scorer) -> Outcome | Crash | None:
        """Return the outcome, a crash, or None where the submission is to be given back."""
        if missing := self.store.missing(held.files.values()):
            return Crash(f"files of the submission are missing from the store: {len(missing)}")
        folder = Path(tempfile.mkdtemp(dir=self.store.work))
        self._ahead = None
        try:
            self.store.lay_out(held.files, folder / "submission")
            told = folder / "outcome.json"
            scorer.begin(Job(str(folder / "submission"), str(told)))
            ended = self._await(scorer, held)
            if not isinstance(ended, Ended):
                return ended
            outcome = scorer.outcome(told)
            if isinstance(outcome, Crash):
                log("scoring.stderr", submission=held.id, text=scorer.stderr())
            return outcome
        finally:
            scorer.close()
            shutil.rmtree(folder, ignore_errors=True)

    def _prepared(self) -> Scorer | None:
        """Return a process that has read the gold; None where none can, which is no fault of any submission."""
        if self._ahead is not None and not self._ahead.alive:
            self._discard()
        if self._ahead is None:
            self._ahead = Scorer(self.settings)
        while not self._ahead.ready(_BRIEF):
            if not self._ahead.alive or self._stopping():
                log("worker.waits", error="no process that could read the gold", text=self._ahead.stderr())
                self._discard()
                return None
        return self._ahead

    def _discard(self) -> None:
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def _await(self, scorer: Scorer, held: Claim) -> "Ended | Crash | None":
        """Wait for the process and keep the lease; return that it has ended, why it must, or None where it is to be given back."""
        limits = self.settings.queueing
        begun = renewed = time.monotonic()
        stopping: float | None = None
        while True:
            if scorer.ended(_BRIEF):
                return Ended()
            at = time.monotonic()
            if at - begun > self.settings.caps.wall_seconds:
                return Crash(f"scoring took longer than {self.settings.caps.wall_seconds:g} s")
            if at - renewed > limits.lease / 3:
                renewed = at
                try:
                    if not queue.renew(self.database, held, limits):
                        return None  # another worker has it; giving back will do nothing
                except DBAPIError as error:
                    log("worker.waits", error=type(error).__name__, submission=held.id)
            if self._stopping():
                stopping = at if stopping is None else stopping
                if at - stopping > limits.grace:
                    return None

    def _persist(self, write: Callable[[], bool]) -> bool:
        """Write an outcome, trying until the database answers; given up only when stopped, since the lease then runs out."""
        pause = self.settings.queueing.poll
        while True:
            try:
                return write()
            except DBAPIError as error:
                log("worker.waits", error=type(error).__name__, seconds=pause)
                if self._stopping():
                    return False
                self._stop.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _stopping(self) -> bool:
        return self._stop.is_set() or self._orphaned()
