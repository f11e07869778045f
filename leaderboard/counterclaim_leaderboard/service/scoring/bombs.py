"""Refuse files that are small as sent and large as read, before anything reads them whole."""

import gzip
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from counterclaim.errors import Fault
from counterclaim.submission.parquet import value_errors
from counterclaim_leaderboard.service.settings import Caps

_PIECE = 1024 * 1024


def faults_of_size(folder: Path, caps: Caps) -> list[Fault]:
    """Return a fault for each limit that a file of predictions passes. What cannot be read at all is told by the validation."""
    found: list[Fault] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".parquet":
            found += _of_parquet(path, caps)
        elif path.suffix in (".gz", ".jsonl"):
            try:
                with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                    found += _of_lines(path.name, iter(partial(file.read, _PIECE), b""), caps)
            except (OSError, EOFError, zlib.error):
                continue
    return found


def _of_lines(name: str, pieces: Iterator[bytes], caps: Caps) -> list[Fault]:
    size = rows = 0
    for piece in pieces:
        size += len(piece)
        rows += piece.count(b"\n")
        if size > caps.expanded:
            return [Fault(name, "", f"at most {caps.expanded} bytes, decompressed", "more", "leave out what is not asked for")]
        if rows > caps.rows:
            return [Fault(name, "", f"at most {caps.rows} lines", "more", "write one line for each item of the split")]
    return []


def _of_parquet(path: Path, caps: Caps) -> list[Fault]:
    """Look at what the footer says. It may lie: the memory of the process that scores is limited as well."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - imports slowly

    try:
        with value_errors(), pq.ParquetFile(path) as file:
            told = file.metadata
            groups = [told.row_group(number) for number in range(told.num_row_groups)]
            size = sum(group.total_byte_size for group in groups)
            depth = max((file.schema.column(i).path.count(".") + 1 for i in range(len(file.schema))), default=0)
    except (OSError, ValueError):
        return []
    limits = (
        ("rows", told.num_rows, caps.rows),
        ("bytes, decompressed", size, caps.expanded),
        ("columns", told.num_columns, caps.columns),
        ("levels of records", depth, caps.depth),
    )
    return [
        Fault(path.name, "", f"at most {most} {what}", str(found), "leave out what is not asked for")
        for what, found, most in limits
        if found > most
    ]
