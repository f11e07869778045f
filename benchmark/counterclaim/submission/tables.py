"""Predictions in memory: rows of records, or any table that speaks Arrow (pandas, Polars, pyarrow)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import msgspec
import numpy as np

from counterclaim.errors import Fault
from counterclaim.submission.parquet import filled


@runtime_checkable
class ArrowTable(Protocol):
    """What gives its rows through the Arrow C stream interface: pyarrow.Table, pandas.DataFrame, polars.DataFrame."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the rows as a stream."""


Table = ArrowTable | Iterable[Mapping[str, Any]]
"""One row a line of predictions, one column a key; an empty cell says nothing, as a key left out does."""

Predictions = Mapping[str, Table]
"""Tables by task."""


@dataclass(frozen=True, eq=False)
class Held:
    """The predictions of one task, held in memory."""

    task: str
    rows: list[dict[str, Any]]

    def __str__(self) -> str:
        """Return what a fault names instead of a file."""
        return self.task


def rows_of(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table, without their empty cells. The unnamed index of a data frame is no column."""
    if not isinstance(table, ArrowTable):
        return [filled(_plain(row)) for row in table]
    import pyarrow as pa  # noqa: PLC0415 - imports slowly

    arrow = pa.table(table)
    named = [name for name in arrow.column_names if not name.startswith("__index_level_")]
    return [filled(row) for row in arrow.select(named).to_pylist()]


def _plain(value: Any) -> Any:
    """Turn numpy's scalars and arrays into Python's, as a model's outputs often have them."""
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def read_held(held: Held, form: type[msgspec.Struct], faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Yield (row number from 1, record) for every row that has the form; every fault is noted, nothing raised."""
    for number, row in enumerate(held.rows, 1):
        try:
            yield number, msgspec.convert(row, form)
        except msgspec.ValidationError as error:
            faults.append(
                Fault(str(held), f"row {number}", "a record of the task's form", str(error), "see the form of the task's lines")
            )
