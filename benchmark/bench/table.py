"""The table of a run, and its place in the README."""

import re
from collections.abc import Sequence
from pathlib import Path

from bench.measures import Measure

HEAD = ("what", "workload", "against", "ours", "theirs", "ratio", "goal", "met")
MARKS = ("<!-- make bench -->", "<!-- end of make bench -->")


def table(measures: Sequence[Measure]) -> str:
    """Return a table of Markdown."""
    lines = [HEAD, ["---"] * len(HEAD), *map(_cells, measures)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def put(readme: Path, text: str) -> None:
    """Put a text between the two marks of the README; raises ValueError where they are missing."""
    between = re.compile(f"({MARKS[0]}\n).*?({MARKS[1]})", re.DOTALL)
    page, found = between.subn(lambda marks: marks[1] + text + marks[2], readme.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{readme}: expected the marks {MARKS[0]} and {MARKS[1]}, found none")
    readme.write_text(page, encoding="utf-8")


def _cells(one: Measure) -> list[str]:
    goal = "" if one.met is None else f"at most {one.at_most:g}" if one.at_most is not None else f"at least {one.at_least:,g}"
    met = {None: "", True: "yes", False: "no"}[one.met]
    longer = "long" if one.unit == "s" else "much"
    times = f"{_digits(one.ratio)} times as {longer if one.at_most is not None else 'fast'}"
    return [
        one.what,
        one.workload,
        one.against,
        f"{_digits(one.ours)} {one.unit}",
        f"{_digits(one.theirs)} {one.unit}",
        times,
        goal,
        met,
    ]


def _digits(number: float) -> str:
    """Return a number to two or three digits that mean something."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
