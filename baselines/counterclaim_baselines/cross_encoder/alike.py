"""Which pairs are worth reading together: those whose mentions are alike to the weights as they come.

Reading apart first and together after is the usual way with many pairs: Nogueira & Cho (2019), "Passage Re-ranking with BERT".
"""

from collections.abc import Sequence

import numpy as np

from counterclaim.arrays import Counts
from counterclaim_baselines.base import Row
from counterclaim_baselines.cross_encoder.items import sides

NEAR = 0.2
"""The least cosine of a pair that is read. Of the train split it leaves nine tenths of the contradictions and corroborations, and
four tenths of the neutral pairs."""


def cosines(items: Sequence[Row]) -> Counts:
    """Return the cosine of both mentions of each pair, (items,)."""
    from counterclaim_baselines.cross_encoder.network import meaning  # noqa: PLC0415 - an extra

    pairs = [sides("contradiction", item) for item in items]
    found = {side: meaning(side).double().numpy() for side in dict.fromkeys(side for pair in pairs for side in pair)}
    return np.array([found[first] @ found[second] for first, second in pairs])
