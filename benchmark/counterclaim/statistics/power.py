"""Power: the smallest difference that a test set of so many events can show.

By simulation from real rows (Card et al. 2020, "With Little Power Comes Great Responsibility", EMNLP): the paired differences of
two real systems, event by event, keep their spread; their mean is set to the difference in question; test sets are drawn from them
with replacement, and the share in which the paired test calls the difference significant is the power.
"""

from collections.abc import Callable

import numpy as np

from counterclaim.arrays import Counts
from counterclaim.statistics.randomisation import ROUNDING

SIMULATIONS = 500
"""Test sets drawn for each difference tried."""
DRAWS = 2000
"""Exchanges of each simulated test."""
STEPS = 24
"""Halvings of the bracket: it ends 2**-24 of its width wide."""


def pseudo_values(rows: Counts, value: Callable[[Counts], Counts]) -> Counts:
    """Return the jackknife pseudo-value of each event (Tukey 1958): (events, width) to (events,).

    Their mean estimates the score, their spread what an event contributes to its variance; for a mean over events they are the
    events' own values. Needs two events.
    """
    events = len(rows)
    total = rows.sum(0)
    left_out = value(total - rows)
    return np.asarray(events * value(total) - (events - 1) * left_out)


def detectable(
    first: Counts,
    second: Counts,
    value: Callable[[Counts], Counts],
    alpha: float = 0.05,
    power: float = 0.8,
    simulations: int = SIMULATIONS,
    draws: int = DRAWS,
    seed: int = 0,
) -> float | None:
    """Return the smallest true difference of two such systems that the paired test finds with the given power.

    Args:
        first: (events, width) counts of one system.
        second: of the other, on the same events.
        value: from summed counts to the score.
        alpha: level of the test.
        power: the share of simulated test sets in which the difference is to be found.
        simulations: test sets drawn for each difference tried; the same for all of them.
        draws: exchanges of each simulated test.
        seed: of both.

    Returns:
        A difference of scores; 0 where the two systems do not differ in any event; None where no difference can be found, because
        so few events cannot give a p-value of `alpha`.
    """
    events = len(first)
    if events < 2 or 2 / 2**events > alpha:
        return None
    differences = pseudo_values(first, value) - pseudo_values(second, value)
    spread = (differences - differences.mean()) * np.sqrt(events / (events - 1))
    if np.ptp(spread) <= ROUNDING:
        return 0.0
    rng = np.random.default_rng(seed)
    noise = spread[rng.integers(0, events, (simulations, events))]
    signs = rng.choice([-1.0, 1.0], (draws, events))
    signs[0] = 1.0  # the exchange that changes nothing counts, as in the test itself
    flipped, weight = signs @ noise.T, signs.sum(1)[:, None]  # (draws, simulations): by linearity the mean shifts by delta * weight

    def found(delta: float) -> float:
        statistics = np.abs(flipped + delta * weight)
        p = (statistics >= statistics[0] - ROUNDING).mean(0)
        return float((p <= alpha).mean())

    low, high = 0.0, float(np.std(spread))
    while found(high) < power:
        low, high = high, 2 * high
        if high > 1e6 * np.std(spread):
            return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if found(middle) >= power else (middle, high)
    return high
