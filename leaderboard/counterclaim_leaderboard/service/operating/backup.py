"""Back the service up into a folder while it runs, and make a service of such a folder.

The database is copied first, in one piece as of one moment, the files after it: a file is on the disk before a row names it, so
every row of the copy finds its files.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.intake.store import Store

DATABASE = "database.sqlite3"
"""What a backup holds, beside the files of a store."""


def back_up(database: Database, store: Store, folder: Path) -> int:
    """Copy database and files into a new folder; return how many files.

    Raises:
        Misuse: the database is PostgreSQL, or there is something at the folder's path already.
    """
    source = _sqlite(database)
    _must_be_new(folder)
    if not source.is_file():
        raise Misuse(f"{source}: expected the database of a service, found none; mend the URL")
    scratch = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(scratch / DATABASE)) as copy:
        live.backup(copy)
    _copy(_named(scratch), store, Store(scratch))
    checked = _check(scratch)
    os.sync()
    scratch.rename(folder)
    return checked


def restore(database: Database, store: Store, folder: Path) -> int:
    """Make database and store of a backup; return how many files it names.

    Raises:
        Misuse: the folder is no backup, or there is a database or a store already: nothing is ever written over.
        FaultsFound: files of the backup are missing or damaged; nothing was restored.
    """
    target = _sqlite(database)
    if not (folder / DATABASE).is_file():
        raise Misuse(f"{folder}: expected a backup, found no {DATABASE}; mend the path")
    _must_be_new(target)
    if store.objects.exists() and any(store.objects.iterdir()):
        raise Misuse(f"{store.folder}: expected no store yet, found one; restore into another folder")
    checked = _check(folder)
    store.create()
    _copy(_named(folder), Store(folder), store)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.part")
    shutil.copy(folder / DATABASE, scratch)
    os.sync()
    scratch.rename(target)
    return checked


def _check(folder: Path) -> int:
    """Compare every file that a row names with its digest; return how many."""
    named, kept = _named(folder), Store(folder)
    faults = [
        Fault(str(kept.path(sha256)), "", f"a file with the SHA-256 {sha256}", "none such", "take an earlier backup")
        for sha256 in kept.damaged(named)
    ]
    if faults:
        raise FaultsFound(faults)
    return len(named)


def _named(folder: Path) -> list[str]:
    """Return the digests that rows of a backup name. The backup is not changed, not even by a lock."""
    place = f"file:{quote(str((folder / DATABASE).absolute()))}?immutable=1"
    with closing(sqlite3.connect(place, uri=True)) as copy:
        return sorted(row[0] for row in copy.execute("SELECT DISTINCT sha256 FROM files"))


def _copy(named: list[str], source: Store, target: Store) -> None:
    """Copy files; one that is missing is told when they are checked."""
    for sha256 in named:
        target.path(sha256).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if source.path(sha256).is_file():
            shutil.copy(source.path(sha256), target.path(sha256))


def _sqlite(database: Database) -> Path:
    if database.sqlite is None:
        raise Misuse("expected SQLite, found PostgreSQL; use pg_dump, then copy the folder of the store (leaderboard/service.md)")
    return database.sqlite


def _must_be_new(path: Path) -> None:
    if path.exists():
        raise Misuse(f"{path}: expected nothing there yet, found something; name another path")
