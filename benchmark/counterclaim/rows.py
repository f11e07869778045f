"""Rows of a table kept by column, so that a million of them are a few lists and not a million records."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

Row = Mapping[str, Any]


class Rows(Sequence[Row]):
    """A sequence of rows, each made when it is asked for."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take columns of one length."""
        self.columns = columns

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Rows":
        """Turn rows that all have the columns of the first into columns."""
        if isinstance(rows, cls):
            return rows
        listed = list(rows)
        return cls({name: [row[name] for row in listed] for name in (listed[0] if listed else ())})

    def taken(self, order: Iterable[int]) -> "Rows":
        """Return the rows of those numbers, in that order."""
        numbers = list(order)
        return Rows({name: [column[i] for i in numbers] for name, column in self.columns.items()})

    def __iter__(self) -> Iterator[Row]:
        """Give the rows; faster than one by one."""
        names = tuple(self.columns)
        return (dict(zip(names, values, strict=True)) for values in zip(*self.columns.values(), strict=True))

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values()), ()))

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> "Rows": ...
    def __getitem__(self, number: int | slice) -> "Row | Rows":
        """Return one row as a new dict, or a slice of rows."""
        if isinstance(number, slice):
            return Rows({name: column[number] for name, column in self.columns.items()})
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return {name: column[number] for name, column in self.columns.items()}
