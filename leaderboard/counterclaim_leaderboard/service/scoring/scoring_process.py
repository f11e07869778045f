"""The process that scores one submission, apart from the worker: its memory and time are limited, and its end harms nobody.

It is told what it needs and knows neither the database nor a token. It writes one JSON file: a score, or faults.
"""

import errno
import os
import resource
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.dataset import DatasetFolder, open_dataset
from counterclaim.errors import Fault, FaultsFound
from counterclaim.scoring import Golds, Score, count, read_gold, score_counts
from counterclaim.signature import data_signature
from counterclaim.statistics.intervals import STANDARD
from counterclaim.submission import System, read_submission
from counterclaim.submission.system import read_system
from counterclaim_leaderboard.service.scoring.bombs import faults_of_size
from counterclaim_leaderboard.service.scoring.described import faults_of_description
from counterclaim_leaderboard.service.settings import Caps
from counterclaim_leaderboard.service.texts import cleaned

READY = b"ready\n"
"""What the process says on its standard output when it has read the gold."""


NO_ROOM = os.EX_IOERR
"""The exit code where the disk has no room for the outcome, which is no fault of the submission."""


class Outcome(msgspec.Struct, frozen=True):
    """What the process writes."""

    faults: list[dict[str, str]]
    fault_count: int
    system: System | None = None
    score: Score | None = None
    gold: str | None = None


class Preparation(msgspec.Struct, frozen=True):
    """What the process is told when it is started, as JSON in its one argument."""

    gold: str
    split: str
    caps: Caps


class Job(msgspec.Struct, frozen=True):
    """What it is told when there is something to score, as JSON in a line of its standard input."""

    folder: str
    """Of the submission."""
    outcome: str
    """The file to write."""


def main(argument: str) -> None:
    """Read the gold, wait for a submission, score it, and write the outcome whole or not at all."""
    preparation = msgspec.json.decode(argument, type=Preparation)
    _limit(preparation.caps)
    dataset = open_dataset(preparation.gold)
    gold = read_gold(dataset, preparation.split)
    for task in gold:
        _ = gold[task]
    os.write(1, READY)
    job = msgspec.json.decode(_line(), type=Job)
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    outcome = judge(Path(job.folder), dataset, preparation.split, gold, preparation.caps)
    place = Path(job.outcome)
    scratch = place.with_suffix(".part")
    try:
        scratch.write_bytes(msgspec.json.encode(outcome))
        scratch.replace(place)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit(NO_ROOM)
        raise


def judge(path: Path, dataset: DatasetFolder, split: str, gold: Golds, caps: Caps) -> Outcome:
    """Return the score of a submission or its faults. Files are named as they were sent: no path of this machine is told."""
    os.chdir(path)
    folder = Path()
    noted: list[Fault] = []
    system = None
    try:
        system = read_system(folder / "system.yaml", noted)
        found = [*faults_of_size(folder, caps), *(faults_of_description(system) if system is not None else [])]
        if found:
            return _faulty([*noted, *found], None, caps)
        submission = read_submission(folder, gold)
    except FaultsFound as error:
        return _faulty(error.faults, system, caps)
    except MemoryError:
        told = f"files that are read within {caps.memory} bytes of memory"
        return _faulty([Fault("", "", told, "more", "write them with fewer or shorter values")], None, caps)
    counts = {name: count(predictions) for name, predictions in submission.tasks.items()}
    score = score_counts(submission, counts, dataset, split, STANDARD)
    return Outcome([], 0, submission.system, score, data_signature(dataset.manifest, split))


def _line() -> bytes:
    """Read a line of standard input; end where there is none, since the worker is gone."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(0, 1 << 16)
        if not piece:
            sys.exit(3)
        line += piece
    return line


def _faulty(faults: list[Fault], system: System | None, caps: Caps) -> Outcome:
    told = [{key: cleaned(text, 400) for key, text in asdict(fault).items()} for fault in faults[: caps.faults]]
    return Outcome(told, len(faults), system)


def _limit(caps: Caps) -> None:
    limits: list[tuple[int, Any]] = [
        (resource.RLIMIT_AS, caps.memory),
        (resource.RLIMIT_CPU, caps.cpu_seconds),
        (resource.RLIMIT_FSIZE, caps.upload),
        (resource.RLIMIT_CORE, 0),
    ]
    for kind, limit in limits:
        hard = limit + 5 if kind == resource.RLIMIT_CPU else limit
        resource.setrlimit(kind, (limit, hard))


def _end_with_the_worker() -> None:
    """End when the worker does, however it does: its end of the pipe is closed."""
    while os.read(0, 1024):  # not by sys.stdin, whose lock would be held at the end
        pass
    os._exit(3)


if __name__ == "__main__":
    main(sys.argv[1])
