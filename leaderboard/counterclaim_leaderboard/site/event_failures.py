"""How often, and in which way, each system is wrong on an event: what the page says without a script."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim_leaderboard.answers import MISSED, Answers
from counterclaim_leaderboard.site.event_items import LABELS

USUAL = 3
"""So many kinds of errors are told of a system."""


@dataclass(frozen=True)
class Failure:
    """A system on one task of an event."""

    system: str
    value: float
    """Of the headline, on this event alone."""
    missed: int
    """Items with another label; or things of the gold that are not found."""
    spurious: int
    """Things that are none of the gold's; 0 where each item has a label."""
    told: str
    """The usual errors, in words."""


def failures(task: str, gold: str, answers: Mapping[str, Answers], values: Mapping[str, float]) -> list[Failure]:
    """Return the systems that have answers on a task, the best first.

    Args:
        task: its name.
        gold: the gold labels, as the answers have theirs; empty where there are none.
        answers: on the task, by system.
        values: of the headline, by system.
    """
    found = [_failure(name, values[name], task, gold, one) for name, one in answers.items()]
    return sorted(found, key=lambda one: (-one.value, one.system))


def _failure(system: str, value: float, task: str, gold: str, one: Answers) -> Failure:
    if task in LABELS:
        labels = LABELS[task]
        errors = Counter((right, given) for right, given in zip(gold, one["given"], strict=True) if right != given)
        usual = sorted(errors.items(), key=lambda item: (-item[1], item[0]))[:USUAL]
        told = ", ".join(f"{labels[int(given)]} for {labels[int(right)]} {times}×" for (right, given), times in usual)
        return Failure(system, value, errors.total(), 0, told)
    if task == "attribution":
        exact, missed = one["found"].count("7"), one["found"].count(MISSED)
        told = f"{exact} exact, {len(one['found']) - exact - missed} in part"
        return Failure(system, value, missed, one["spurious"], told)
    return Failure(system, value, one["found"].count("0"), one["spurious"], f"{one['found'].count('1')} found")
