"""What holds for every answer: headers that keep browsers safe, one line in the log, one count in the metrics."""

import time
from typing import Any

from counterclaim_leaderboard.service.logs import log
from counterclaim_leaderboard.service.web.metrics import Requests

_CSP = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

HEADERS = {
    "content-security-policy": _CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""No script runs on any page, whatever a text holds. The page of a submission is opened by its address, which is told to nobody."""


class Observed:
    """An ASGI application around another."""

    def __init__(self, app: Any, requests: Requests) -> None:
        """Take the application, and what counts."""
        self._app, self._requests = app, requests

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def sent(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name.lower() for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - begun
            route = getattr(scope.get("route"), "path", "unmatched")
            self._requests.note(scope["method"], route, status, seconds)
            log("request", method=scope["method"][:16], route=route, status=status, ms=round(1000 * seconds, 1))
