"""Derive a published board anew from its predictions and the gold, offline, and name every number that differs."""

import csv
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.errors import Fault, Misuse
from counterclaim.statistics.intervals import METHODS, Resampling
from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.formats import as_json
from counterclaim_leaderboard.site.writing import BOARD, files_of, written

CLOSE = 1e-9
"""The relative difference that another machine's arithmetic may make; every printed digit is far above it."""

_RESAMPLING = re.compile(
    r"intervals:(?P<method>[a-z]+)95,event-bootstrap,(?P<replicates>\d+),seed=(?P<seed>\d+)"
    r"\|tests:approximate-randomisation,(?P<draws>\d+),seed=(?P=seed)"
)


def verify(board: Path | str, submissions: Path | str, *, data: Path | str | None = None) -> tuple[int, list[Fault]]:
    """Rank the submissions as the board's signature says, and compare.

    Args:
        board: board.json, as `counterclaim rank --out` writes it; where the numbers hold, the other files of the site beside it are
            compared as well: all of them where the site's list of them is there, else those that are.
        submissions: the folder that was ranked.
        data: a dataset folder of the built form; default the release.

    Returns:
        How many values were compared, and a fault for each that differs, is missing, or should not be there.

    Raises:
        Misuse: the board cannot be read, or its signature does not say how it was resampled.
        FaultsFound: a submission is faulty.
    """
    path = Path(board)
    told = _read(path)
    match = _RESAMPLING.search(str(told.get("signature")))
    if match is None or match["method"] not in METHODS:
        raise Misuse(f"{path}: expected a signature with the replicates, draws and seed of the board, found none; rank anew")
    derived = rank(
        submissions,
        split=str(told.get("split")),
        data=data,
        resampling=Resampling(int(match["replicates"]), int(match["seed"]), match["method"]),
        draws=int(match["draws"]),
        pages=True,
    )
    expected, found = dict(_leaves(json.loads(as_json(derived)))), dict(_leaves(told))
    faults = []
    for where in sorted(expected.keys() | found.keys()):
        one, other = expected.get(where, "nothing"), found.get(where, "nothing")
        if not _same(one, other):
            faults.append(Fault(str(path), where, repr(one), repr(other), "the predictions and the gold give what is expected"))
    if not faults:
        faults += _other_files(path.parent, files_of(derived))
    return len(expected.keys() | found.keys()), faults


def _other_files(site: Path, expected: dict[str, str]) -> Iterator[Fault]:
    """Give a fault for each file of a site that is not what the numbers give; pages print three digits and are compared whole."""
    listed = written(site)
    for name in sorted(expected.keys() | listed.keys()):
        there = (site / name).is_file()
        if name == BOARD or not (listed or there):
            continue
        if name not in expected:
            yield Fault(str(site / name), "", "no such file", "one in the list of the site's files", "rank anew")
        elif not there:
            yield Fault(str(site / name), "", "the file of these numbers", "none", "rank anew")
        elif not _same_text(name, (site / name).read_text(encoding="utf-8", errors="surrogateescape"), expected[name]):
            yield Fault(str(site / name), "", "the file of these numbers", "another", "rank anew")


def _same_text(name: str, one: str, other: str) -> bool:
    """Tell whether two files say the same; of tables at full precision, number by number."""
    if not name.endswith(".csv"):
        return one == other
    tables = [list(csv.reader(text.splitlines())) for text in (one, other)]
    cells = [[_number(cell) for row in table for cell in row] for table in tables]
    return [len(row) for row in tables[0]] == [len(row) for row in tables[1]] and all(map(_same, *cells))


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misuse(f"{path}: expected a board.json, found: {error.strerror}; mend the path") from None
    except ValueError as error:
        raise Misuse(f"{path}: expected a board.json, found no JSON ({error}); rank anew") from None
    if not isinstance(told, dict):
        raise Misuse(f"{path}: expected a board.json, found a {type(told).__name__}; rank anew")
    return told


def _leaves(thing: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Walk a tree of JSON; rows and comparisons are named by their systems, so that an order of rows changes no name."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from _leaves(value, f"{where}.{key}" if where else key)
    elif isinstance(thing, list):
        for number, value in enumerate(thing):
            yield from _leaves(value, f"{where}[{_name(value, number)}]")
    else:
        yield where, thing


def _name(value: Any, number: int) -> str:
    if isinstance(value, dict) and "system" in value:
        return str(value["system"])
    if isinstance(value, dict) and {"first", "second"} <= value.keys():
        return f"{value['first']}, {value['second']}"
    return str(number)


def _same(one: Any, other: Any) -> bool:
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (one, other))
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) if numbers else bool(one == other)
