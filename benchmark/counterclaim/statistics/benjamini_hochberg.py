"""The correction of Benjamini and Hochberg for many tests (Benjamini & Hochberg 1995)."""

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return adjusted p-values in the order given: reject those at or below alpha, and alpha bounds the false discovery rate.

    The rate is the share of false ones that is to be expected among the differences called significant: a milder promise than
    Holm's, for exploring.
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i], reverse=True)
    adjusted = [0.0] * len(p_values)
    lowest = 1.0
    for rank, i in zip(range(len(p_values), 0, -1), order, strict=True):
        lowest = min(lowest, p_values[i] * len(p_values) / rank)
        adjusted[i] = lowest
    return adjusted
