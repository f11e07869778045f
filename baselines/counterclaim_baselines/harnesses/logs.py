"""Read what a harness has logged, to make a submission of it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import Misuse
from counterclaim_baselines.base import Line
from counterclaim_baselines.harnesses.items import Asked

SUFFIXES = (".jsonl", ".eval")
"""How logs end: the samples of lm-evaluation-harness (`--log_samples`), and the logs of Inspect."""


class Told(msgspec.Struct, frozen=True):
    """What our scorers put beside each reply."""

    of: Asked
    line: Line


def logged(paths: Sequence[Path]) -> dict[Asked, list[Line]]:
    """Return the lines of predictions in logs, by what was asked.

    Raises:
        Misuse: a path is no log of our tasks, or the logs are of two splits or datasets, or answer a task twice.
    """
    found: dict[Asked, list[Line]] = {}
    for path in paths:
        by_asked: dict[Asked, list[Line]] = {}
        for told in _told(path):
            by_asked.setdefault(told.of, []).append(told.line)
        if not by_asked:
            raise Misuse(f"{path}: expected answers to the tasks of Counterclaim, found none; log the samples of a whole run")
        for asked, lines in by_asked.items():
            if asked in found:
                raise Misuse(f"{path}: expected one log for each task, found a second of {asked.task}; leave one out")
            found[asked] = lines
    if len({(asked.split, asked.data) for asked in found}) > 1:
        raise Misuse("expected logs of one split of one dataset, found several; make a submission of each")
    return found


def _told(path: Path) -> Iterator[Told]:
    if path.suffix not in SUFFIXES or not path.is_file():
        raise Misuse(f"{path}: expected a log that ends in {' or '.join(SUFFIXES)}, found none; name the files of a run")
    try:
        for one in _of_inspect(path) if path.suffix == ".eval" else _of_lm_eval(path):
            yield msgspec.convert(one, Told)
    except (LookupError, TypeError, ValueError, msgspec.MsgspecError) as error:
        told = " ".join(str(error).split())[:200]
        raise Misuse(f"{path}: expected a log of the tasks of Counterclaim, found another ({told}); name those of ours") from None


def _of_lm_eval(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        for sample in map(json.loads, file):
            yield sample[sample["metrics"][0]]


def _of_inspect(path: Path) -> Iterator[Any]:
    try:
        from inspect_ai.log import read_eval_log_samples  # noqa: PLC0415 - of its own environment
    except ImportError:
        raise Misuse(f"{path}: reading it needs Inspect; call this where Inspect ran, or `pip install inspect-ai`") from None
    for sample in read_eval_log_samples(path, all_samples_required=False):
        yield (sample.scores or {})["counterclaim"].metadata
