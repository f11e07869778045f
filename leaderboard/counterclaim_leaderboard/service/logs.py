"""Structured logs: one JSON object a line on stderr, without tokens, bodies or query strings."""

import logging
import sys
from typing import Any

import msgspec

from counterclaim_leaderboard.service.times import told

_LOGGER = logging.getLogger("counterclaim.service")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        line: dict[str, Any] = {"time": told(record.created), "level": record.levelname.lower(), "process": record.process}
        fields = getattr(record, "fields", None)
        line |= {"event": record.getMessage()} if fields is not None else {"event": "log", "text": record.getMessage()}
        line |= fields or {}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def to_stderr(level: int = logging.INFO) -> None:
    """Send every log of this process to stderr in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _LOGGER.setLevel(level)
    logging.getLogger("uvicorn").setLevel(logging.INFO)


def log(event: str, **fields: Any) -> None:
    """Log an event with its fields."""
    _LOGGER.info(event, extra={"fields": fields})


def log_error(event: str, error: BaseException, **fields: Any) -> None:
    """Log an unexpected error with its trace."""
    _LOGGER.error(event, exc_info=error, extra={"fields": {"error": type(error).__name__, **fields}})
