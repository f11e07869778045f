"""What can go wrong, and how it is told.

    CounterclaimError            the base; a command prints it and exits
    ├── FaultsFound              the input has faults: all of them together (exit 1)
    └── Misuse                   the call itself cannot be carried out: a wrong option, a missing path (exit 2)

A fault says where it is, what was expected, what was found, and the remedy.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHOWN = 50
"""How many faults of one file a report spells out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of an input file."""

    file: str
    where: str
    """The place inside the file: a line, a record, a field. May be empty."""
    expected: str
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        """Give one line: `file: where: expected ..., found ...; remedy`."""
        place = f"{self.file}: {self.where}" if self.where else self.file
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}: expected {self.expected}, found {self.found}{remedy}"


class CounterclaimError(Exception):
    """Base of all errors that are meant for a user."""

    exit_code = 2


class Misuse(CounterclaimError):  # noqa: N818 - it is what the user did
    """The call cannot be carried out as it is."""


class FaultsFound(CounterclaimError):  # noqa: N818 - the plural of a fault, not an error class of its own
    """An input has faults.

    Attributes:
        faults: all of them, in the order of the input.
    """

    exit_code = 1

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults; the message is their report."""
        self.faults = list(faults)
        super().__init__(report(self.faults))


def report(faults: Sequence[Fault]) -> str:
    """Spell out the first faults of each file, count the rest."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    lines = []
    for file, found in by_file.items():
        lines += [str(fault) for fault in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"{file}: and {len(found) - SHOWN} more faults")
    lines.append(f"{len(faults)} fault{'' if len(faults) == 1 else 's'} in {len(by_file)} file{'' if len(by_file) == 1 else 's'}")
    return "\n".join(lines)


def near_miss(found: str, known: Iterable[str]) -> str:
    """Suggest the known name nearest to the one found, or list what is known if that is short; else say nothing."""
    names = [str(name) for name in known]
    close = difflib.get_close_matches(found[:100], names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"use one of: {', '.join(names)}" if len(names) <= 12 else ""
