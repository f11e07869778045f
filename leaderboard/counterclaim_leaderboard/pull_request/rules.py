"""The rules for the files of a submission that is handed in: which there may be, how large, and of what kind."""

import gzip
import re
import stat
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import Fault
from counterclaim.submission.system import System
from counterclaim.tasks import TASKS
from counterclaim_leaderboard.board import BOUNDS

NAME = re.compile(r"(?!.{65})[a-z0-9]+(-[a-z0-9]+)*")
"""Of a system, and so of its folder: what stands on the board can be neither markup nor a path, nor longer than a disk takes."""

LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*")
"""An SPDX expression without brackets, such as Apache-2.0; LicenseRef-proprietary where a system is not given away."""

_PART = re.compile(r"(?!.{65})[A-Za-z0-9][A-Za-z0-9_.-]*\.jsonl(\.gz)?")

MIB = 1024 * 1024
SIZES = {"system.yaml": 16 * 1024, "README.md": 64 * 1024}
"""Bytes at most of the files that are not predictions."""
PREDICTIONS = 16 * MIB
"""Bytes at most of a file of predictions; the largest on the board has a fortieth of it."""
UNPACKED = 64 * MIB
"""Bytes at most of all predictions, unpacked."""
LINES = 200_000
"""Lines of predictions at most; the test split has some 27,000 items."""
FILES = 64


@dataclass(frozen=True)
class Entry:
    """One file, before anything of it is read."""

    path: str
    """Within the folder of the submission, with slashes."""
    mode: int
    """As `stat` and git have it."""
    size: int


def entries_of(folder: Path) -> list[Entry]:
    """List what a folder holds, links as links."""
    found = []
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            found.append(Entry(path.relative_to(folder).as_posix(), status.st_mode, status.st_size))
    return found


def file_faults(name: str, entries: Sequence[Entry]) -> list[Fault]:
    """List what the rules say against the files, by their names, kinds and sizes alone: none of them is opened."""
    faults = []
    if not NAME.fullmatch(name):
        faults.append(
            _fault(name, "", "a name of a-z, 0-9 and hyphens, 64 at most", repr(name)[:120], "rename the folder and the system")
        )
    if name in BOUNDS:
        faults.append(_fault(name, "", "a name of its own", f"{name!r}, a row that bounds the others", "rename it"))
    if len(entries) > FILES:
        faults.append(_fault(name, "", f"at most {FILES} files", str(len(entries)), "join parts"))
    if not any(entry.path == "system.yaml" for entry in entries):
        faults.append(_fault(name, "system.yaml", "the description of the system", "no file", "write it"))
    paths: set[str] = set()
    for entry in entries:
        if entry.path.lower() in paths:
            faults.append(_fault(name, entry.path, "a name of its own, case aside", "one that is there twice", "rename it"))
        paths.add(entry.path.lower())
        faults += _entry_faults(name, entry)
    return faults


def _entry_faults(name: str, entry: Entry) -> list[Fault]:
    faults = []
    if stat.S_ISLNK(entry.mode):
        return [_fault(name, entry.path, "a file", "a symbolic link", "put the file itself there")]
    if not stat.S_ISREG(entry.mode):
        return [_fault(name, entry.path, "a file", "something else", "put a file there")]
    if entry.mode & 0o111:
        faults.append(_fault(name, entry.path, "a file that nobody can execute", "an executable", "chmod -x"))
    limit = _limit(entry.path)
    if limit is None:
        tasks = ", ".join(f"{task}.jsonl[.gz]" for task in TASKS)
        expected = f"system.yaml, README.md, {tasks} or a folder of such parts named as the task"
        remedy = "hand in JSON Lines" if entry.path.endswith(".parquet") else "take it out"
        faults.append(_fault(name, entry.path, expected, "another file", remedy))
    elif entry.size > limit:
        faults.append(_fault(name, entry.path, f"at most {limit:,} bytes", f"{entry.size:,}", "make it smaller: compress it"))
    return faults


def _limit(path: str) -> int | None:
    """Return how large a file may be; None where there may be none of that name."""
    if path in SIZES:
        return SIZES[path]
    whole = path.removesuffix(".gz") in {f"{task}.jsonl" for task in TASKS}
    folder, _, part = path.partition("/")
    return PREDICTIONS if whole or (folder in TASKS and _PART.fullmatch(part)) else None


def size_faults(folder: Path) -> list[Fault]:
    """List files that unpack to more bytes or lines than a submission needs; stops reading where it is too much."""
    left, lines = UNPACKED, LINES
    for path in sorted(folder.rglob("*.jsonl*")):
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                while chunk := file.read(MIB):
                    left, lines = left - len(chunk), lines - chunk.count(b"\n")
                    if left < 0 or lines < 0:
                        where = path.relative_to(folder).as_posix()
                        expected = f"at most {UNPACKED:,} bytes and {LINES:,} lines unpacked, in all"
                        return [_fault(folder.name, where, expected, "more", "hand in a line for each item and no other")]
        except (OSError, EOFError, zlib.error):
            continue  # the validator says what is wrong with it
    return []


def system_faults(name: str, system: System) -> list[Fault]:
    """List what the rules say against system.yaml, beyond its form."""
    faults = []
    if system.name != name:
        faults.append(_fault(name, "system.yaml, name", repr(name), repr(system.name)[:120], "name folder and system alike"))
    if not LICENCE.fullmatch(system.licence):
        expected = "an SPDX expression, such as Apache-2.0 or LicenseRef-proprietary"
        faults.append(_fault(name, "system.yaml, licence", expected, repr(system.licence)[:120], "say under what it may be used"))
    if not system.authors or not all(author.strip() for author in system.authors):
        faults.append(_fault(name, "system.yaml, authors", "at least one name", "none", "say who made it"))
    faults += [
        _fault(name, f"system.yaml, {field}", "a sentence", "nothing", "say it")
        for field in ("description", "training_data")
        if not getattr(system, field).strip()
    ]
    if system.link is not None and not re.fullmatch(r"https?://[^\s<>\"']+", system.link):
        faults.append(_fault(name, "system.yaml, link", "an address that begins with https://", repr(system.link)[:120], "mend it"))
    return faults


def _fault(name: str, where: str, expected: str, found: str, remedy: str) -> Fault:
    return Fault(shown(name), shown(where), expected, found, remedy)


def shown(path: str) -> str:
    """Return a path in which nothing but plain characters stands."""
    return ascii(path[:200])[1:-1]


def names_of(paths: Iterable[str], shelf: str) -> tuple[set[str], list[str]]:
    """Sort paths of a repository into the names of submissions on a shelf and whatever lies elsewhere."""
    names, elsewhere = set(), []
    for path in paths:
        inside = path.startswith(f"{shelf}/") and path.count("/") > shelf.count("/") + 1
        if inside:
            names.add(path[len(shelf) + 1 :].partition("/")[0])
        else:
            elsewhere.append(path)
    return names, elsewhere
