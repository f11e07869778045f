"""How far annotators A and B agree, layer by layer, with intervals over events.

Detection and roles: F1 of one hand against the other, by the matching of the attribution task. Stances and pairs: Krippendorff's
alpha for nominal data (Krippendorff 2018, "Content Analysis", 4th ed., ch. 12), by the `krippendorff` package. For two copies of
one language model this measures consistency, not validity.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import krippendorff
import numpy as np
from numpy.typing import NDArray

from counterclaim.corpus.disagreements import linked, text_tokens, token_roles
from counterclaim.labels import POLARITY, VERDICT, Polarity, Relation, Stance
from counterclaim.metrics.base import ROLES
from counterclaim.records import Event

Counts = NDArray[np.float64]


class Agreement(NamedTuple):
    """One figure with its interval (2.5th and 97.5th percentile over resampled events)."""

    layer: str
    measure: str
    value: float
    low: float
    high: float
    units: int


def agreement(events: Sequence[Event], replicates: int = 1000, seed: int = 0) -> list[Agreement]:
    """Return every figure of agreement of A and B.

    Args:
        events: with the layers of both hands.
        replicates: bootstrap samples of events.
        seed: of the bootstrap.
    """
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, len(events), (replicates, len(events)))
    figures = []
    for (layer, measure), (count, value) in MEASURES.items():
        rows = np.stack([count(event) for event in events])
        if not rows.any():  # a round that had no such layer
            continue
        point = value(rows.sum(0))
        spread = [value(rows[sample].sum(0)) for sample in samples]
        defined = [one for one in spread if not np.isnan(one)] or [point]
        low, high = np.percentile(defined, [2.5, 97.5])
        figures.append(Agreement(layer, measure, point, float(low), float(high), int(_units(rows.sum(0)))))
    return figures


def _detection(event: Event) -> Counts:
    pairs = linked(event, event.hands["a"], event.hands["b"])
    both = sum(1 for a, b in pairs if a and b)
    return np.array([2 * both, sum((a is not None) + (b is not None) for a, b in pairs)], float)


def _role(role: str) -> Callable[[Event], Counts]:
    def count(event: Event) -> Counts:
        tokens = text_tokens(event)
        shared = size = 0
        for a, b in linked(event, event.hands["a"], event.hands["b"]):
            if a and b:
                one, other = (getattr(token_roles(hand, tokens), role) for hand in (a, b))
                shared += 2 * len(one & other)
                size += len(one) + len(other)
        return np.array([shared, size], float)

    return count


def _ratio(sums: Counts) -> float:
    return float(sums[0] / sums[1]) if sums[1] else float("nan")


def _stances(values: dict[Stance, int], silence: bool) -> Callable[[Event], Counts]:
    """Count the pairs of labels of the two hands; with `silence`, a cell that one hand left empty counts as a label."""
    size = max(values.values()) + 1 + silence

    def count(event: Event) -> Counts:
        a, b = ({s.key: values[s.label] for s in event.hands[hand].stances} for hand in ("a", "b"))
        table = np.zeros((size, size))
        for key in a.keys() | b.keys() if silence else a.keys() & b.keys():
            table[a.get(key, size - 1), b.get(key, size - 1)] += 1
        return table

    return count


def _pairs(values: dict[Relation, int]) -> Callable[[Event], Counts]:
    size = max(values.values()) + 1

    def count(event: Event) -> Counts:
        a, b = ({p.key: values[p.label] for p in event.hands[hand].pairs if p.label in values} for hand in ("a", "b"))
        table = np.zeros((size, size))
        for key in a.keys() & b.keys():
            table[a[key], b[key]] += 1
        return table

    return count


def _polarities(event: Event) -> Counts:
    table = np.zeros((len(Polarity), len(Polarity)))
    order = list(Polarity)
    for claim in event.claims:
        for mention in claim.mentions:
            if mention.polarity_votes:
                a, b = mention.polarity_votes
                table[order.index(a), order.index(b)] += 1
    return table


def _alpha(table: Counts) -> float:
    """Return nominal alpha of a table of paired labels; not a number where all labels are the same."""
    first, second = np.nonzero(table)
    repeats = table[first, second].astype(int)
    if len(set(first) | set(second)) < 2:
        return float("nan")
    units = np.zeros((repeats.sum(), table.shape[0]), int)
    row = np.arange(len(units))
    np.add.at(units, (row, np.repeat(first, repeats)), 1)
    np.add.at(units, (row, np.repeat(second, repeats)), 1)
    return float(krippendorff.alpha(value_counts=units, level_of_measurement="nominal"))


def _units(sums: Counts) -> float:
    return float(sums[1] if sums.ndim == 1 else sums.sum())


_SEVEN = {label: number for number, label in enumerate(Stance)}
_THREE = {label: POLARITY[label] + 1 for label in Stance}
_RELATIONS = {label: number for number, label in enumerate(Relation)}
_VERDICTS = {label: sorted(set(VERDICT.values())).index(verdict) for label, verdict in VERDICT.items()}

MEASURES: dict[tuple[str, str], tuple[Callable[[Event], Counts], Callable[[Counts], float]]] = {
    ("attribution", "detection F1"): (_detection, _ratio),
    **{("attribution", f"{role} token F1"): (_role(role), _ratio) for role in ROLES},
    ("stance", "alpha over 7 labels"): (_stances(_SEVEN, False), _alpha),
    ("stance", "alpha over 3 polarities"): (_stances(_THREE, False), _alpha),
    ("stance", "alpha over 7 labels and silence"): (_stances(_SEVEN, True), _alpha),
    ("relation", "alpha over 7 labels"): (_pairs(_RELATIONS), _alpha),
    ("relation", "alpha over 3 verdicts"): (_pairs(_VERDICTS), _alpha),
    ("mention", "alpha over 3 polarities"): (_polarities, _alpha),
}
"""Each figure: what is counted per event, and the value of summed counts."""
