"""Predictions in memory: rows of records, or any table that speaks Arrow (pandas, Polars, pyarrow)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np

from counterclaim.errors import Misuse
from counterclaim.submission.parquet import filled, value_errors


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
    rows: list[Any]

    def __str__(self) -> str:
        """Return what a fault names instead of a file."""
        return self.task


def rows_of(task: str, table: Table) -> list[Any]:
    """Return the rows of a task's table, without their empty cells. The unnamed index of a data frame is no column.

    A row that is no record stays as it is, for whoever reads the rows to tell which.

    Raises:
        Misuse: this is no table: columns by name, or what Arrow cannot take.
    """
    if isinstance(table, ArrowTable):
        return _rows_of_arrow(task, table)
    if isinstance(table, str | Mapping) or not isinstance(table, Iterable):
        found = "columns by name" if isinstance(table, Mapping) else f"a {type(table).__name__}"
        raise Misuse(f"{task}: expected a table or a list of rows, found {found}; give a dict for each row, or a data frame")
    rows = map(_plain, table)
    return [filled(row) if isinstance(row, dict) else row for row in rows]


def _rows_of_arrow(task: str, table: ArrowTable) -> list[dict[str, Any]]:
    import pyarrow as pa  # noqa: PLC0415 - imports slowly

    try:
        with value_errors():
            arrow = pa.table(table)
            named = [name for name in arrow.column_names if not name.startswith("__index_level_")]
            rows = arrow.select(named).to_pylist()
    except ValueError as error:
        told = " ".join(str(error).split())[:200]
        raise Misuse(f"{task}: expected a table that Arrow takes, found: {told}; give each column a name and one type") from None
    return [filled(row) for row in rows]


def _plain(value: Any) -> Any:
    """Turn numpy's scalars and arrays into Python's, as a model's outputs often have them."""
    if isinstance(value, np.generic | np.ndarray):
        return value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
