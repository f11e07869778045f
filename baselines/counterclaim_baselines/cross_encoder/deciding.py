"""How the cross-encoder decides: offsets of the labels, chosen on validation at the prevalence that the task has."""

from collections.abc import Sequence

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.metrics.macro_f1 import MacroF1
from counterclaim.metrics.marginals import count_classes

GRID = tuple(np.arange(-3, 3.25, 0.25).tolist())
"""How far from its start each offset is tried."""
ROUNDS = 2


def prior_offsets(classes: Sequence[str], everywhere: Sequence[str], seen: Sequence[str]) -> Counts:
    """Return log(items everywhere / items trained on) of each label, (classes,); 0 for one that is absent from either.

    Added to log-probabilities, they undo that labels were drawn unevenly, but for a constant. Saerens, Latinne & Decaestecker
    (2002), "Adjusting the Outputs of a Classifier to New a Priori Probabilities: A Simple Procedure", equation 2.4.
    """
    counts = np.array([[sum(label == one for label in labels) for one in classes] for labels in (everywhere, seen)])
    counts[:, (counts == 0).any(0)] = 1
    offsets: Counts = np.log(counts[0] / counts[1])
    return offsets


def macro_f1(gold: Sequence[int], scores: Counts) -> float:
    """Return macro-F1 of the labels with the highest scores, as the ranking counts it (`counterclaim.metrics.MacroF1`)."""
    predicted, classes = scores.argmax(1), scores.shape[1]
    one_event = np.zeros(len(gold), dtype=int)
    counts = count_classes(one_event, 1, np.array(gold, dtype=int), predicted, classes)
    return float(MacroF1().value(counts)[0])


def best_offsets(scores: Counts, gold: Sequence[int], start: Counts) -> Counts:
    """Return the offsets (classes,) whose most probable labels have the best macro-F1, found label by label about a start.

    Args:
        scores: Log-probabilities, (items, classes).
        gold: The number of the right label of each item.
        start: The offsets to begin with, (classes,); they stand where nothing is better, and where there are no items.
    """
    if not len(gold):
        return start
    best, reached = start, macro_f1(gold, scores + start)
    for label in list(range(len(start))) * ROUNDS:
        for step in GRID:
            tried = best.copy()
            tried[label] = start[label] + step
            if (found := macro_f1(gold, scores + tried)) > reached:
                best, reached = tried, found
    return best


def probabilities(scores: Counts, offsets: Counts) -> Counts:
    """Return the softmax of scores and offsets, (items, classes)."""
    moved = scores + offsets
    powers = np.exp(moved - moved.max(1, keepdims=True))
    shares: Counts = powers / powers.sum(1, keepdims=True)
    return shares
