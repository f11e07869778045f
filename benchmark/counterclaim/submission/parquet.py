"""Read a Parquet file of predictions, a batch of rows at a time; every fault of the file is noted, nothing raised."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.errors import Fault

BATCH = 65_536
"""Rows in memory at once."""


def read_rows(path: Path, form: type[msgspec.Struct], faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Yield (row number from 1, record) for every row that has the form. An empty cell says nothing, as a key left out does."""
    try:
        yield from of_form(str(path), chain.from_iterable(batches(path)), form, faults)
    except (OSError, ValueError) as error:
        told = ("a Parquet file that can be read", " ".join(str(error).split())[:200], "write the file anew")
        faults.append(Fault(str(path), "", *told))


def of_form(name: str, rows: Iterable[Any], form: type[msgspec.Struct], faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Yield (row number from 1, record) for every row that has the form; note each other as a fault of what is so named."""
    for number, row in enumerate(rows, 1):
        try:
            yield number, msgspec.convert(row, form)
        except msgspec.ValidationError as error:
            told = ("a record of the task's form", str(error), "see the form of the task's lines")
            faults.append(Fault(name, f"row {number}", *told))


def batches(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a file in batches, without their empty cells; raises OSError or ValueError."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - imports slowly

    with value_errors(), pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH):
            yield [filled(row) for row in batch.to_pylist()]


@contextmanager
def value_errors() -> Iterator[None]:
    """Raise ValueError for whatever an odd file makes pyarrow raise: not all of its errors are such, nor is a date past 9999."""
    import pyarrow as pa  # noqa: PLC0415 - imports slowly

    try:
        yield
    except MemoryError:
        raise
    except (pa.ArrowException, ArithmeticError, LookupError, TypeError) as error:
        raise ValueError(str(error) or type(error).__name__) from error


def filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without its empty cells, those within records and lists of records as well."""
    return {name: _filled(value) for name, value in row.items() if value is not None}


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return filled(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [filled(one) if isinstance(one, dict) else one for one in value]
    return value
