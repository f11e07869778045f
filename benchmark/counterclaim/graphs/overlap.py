"""The overlap join: which of two families of sets share an element, without comparing every one with every other."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from counterclaim.spans import dice

_L = TypeVar("_L")
_R = TypeVar("_R")
_E = TypeVar("_E")


def overlaps(left: Mapping[_L, frozenset[_E]], right: Mapping[_R, frozenset[_E]]) -> dict[tuple[_L, _R], float]:
    """Return the Dice coefficient of every pair that shares an element, and no other pair.

    By an index from the elements to the sets on the left: linear in the elements where few sets share one.
    """
    holding: defaultdict[_E, list[_L]] = defaultdict(list)
    for name, elements in left.items():
        for element in elements:
            holding[element].append(name)
    met = {(one, other) for other, elements in right.items() for element in elements for one in holding.get(element, ())}
    return {(one, other): dice(left[one], right[other]) for one, other in met}
