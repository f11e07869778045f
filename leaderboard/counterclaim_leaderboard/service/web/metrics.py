"""Figures for a monitor, in the text form of Prometheus: requests of this process, and the queue as the database has it."""

import shutil
import threading
from collections import Counter
from typing import Any

from sqlalchemy import func, select

from counterclaim_leaderboard.service.intake.store import Store
from counterclaim_leaderboard.service.schema import State, submissions

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_METHODS = frozenset({"GET", "HEAD", "POST", "DELETE"})


class Requests:
    """Counts requests; thread-safe. Labels come from a fixed set, never from what a request holds."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._lock = threading.Lock()
        self._count: Counter[tuple[str, str, int]] = Counter()
        self._seconds = 0.0

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request under the path of its route, in which ids are not filled in."""
        with self._lock:
            self._count[method if method in _METHODS else "other", route, status] += 1
            self._seconds += seconds

    def lines(self) -> list[str]:
        """Return the text."""
        with self._lock:
            counted, seconds = sorted(self._count.items()), self._seconds
        told = [
            f'counterclaim_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
            for (method, route, status), count in counted
        ]
        return [
            *_head("counterclaim_requests_total", "counter", "Requests answered by this process."),
            *told,
            *_head("counterclaim_request_seconds_total", "counter", "Seconds spent on them."),
            f"counterclaim_request_seconds_total {seconds:.6f}",
        ]


def queue_lines(connection: Any, at: float) -> list[str]:
    """Return the state of the queue."""
    found = connection.execute(select(submissions.c.state, func.count()).group_by(submissions.c.state))
    count = {row[0]: row[1] for row in found}
    waiting = submissions.c.state == State.QUEUED.value
    oldest = connection.scalar(select(func.min(submissions.c.received)).where(waiting))
    late = (submissions.c.state == State.RUNNING.value) & (submissions.c.lease_until < at)
    expired = connection.scalar(select(func.count()).select_from(submissions).where(late))
    return [
        *_head("counterclaim_submissions", "gauge", "Submissions by state."),
        *(f'counterclaim_submissions{{state="{state}"}} {count.get(state.value, 0)}' for state in State),
        *_head("counterclaim_oldest_queued_seconds", "gauge", "How long the oldest one in the queue has waited."),
        f"counterclaim_oldest_queued_seconds {0.0 if oldest is None else max(0.0, at - oldest):.3f}",
        *_head("counterclaim_expired_leases", "gauge", "Submissions whose worker gives no sign of life."),
        f"counterclaim_expired_leases {expired}",
    ]


def store_lines(store: Store) -> list[str]:
    """Return the room that is left."""
    free = shutil.disk_usage(store.folder).free
    return [
        *_head("counterclaim_store_free_bytes", "gauge", "Room left on the disk of the store."),
        f"counterclaim_store_free_bytes {free}",
    ]


def _head(name: str, kind: str, told: str) -> list[str]:
    return [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
