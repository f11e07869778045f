"""What a board tells of a score, in three ways, and the half of a test split that it tells it of."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts
from counterclaim.metrics.base import LabelledItems, Metric
from counterclaim_leaderboard.hidden.ladder import release, rounded

Labels = NDArray[np.int8]
"""Numbers of labels: of so many vectors that a byte each is worth it."""


class Board(ABC):
    """Answers the queries of one team, one after the other."""

    name: ClassVar[str]
    falls: ClassVar[bool] = True
    """Whether an answer can be less than an earlier one."""

    def __init__(self, step: float) -> None:
        """Take the step to which scores are rounded, or by which they have to be better."""
        self.step = step
        self.shown: float | None = None
        """The best that the board has shown of the team."""

    def answer(self, score: float) -> float:
        """Take a query: return what the board answers, and show it where it is the best."""
        told = self.told(score)
        self.shown = told if self.shown is None else max(self.shown, told)
        return told

    @abstractmethod
    def told(self, score: float) -> float:
        """Return what the board would answer now."""


class Full(Board):
    """Every score, at full precision."""

    name = "full"

    def told(self, score: float) -> float:
        """Return the score."""
        return score


class Rounded(Board):
    """Every score, rounded to the step."""

    name = "rounded"

    def told(self, score: float) -> float:
        """Return the score rounded."""
        return rounded(score, self.step)


class Ladder(Board):
    """Scores as the Ladder releases them."""

    name = "ladder"
    falls = False

    def told(self, score: float) -> float:
        """Return the team's best as the Ladder has it."""
        return release(self.shown, score, self.step)


BOARDS = (Full, Rounded, Ladder)


@dataclass(frozen=True, eq=False)
class Half:
    """The gold of the events of one half of a split."""

    labels: Labels
    """(N,) the gold."""
    classes: int
    metric: Metric
    """One whose counts are those of `marginals`: macro-F1."""

    def scores(self, vectors: Labels) -> Counts:
        """Score vectors of labels (..., N): (...)."""
        each = range(self.classes)
        right = [((vectors == c) & (self.labels == c)).sum(-1) for c in each]
        predicted = [(vectors == c).sum(-1) for c in each]
        gold = [np.broadcast_to((self.labels == c).sum(), predicted[0].shape) for c in each]
        return self.metric.value(np.stack([*right, *predicted, *gold], -1).astype(np.float64))


def halves(gold: LabelledItems, metric: Metric, seed: int) -> tuple[Half, Half]:
    """Deal the events into two halves, that of the board and a fresh one.

    Events and not items, since items of one event are not independent.
    """
    events = np.random.default_rng(seed).permutation(gold.events)
    on_board = np.isin(gold.event, events[: gold.events // 2])
    first, second = (Half(gold.labels[part].astype(np.int8), gold.classes, metric) for part in (on_board, ~on_board))
    return first, second
