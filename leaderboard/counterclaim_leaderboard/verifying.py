"""Derive a published board anew from its predictions and the gold, offline, and name every number that differs."""

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
from counterclaim_leaderboard.page import PAGE, render

CLOSE = 1e-9
"""The relative difference that another machine's arithmetic may make; every printed digit is far above it."""

_RESAMPLING = re.compile(
    r"intervals:(?P<method>[a-z]+)95,event-bootstrap,(?P<replicates>\d+),seed=(?P<seed>\d+)"
    r"\|tests:approximate-randomisation,(?P<draws>\d+),seed=(?P=seed)"
)


def verify(board: Path | str, submissions: Path | str, *, data: Path | str | None = None) -> tuple[int, list[Fault]]:
    """Rank the submissions as the board's signature says, and compare.

    Args:
        board: board.json, as `counterclaim rank --out` writes it; where the numbers hold, the page beside it is compared as well.
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
    )
    expected, found = dict(_leaves(json.loads(as_json(derived)))), dict(_leaves(told))
    faults = []
    for where in sorted(expected.keys() | found.keys()):
        one, other = expected.get(where, "nothing"), found.get(where, "nothing")
        if not _same(one, other):
            faults.append(Fault(str(path), where, repr(one), repr(other), "the predictions and the gold give what is expected"))
    page = path.with_name(PAGE)
    if not faults and page.exists() and page.read_text(encoding="utf-8") != render(derived):
        faults.append(Fault(str(page), "", "the page of these numbers", "another", "rank anew"))
    return len(expected.keys() | found.keys()), faults


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
