"""Results as tables: one row for each number, at full precision, with its signature."""

import csv
import io
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


class Tabular(ABC):
    """A result that can be laid out in rows."""

    @abstractmethod
    def records(self) -> list[dict[str, Any]]:
        """Return the rows, all with the same keys in the same order."""

    def to_arrow(self) -> "pa.Table":
        """Return the rows as an Arrow table."""
        import pyarrow as pa  # noqa: PLC0415 - imports slowly

        return pa.Table.from_pylist(self.records())

    def to_pandas(self) -> "pd.DataFrame":
        """Return the rows as a data frame."""
        return self.to_arrow().to_pandas()


def as_csv(names: Sequence[str], records: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as comma-separated values with a head, also where there is no row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().rstrip("\n")
