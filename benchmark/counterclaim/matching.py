"""One-to-one matching of maximum total weight, the same in whatever order the edges come.

Most components of a sparse graph are single edges or stars, which need no solver; the rest goes to
scipy.optimize.linear_sum_assignment (Crouse 2016), imported only then.
"""

from collections.abc import Mapping

Edge = tuple[int, int]


def best_matching(weights: Mapping[Edge, float]) -> list[Edge]:
    """Match left to right one-to-one so that the weights add up to the most.

    Args:
        weights: positive weight of each eligible (left, right) pair. A pair that is not named is not eligible.

    Returns:
        The chosen pairs in ascending order. Of equal optima the one that a fixed order of the nodes gives.
    """
    chosen: list[Edge] = []
    for edges in _components(sorted(weights)):
        if len({left for left, _ in edges}) == 1 or len({right for _, right in edges}) == 1:
            chosen.append(max(edges, key=lambda edge: weights[edge]))
        else:
            chosen += _assign(edges, weights)
    return sorted(chosen)


def _components(edges: list[Edge]) -> list[list[Edge]]:
    """Group the edges that hang together, by union-find over the nodes."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in edges:
        parent[root(("left", left))] = root(("right", right))
    groups: dict[tuple[str, int], list[Edge]] = {}
    for edge in edges:
        groups.setdefault(root(("left", edge[0])), []).append(edge)
    return list(groups.values())


def _assign(edges: list[Edge], weights: Mapping[Edge, float]) -> list[Edge]:
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - costs half a second, seldom needed

    lefts = sorted({left for left, _ in edges})
    rights = sorted({right for _, right in edges})
    row = {left: number for number, left in enumerate(lefts)}
    column = {right: number for number, right in enumerate(rights)}
    matrix = np.zeros((len(lefts), len(rights)))
    for left, right in edges:
        matrix[row[left], column[right]] = weights[left, right]
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    pairs = [(lefts[i], rights[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]
    return [pair for pair in pairs if pair in weights]
