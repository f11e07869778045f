"""The uploaded files, each under the SHA-256 of its bytes.

A file is on the disk, whole and flushed, before a row of the database names it; so no row ever names a file that is not there. What
no row names (an upload cut off, a refusal, a process killed in between) is swept away after a while.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import select, update

from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.schema import files, marks
from counterclaim_leaderboard.service.times import Clock, now

ORPHANED = 3600.0
"""Seconds after which what no row names is swept; longer than any upload may take."""


class Store:
    """A folder with `objects`, the files; `incoming`, uploads that are not whole yet; and `work`, what workers read."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; `create` makes it."""
        self.folder = folder
        self.objects, self.incoming, self.work = folder / "objects", folder / "incoming", folder / "work"

    def create(self) -> None:
        """Make the folders, for their owner alone."""
        for folder in (self.folder, self.objects, self.incoming, self.work):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, sha256: str) -> Path:
        """Return where a file is kept."""
        return self.objects / sha256[:2] / sha256

    def arrival(self) -> Path:
        """Return a new folder for one upload."""
        return Path(tempfile.mkdtemp(dir=self.incoming))

    def keep(self, file: Path, sha256: str) -> None:
        """Take a flushed file in, or renew the one that is there; durable when it returns."""
        place = self.path(sha256)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        file.replace(place)
        for folder in (place.parent, self.objects):
            _flush_folder(folder)

    def lay_out(self, names: Mapping[str, str], folder: Path) -> None:
        """Make a submission folder of links to the files, by name and SHA-256."""
        folder.mkdir(parents=True)
        for name, sha256 in names.items():
            (folder / name).symlink_to(self.path(sha256).resolve())

    def missing(self, digests: Iterable[str]) -> list[str]:
        """Return the digests of which there is no file."""
        return [sha256 for sha256 in digests if not self.path(sha256).is_file()]

    def damaged(self, digests: Iterable[str]) -> list[str]:
        """Return the digests whose file is missing or has other bytes."""
        return [sha256 for sha256 in digests if not self.path(sha256).is_file() or sha256_of(self.path(sha256)) != sha256]

    def sweep(self, database: Database, clock: Clock = now) -> int:
        """Take away what is old and named by no row; return how many files. Whoever adds rows meanwhile waits."""
        old = clock() - ORPHANED
        for folder in (*self.incoming.iterdir(), *self.work.iterdir()):
            if _age(folder) < old:
                shutil.rmtree(folder, ignore_errors=True)
        with database.reading() as connection:
            kept = set(connection.scalars(select(files.c.sha256)))
        suspects = [file for file in self.objects.glob("??/*") if file.name not in kept and _age(file) < old]
        swept = 0
        for file in suspects:
            with database.writing() as connection:
                lock_store(connection)
                named = connection.scalar(select(files.c.sha256).where(files.c.sha256 == file.name).limit(1))
                if named is None and _age(file) < old:
                    file.unlink(missing_ok=True)
                    swept += 1
        return swept


def lock_store(connection: object) -> None:
    """Keep a sweep and the rows that name files apart until the transaction ends."""
    connection.execute(update(marks).where(marks.c.name == "store").values(value=0))  # type: ignore[attr-defined]


def sha256_of(file: Path) -> str:
    """Return the digest of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _age(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
