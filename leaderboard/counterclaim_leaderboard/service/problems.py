"""What the service refuses, as a program reads it: problem details (RFC 9457) with all faults together."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec

from counterclaim.errors import Fault
from counterclaim_leaderboard.service.texts import cleaned

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - the RFC's word
    """A refusal: an HTTP status, a title for its kind, a sentence for this case, and the faults of the input if it has any."""

    def __init__(
        self, status: int, title: str, detail: str, *, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        """Keep what is told."""
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail
        self.faults, self.headers = list(faults), dict(headers or {})

    def body(self) -> bytes:
        """Return the JSON."""
        return problem(self.status, self.title, self.detail, [asdict(fault) for fault in self.faults])


def problem(status: int, title: str, detail: str, faults: Sequence[Mapping[str, Any]] = ()) -> bytes:
    """Return problem details as JSON; the type is about:blank, and so the title is what tells the kinds apart."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": cleaned(detail, 1000), "faults": list(faults)}
    return msgspec.json.encode(told)


def busy(detail: str, seconds: int = 5) -> Problem:
    """Return the refusal of what may be tried again soon."""
    return Problem(503, "Not now", detail, headers={"Retry-After": str(seconds)})
