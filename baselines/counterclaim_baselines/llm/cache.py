"""What the endpoint has answered, kept on disk by the whole request, so that a run that was killed asks nothing twice."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from counterclaim.errors import Misuse

_STRIPES = 1024


def key_of(request: dict[str, Any]) -> str:
    """Return the digest of a request: model, messages and parameters, whatever the order of its keys."""
    return hashlib.sha256(msgspec.json.encode(request, order="sorted")).hexdigest()


class Cache:
    """Replies by key in an SQLite file: each stands there whole or not at all, whichever thread or process wrote it."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or memory where there is none; raises Misuse where it is no such file."""
        self._path = path
        self._lock = Lock()
        self._asking = [Lock() for _ in range(_STRIPES)]
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._file = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=60, isolation_level=None)
            self._file.execute("PRAGMA journal_mode=WAL")
            self._file.execute("PRAGMA synchronous=NORMAL")
            self._file.execute("CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, reply BLOB NOT NULL) WITHOUT ROWID")
        except sqlite3.Error as error:
            raise Misuse(f"{path}: expected the replies of an endpoint, found: {error}; take the file away") from None

    def asking(self, key: str) -> Lock:
        """Return the lock to hold from looking for a reply to keeping it, so that no two threads ask the same."""
        return self._asking[int(key[:8], 16) % _STRIPES]

    def get(self, key: str) -> bytes | None:
        """Return a reply, or None."""
        with self._lock, closing(self._file.execute("SELECT reply FROM replies WHERE key = ?", (key,))) as found:
            row = found.fetchone()
        return None if row is None else bytes(row[0])

    def put(self, key: str, reply: bytes) -> None:
        """Keep a reply; raises Misuse where the disk does not take it."""
        try:
            with self._lock:
                self._file.execute("INSERT OR REPLACE INTO replies VALUES (?, ?)", (key, reply))
        except sqlite3.Error as error:
            raise Misuse(f"{self._path}: expected to keep a reply, found: {error}; make room and run again") from None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()
