"""The two kinds of arrays that the scorer works with."""

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
"""Counts, credits and scores: float64, so that whole counts add up exactly (below 2**53)."""
Numbers = NDArray[np.int64]
"""Numbers of things: of events, labels, attributions, tokens."""
