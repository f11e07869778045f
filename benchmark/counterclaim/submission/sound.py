"""Read predictions that have no fault quickly: by the chunk, straight into arrays.

Whatever looks wrong, this gives up, and the file is read line by line to say what it is (examined.py).
"""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.parallel import spread
from counterclaim.submission.lines import LONGEST
from counterclaim.submission.parquet import batches
from counterclaim.tasks import TASKS, Task
from counterclaim.tasks.base import Gold, Packed, join

CHUNK = 4 * 1024 * 1024
"""Bytes decoded at once."""

_Part = tuple[NDArray[np.int64], Packed]
"""The numbers of the items, and their lines."""


def read_sound(parts: Sequence[Path], task: Task, gold: Gold) -> Packed | None:
    """Return the predictions of all parts in the order of the gold; None unless every item is there once and all is sound."""
    found = [part for part in spread(_read_part, [(path, task.name, gold) for path in parts]) if part is not None]
    if len(found) < len(parts):
        return None
    numbers = np.concatenate([number for number, _ in found])
    if len(numbers) != len(gold.ids) or (np.bincount(numbers, minlength=len(numbers)) != 1).any():
        return None
    packed = join([pack for _, pack in found])
    if (numbers[:-1] > numbers[1:]).any():
        order = np.argsort(numbers)
        packed = {name: array[order] for name, array in packed.items()}
    return None if task.faults_together(packed) else packed


def _read_part(path: Path, task_name: str, gold: Gold) -> _Part | None:
    task = TASKS[task_name]
    numbers: list[NDArray[np.int64]] = []
    packs: list[Packed] = []
    try:
        for lines in _chunks(path, task.sound_line):
            number = _numbers([line.id for line in lines], int(numbers[-1][-1]) + 1 if numbers else 0, gold)
            pack = task.pack(lines)
            if not task.is_sound(pack, (gold.rows[i] for i in number.tolist())):
                return None
            numbers.append(number)
            packs.append(pack)
    except (OSError, EOFError, zlib.error, ValueError, RecursionError, KeyError, msgspec.MsgspecError):
        return None
    return (np.concatenate(numbers), join(packs)) if numbers else None


def _numbers(ids: list[str], next_one: int, gold: Gold) -> NDArray[np.int64]:
    """Return the numbers of the items, first trying whether they go on in the order of the gold; raises KeyError."""
    if tuple(ids) == gold.ids[next_one : next_one + len(ids)]:
        return np.arange(next_one, next_one + len(ids))
    return np.fromiter(map(gold.number.__getitem__, ids), dtype=np.int64)


def _chunks(path: Path, form: type[msgspec.Struct]) -> Iterator[list[Any]]:
    """Yield the records of a file by the chunk; raises ValueError where a line is not one record."""
    if path.suffix == ".parquet":
        for batch in batches(path):
            yield msgspec.convert(batch, list[form])  # type: ignore[valid-type]
        return
    decoder = msgspec.json.Decoder(form)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        while chunk := file.read(CHUNK):
            chunk += file.readline(LONGEST)
            lines = decoder.decode_lines(chunk)
            if len(lines) != _ends(chunk):
                raise ValueError("a line that is not one record")
            yield lines


def _ends(chunk: bytes) -> int:
    """Count the lines, if each of them ends a record; else return -1. By numpy: bytes.count is slow."""
    characters = np.frombuffer(chunk if chunk.endswith(b"\n") else chunk + b"\n", np.uint8)
    ends = characters[1:] == ord("\n")
    closed = int(np.count_nonzero(ends & (characters[:-1] == ord("}"))))
    return closed if closed == np.count_nonzero(ends) and characters[0] != ord("\n") else -1
