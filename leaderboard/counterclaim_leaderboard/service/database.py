"""The database: SQLite or PostgreSQL, transactions that read and transactions that write."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.schema import VERSION, marks, metadata

PATIENCE = 15
"""Seconds for which a writer waits for another before it gives up."""


class Database:
    """One database. A transaction that writes is begun as such, so that what it reads cannot change under it.

    SQLite: BEGIN IMMEDIATE, one writer at a time. PostgreSQL: read committed; who counts locks a row first (`locked`).
    """

    def __init__(self, url: str, *, pool: int = 8) -> None:
        """Take the URL; raises Misuse where it is none. Nothing is opened yet."""
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise Misuse("database: expected a URL such as sqlite:///board.sqlite3, found another text; mend it") from None
        backend = parsed.get_backend_name()
        if backend not in ("sqlite", "postgresql") or (backend == "sqlite" and parsed.database in (None, "", ":memory:")):
            raise Misuse("database: expected sqlite:///PATH or postgresql://USER@HOST/NAME, found another; mend the URL")
        self.sqlite = Path(str(parsed.database)) if backend == "sqlite" else None
        if self.sqlite is None:
            parsed = parsed.set(drivername="postgresql+psycopg")
        limits: dict[str, Any] = {"timeout": PATIENCE}
        if self.sqlite is None:
            in_time = f"-c lock_timeout={PATIENCE}s -c statement_timeout={2 * PATIENCE}s"
            limits = {"connect_timeout": PATIENCE, "options": in_time}
        self.engine = create_engine(
            parsed,
            pool_size=pool,
            max_overflow=pool,
            pool_pre_ping=True,
            pool_timeout=PATIENCE,
            connect_args=limits,
            hide_parameters=True,  # an error that is logged tells no values
        )
        self._writer = self.engine.execution_options(writes=True)
        if self.sqlite is not None:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Open a transaction that reads."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Open a transaction that writes: committed at the end, rolled back by any exception."""
        with self._writer.connect() as connection, connection.begin():
            yield connection

    def create(self) -> None:
        """Make the tables where there are none. Raises Misuse where those found are of another version, and then changes none."""
        if self.sqlite is not None:
            self.sqlite.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.reading() as connection:
            begun = inspect(connection).has_table(marks.name)
            found = connection.scalar(select(marks.c.value).where(marks.c.name == "schema")) if begun else None
        if found not in (None, VERSION):
            raise Misuse(f"database: expected tables of version {VERSION}, found version {found}; restore a backup or upgrade")
        metadata.create_all(self.engine)
        for name, value in (("schema", VERSION), ("board", 1), ("store", 0)):
            try:
                with self.writing() as connection:
                    if connection.scalar(select(marks.c.value).where(marks.c.name == name)) is None:
                        connection.execute(insert(marks).values(name=name, value=value))
            except IntegrityError:
                continue  # another process was first

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def board_changed(connection: Any) -> None:
    """Have every cached board made anew."""
    connection.execute(update(marks).where(marks.c.name == "board").values(value=marks.c.value + 1))


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {PATIENCE * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
