"""A worker: takes a submission from the queue, has it scored in a process of its own, writes the outcome."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy.exc import DBAPIError

from counterclaim_leaderboard.service import queue
from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.logs import log
from counterclaim_leaderboard.service.queue import Claim
from counterclaim_leaderboard.service.scoring_process import Job, Outcome
from counterclaim_leaderboard.service.settings import Settings
from counterclaim_leaderboard.service.store import Store

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

    def run(self) -> None:
        """Work until stopped. While the database or the disk is away, try again, with longer and longer pauses."""
        pause = self.settings.queueing.poll
        while not self._stopping():
            try:
                if queue.is_waiting(self.database) and self.step():
                    pause = self.settings.queueing.poll
                    continue
                pause = self.settings.queueing.poll
            except (DBAPIError, OSError) as error:
                pause = min(2 * pause, _LONGEST_PAUSE)
                log("worker.waits", error=type(error).__name__, seconds=pause)
            self._stop.wait(pause)
        self.database.close()

    def step(self) -> bool:
        """Claim one submission and bring it to an end; return False where none waits."""
        held = queue.claim(self.database, self.settings.queueing)
        if held is None:
            return False
        log("scoring.begins", submission=held.id, attempt=held.attempt)
        folder = Path(tempfile.mkdtemp(dir=self.store.work))
        try:
            outcome = self._scored(held, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if outcome is None:
            kept = self._persist(lambda: queue.give_back(self.database, held))
            log("scoring.given_back", submission=held.id, attempt=held.attempt, held=kept)
        elif isinstance(outcome, str):
            kept = self._persist(lambda: queue.record_crash(self.database, held, outcome, self.settings.queueing))
            log("scoring.crashed", submission=held.id, attempt=held.attempt, reason=outcome, held=kept)
        else:
            kept = self._persist(lambda: queue.record(self.database, held, outcome, self.settings))
            log("scoring.ends", submission=held.id, attempt=held.attempt, faults=outcome.fault_count, held=kept)
        return True

    def _scored(self, held: Claim, folder: Path) -> Outcome | str | None:
        """Return the outcome, the reason of a crash, or None where the submission is to be given back."""
        if missing := self.store.missing(held.files.values()):
            return f"files of the submission are missing from the store: {len(missing)}"
        self.store.lay_out(held.files, folder / "submission")
        told = folder / "outcome.json"
        caps = self.settings.caps
        job = Job(str(self.settings.gold.resolve()), self.settings.split, str(folder / "submission"), str(told), caps)
        argument = msgspec.json.encode(job).decode()
        with (folder / "stderr").open("wb+") as stderr:
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "counterclaim_leaderboard.service.scoring_process", argument],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                env=_environment(),
                start_new_session=True,  # a signal to the service's group is the worker's to answer
            )
            try:
                ended = self._await(child, held)
            finally:
                child.kill()
                child.wait()
                if child.stdin is not None:
                    child.stdin.close()
            if not isinstance(ended, Ended):
                return ended
            if child.returncode == 0 and told.exists():
                return msgspec.json.decode(told.read_bytes(), type=Outcome)
            stderr.seek(0)
            log("scoring.stderr", submission=held.id, text=stderr.read()[-4000:].decode("utf-8", "replace"))
        return _reason(child.returncode, self.settings)

    def _await(self, child: "subprocess.Popen[bytes]", held: Claim) -> "Ended | str | None":
        """Wait for the process and keep the lease; return that it has ended, why it must, or None where it is to be given back."""
        limits = self.settings.queueing
        begun = renewed = time.monotonic()
        stopping: float | None = None
        while True:
            try:
                child.wait(_BRIEF)
                return Ended()
            except subprocess.TimeoutExpired:
                at = time.monotonic()
            if at - begun > self.settings.caps.wall_seconds:
                return f"scoring took longer than {self.settings.caps.wall_seconds:g} s"
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


def _environment() -> dict[str, str]:
    """Return what the process that scores may know: where Python finds things, and nothing of the database."""
    kept = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ
    }
    return {**kept, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _reason(code: int, settings: Settings) -> str:
    if code == -signal.SIGXCPU:
        return f"scoring took more than {settings.caps.cpu_seconds} s of processor time"
    if code < 0:
        return f"the process that scored was ended by signal {-code}"
    return f"the process that scored ended with code {code}"
