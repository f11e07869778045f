"""How far two hands agree, layer by layer, with intervals over events: A and B, one of them and the gold, a person and the gold.

Detection and roles: F1 of one hand against the other, by the matching of the attribution task. Stances and pairs: Krippendorff's
alpha for nominal data (Krippendorff 2018, "Content Analysis", 4th ed., ch. 12). For two copies of one language model this measures
consistency, not validity.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.corpus.disagreements import linked
from counterclaim.labels import POLARITY, VERDICT, Polarity, Relation, Stance
from counterclaim.metrics.base import ROLES
from counterclaim.records import Event


class Agreement(NamedTuple):
    """One figure with its interval (2.5th and 97.5th percentile over resampled events)."""

    layer: str
    measure: str
    value: float
    low: float
    high: float
    units: int


Hands = tuple[str, str]
"""The names of the two hands that are compared."""


Count = Callable[[Event, Hands], Counts]


def agreement(events: Sequence[Event], hands: Hands = ("a", "b"), replicates: int = 1000, seed: int = 0) -> list[Agreement]:
    """Return every figure of agreement of two hands.

    Args:
        events: with the layers of both hands.
        hands: their names.
        replicates: bootstrap samples of events.
        seed: of the bootstrap.
    """
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, len(events), (replicates, len(events)))
    figures = []
    for (layer, measure), (count, value) in MEASURES.items():
        rows = np.stack([count(event, hands) for event in events])
        if not rows.any():  # a round that had no such layer
            continue
        point = value(rows.sum(0))
        spread = [value(rows[sample].sum(0)) for sample in samples]
        defined = [one for one in spread if not np.isnan(one)] or [point]
        low, high = np.percentile(defined, [2.5, 97.5])
        figures.append(Agreement(layer, measure, point, float(low), float(high), int(_units(rows.sum(0)))))
    return figures


def _detection(event: Event, hands: Hands) -> Counts:
    found = linked(event, *(event.hands[hand] for hand in hands))
    return np.array([2 * len(found.links.gold), len(found.one) + len(found.other)], float)


def _role(role: str) -> Count:
    def count(event: Event, hands: Hands) -> Counts:
        overlap = linked(event, *(event.hands[hand] for hand in hands)).links.roles[role]
        return np.array([2 * overlap.shared.sum(), overlap.gold.sum() + overlap.predicted.sum()], float)

    return count


def _ratio(sums: Counts) -> float:
    return float(sums[0] / sums[1]) if sums[1] else float("nan")


def _stances(values: dict[Stance, int], silence: bool) -> Count:
    """Count the pairs of labels of the two hands; with `silence`, a cell that one hand left empty counts as a label."""
    size = max(values.values()) + 1 + silence

    def count(event: Event, hands: Hands) -> Counts:
        a, b = ({s.key: values[s.label] for s in event.hands[hand].stances} for hand in hands)
        table = np.zeros((size, size))
        for key in a.keys() | b.keys() if silence else a.keys() & b.keys():
            table[a.get(key, size - 1), b.get(key, size - 1)] += 1
        return table

    return count


def _pairs(values: dict[Relation, int]) -> Count:
    size = max(values.values()) + 1

    def count(event: Event, hands: Hands) -> Counts:
        a, b = ({p.key: values[p.label] for p in event.hands[hand].pairs if p.label in values} for hand in hands)
        table = np.zeros((size, size))
        for key in a.keys() & b.keys():
            table[a[key], b[key]] += 1
        return table

    return count


def _polarities(event: Event, hands: Hands) -> Counts:
    one, other = (_said(event, hand) for hand in hands)
    table = np.zeros((len(Polarity), len(Polarity)))
    order = list(Polarity)
    for key in one.keys() & other.keys():
        table[order.index(one[key]), order.index(other[key])] += 1
    return table


def _said(event: Event, hand: str) -> dict[str, Polarity]:
    """Return what a hand says of each mention: A and B in their votes, the gold as it was settled, others in their own file."""
    said = dict(event.hands[hand].polarities)
    for claim in event.claims:
        for mention in claim.mentions:
            key = f"{claim.id}/{mention.article}/{mention.number}"
            if mention.polarity_votes and hand in ("a", "b"):
                said[key] = mention.polarity_votes[("a", "b").index(hand)]
            elif mention.polarity_votes and hand == "gold":
                said[key] = mention.polarity
    return said


def _alpha(table: Counts) -> float:
    """Return nominal alpha of a table of paired labels; not a number where all labels are the same.

    From the coincidence matrix of two observers who both label every unit (Krippendorff 2018, ch. 12): the same as the package
    `krippendorff` gives for the units one by one (a test holds it to that), in the time that a bootstrap needs.
    """
    coincidences = table + table.T
    of_label = coincidences.sum(0)
    values = of_label.sum()
    expected = values**2 - (of_label**2).sum()
    observed = values - np.trace(coincidences)
    return float(1 - (values - 1) * observed / expected) if expected else float("nan")


def _units(sums: Counts) -> float:
    return float(sums[1] if sums.ndim == 1 else sums.sum())


_SEVEN = {label: number for number, label in enumerate(Stance)}
_THREE = {label: POLARITY[label] + 1 for label in Stance}
_RELATIONS = {label: number for number, label in enumerate(Relation)}
_VERDICTS = {label: sorted(set(VERDICT.values())).index(verdict) for label, verdict in VERDICT.items()}

MEASURES: dict[tuple[str, str], tuple[Count, Callable[[Counts], float]]] = {
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
