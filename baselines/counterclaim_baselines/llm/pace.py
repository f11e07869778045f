"""When the next request may go out."""

import time
from email.utils import parsedate_to_datetime
from random import Random
from threading import Event, Lock

LONGEST = 60.0
"""Seconds that a retry waits at most, unless the endpoint names its own."""


class Ended(Exception):  # noqa: N818 - no error: the run is over
    """The run ends before this request could go out."""


class Pace:
    """Spaces requests evenly, for all threads together."""

    def __init__(self, per_minute: float | None) -> None:
        """Take the number of requests a minute; None for no limit."""
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._next = 0.0
        self._lock = Lock()
        self._ended = Event()

    def wait(self) -> None:
        """Sleep until it is this request's turn; raises Ended."""
        with self._lock:
            turn = max(time.monotonic(), self._next)
            self._next = turn + self._gap
        self.sleep(turn - time.monotonic())

    def sleep(self, seconds: float) -> None:
        """Sleep so long, or raise Ended as soon as the run ends."""
        if self._ended.wait(max(seconds, 0.0)):
            raise Ended

    def end(self) -> None:
        """Wake every thread that sleeps, and let no further request out."""
        self._ended.set()

    def hold(self, seconds: float) -> None:
        """Let no further request of any thread out for a while."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


def backoff(first: float, attempt: int, random: Random) -> float:
    """Return the seconds to wait after a failed attempt (0, 1, ...): drawn evenly up to `first` * 2^attempt, and LONGEST at most.

    Full jitter: M. Brooker (2015), "Exponential Backoff and Jitter", AWS Architecture Blog.
    """
    return random.uniform(0.0, min(LONGEST, first * 2.0**attempt))


def retry_after(header: str | None) -> float | None:
    """Return the seconds that a Retry-After header names, as a number or a date (RFC 9110, 10.2.3); None where it names none."""
    if header is None:
        return None
    try:
        return max(float(header), 0.0)
    except ValueError:
        pass
    try:
        return max(parsedate_to_datetime(header).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None
