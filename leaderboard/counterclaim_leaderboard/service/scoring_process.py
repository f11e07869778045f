"""The process that scores one submission, apart from the worker: its memory and time are limited, and its end harms nobody.

It is called with what it needs and knows neither the database nor a token. It writes one JSON file: a score, or faults.
"""

import os
import resource
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.dataset import open_dataset
from counterclaim.errors import Fault, FaultsFound
from counterclaim.scoring import Score, count, read_gold, score_counts
from counterclaim.signature import data_signature
from counterclaim.statistics.intervals import STANDARD
from counterclaim.submission import System, read_submission
from counterclaim.submission.system import read_system
from counterclaim_leaderboard.service.bombs import faults_of_size
from counterclaim_leaderboard.service.described import faults_of_description
from counterclaim_leaderboard.service.settings import Caps
from counterclaim_leaderboard.service.texts import cleaned


class Outcome(msgspec.Struct, frozen=True):
    """What the process writes."""

    faults: list[dict[str, str]]
    fault_count: int
    system: System | None = None
    score: Score | None = None
    gold: str | None = None


class Job(msgspec.Struct, frozen=True):
    """What the process is told, as JSON in its one argument."""

    gold: str
    split: str
    folder: str
    """Of the submission."""
    outcome: str
    """The file to write."""
    caps: Caps


def main(argument: str) -> None:
    """Score, and write the outcome whole or not at all."""
    job = msgspec.json.decode(argument, type=Job)
    _limit(job.caps)
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    outcome = judge(job)
    place = Path(job.outcome)
    scratch = place.with_suffix(".part")
    scratch.write_bytes(msgspec.json.encode(outcome))
    scratch.replace(place)


def judge(job: Job) -> Outcome:
    """Return the score of a submission or its faults. Files are named as they were sent: no path of this machine is told."""
    os.chdir(job.folder)
    folder = Path()
    noted: list[Fault] = []
    try:
        system = read_system(folder / "system.yaml", noted)
        found = [*faults_of_size(folder, job.caps), *(faults_of_description(system) if system is not None else [])]
        if found:
            return _faulty([*noted, *found], None, job.caps)
        dataset = open_dataset(job.gold)
        gold = read_gold(dataset, job.split)
        submission = read_submission(folder, gold)
    except FaultsFound as error:
        return _faulty(error.faults, system, job.caps)
    except MemoryError:
        told = f"files that are read within {job.caps.memory} bytes of memory"
        return _faulty([Fault("", "", told, "more", "write them with fewer or shorter values")], None, job.caps)
    counts = {name: count(predictions) for name, predictions in submission.tasks.items()}
    score = score_counts(submission, counts, dataset, job.split, STANDARD)
    return Outcome([], 0, submission.system, score, data_signature(dataset.manifest, job.split))


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
