"""One-to-one matching of maximum total weight, the same in whatever order the edges come.

Most components of a sparse graph are single edges or stars, of which the heaviest edge is the matching; what is left goes to
scipy.sparse.csgraph.min_weight_full_bipartite_matching (Jonker & Volgenant 1987, for sparse graphs), imported only then.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from counterclaim.arrays import Counts, Numbers

Edge = tuple[int, int]


def best_matching(weights: Mapping[Edge, float]) -> list[Edge]:
    """Match left to right one-to-one so that the weights add up to the most.

    Args:
        weights: positive weight of each eligible (left, right) pair. A pair that is not named is not eligible.

    Returns:
        The chosen pairs in ascending order. Of equal optima the one that a fixed order of the nodes gives.
    """
    edges = sorted(weights)
    left, right = np.array(edges, np.int64).reshape(-1, 2).T
    return [edges[k] for k in matched(left, right, np.array([weights[edge] for edge in edges]))]


def matched(left: Numbers, right: Numbers, weight: Counts) -> Numbers:
    """Choose edges, no two with a node in common, so that the weights add up to the most.

    Args:
        left: (E,) the left node of each edge. The edges are in ascending order of left and right, each once.
        right: (E,) its right node.
        weight: (E,) positive.

    Returns:
        The numbers of the chosen edges, ascending. Of equal optima the one that a fixed order of the nodes gives.
    """
    around_left, around_right = _in_star(left, right), _in_star(right, left)
    in_star = around_left | around_right
    stars, rest = np.flatnonzero(in_star), np.flatnonzero(~in_star)
    hub = np.where(around_left, left, -1 - right)[stars]
    chosen = stars[_heaviest(hub, weight[stars])]
    if len(rest):
        chosen = np.concatenate((chosen, rest[_assigned(left[rest], right[rest], weight[rest])]))
    return np.sort(chosen)


def _in_star(hub: Numbers, leaf: Numbers) -> NDArray[np.bool_]:
    """Tell of each edge whether all the neighbours of its hub have no other edge."""
    crowded = np.bincount(hub, np.bincount(leaf)[leaf] > 1)
    alone: NDArray[np.bool_] = crowded[hub] == 0
    return alone


def _heaviest(hub: Numbers, weight: Counts) -> Numbers:
    """Return the heaviest edge of each hub, the first of equal ones."""
    order = np.lexsort((-weight, hub))
    return order[np.unique(hub[order], return_index=True)[1]]


def _assigned(left: Numbers, right: Numbers, weight: Counts) -> Numbers:
    """Return the edges of a maximum assignment.

    The solver wants every left node matched, so each gets a partner of its own that stands for none. All weights are raised by 1,
    which costs each left node the same, so that this partner has an edge at all: to the solver, weight 0 is none.
    """
    from scipy.sparse import coo_array  # noqa: PLC0415 - costs a third of a second, seldom needed
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    lefts, row = np.unique(left, return_inverse=True)
    rights, column = np.unique(right, return_inverse=True)
    nobody = np.arange(len(lefts))
    ends = np.concatenate((row, nobody)), np.concatenate((column, len(rights) + nobody))
    raised = np.concatenate((weight + 1, np.ones(len(lefts))))
    graph = coo_array((raised, ends), (len(lefts), len(rights) + len(lefts))).tocsr()
    _, partner = min_weight_full_bipartite_matching(graph, maximize=True)
    return np.flatnonzero(partner[row] == column)
