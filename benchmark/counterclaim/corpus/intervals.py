"""Values of the ledger's sheet as sets, and how two such sets stand to each other."""

from datetime import datetime
from math import inf
from typing import Literal, NamedTuple

from counterclaim.labels import Verdict

Bound = Literal["exactly", "at least", "at most", "about"]

ABOUT_NUMBER = 0.1
"""How far "about" may be off, as a share of the number."""
ABOUT_TIME = 600.0
"""How far "about" may be off, in seconds."""


class Interval(NamedTuple):
    """A closed interval of numbers (times are seconds)."""

    low: float
    high: float


def interval(value: str, bound: Bound) -> Interval | None:
    """Return what a value with its bound allows; None where it is neither a number nor a time."""
    number, slack = _number(value), 0.0
    if number is not None:
        slack = abs(number) * ABOUT_NUMBER
    else:
        number, slack = _seconds(value), ABOUT_TIME
    if number is None:
        return None
    if bound == "at least":
        return Interval(number, inf)
    if bound == "at most":
        return Interval(-inf, number)
    slack = slack if bound == "about" else 0.0
    return Interval(number - slack, number + slack)


def compare_intervals(one: Interval, other: Interval) -> Verdict:
    """Disjoint sets contradict; equal or nested ones corroborate; others are neutral."""
    if one.high < other.low or other.high < one.low:
        return Verdict.CONTRADICTION
    inside = one.low >= other.low and one.high <= other.high
    outside = other.low >= one.low and other.high <= one.high
    return Verdict.CORROBORATION if inside or outside else Verdict.NEUTRAL


def apart(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Tell whether two stretches of time have nothing in common; an end that is not given is open."""
    starts = [_seconds(start) if start else -inf for start in (one[0], other[0])]
    ends = [_seconds(end) if end else inf for end in (one[1], other[1])]
    if None in starts or None in ends:
        return False
    return bool(ends[0] < starts[1] or ends[1] < starts[0])  # type: ignore[operator]


def _number(value: str) -> float | None:
    try:
        return float(value.replace(",", "").rstrip("%").strip())
    except ValueError:
        return None


def _seconds(value: str) -> float | None:
    """Read an ISO 8601 time; a time of day alone counts from a fixed day."""
    text = value.strip()
    if len(text) == 5 and text[2] == ":":
        text = f"2000-01-01T{text}+00:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (
        moment.timestamp()
        if moment.tzinfo
        else moment.replace(tzinfo=datetime.fromisoformat("2000-01-01T00:00+00:00").tzinfo).timestamp()
    )
