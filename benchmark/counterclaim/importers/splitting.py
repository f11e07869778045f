"""Which split each record goes to: the corpus's own, or one drawn by cluster, so that no cluster is in two splits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from counterclaim.errors import Misuse
from counterclaim.importers.base import Item
from counterclaim.labels import Split

WAYS = ("corpus", "cluster", "none")
_ORDER = (Split.TRAIN, Split.VALIDATION, Split.TEST)


@dataclass(frozen=True)
class Splitting:
    """How records are split."""

    by: str = "corpus"
    """corpus: as it says, test where it says nothing; cluster: drawn; none: all of it is test."""
    shares: tuple[int, ...] = (80, 10, 10)
    """Of the clusters: train, validation, test."""
    seed: int = 0

    def splits(self, items: Sequence[Item]) -> list[str]:
        """Return the split of each item."""
        if self.by == "none":
            return [Split.TEST.value] * len(items)
        if self.by == "corpus":
            return [item.split or Split.TEST.value for item in items]
        drawn = self._drawn(sorted({str(item.row["event"]) for item in items}))
        return [drawn[str(item.row["event"])] for item in items]

    def _drawn(self, clusters: Sequence[str]) -> dict[str, str]:
        """Order the clusters by a digest of seed and name, which no library's generator can change, and cut by the shares."""
        ordered = sorted(clusters, key=lambda one: hashlib.sha256(f"{self.seed}\n{one}".encode()).digest())
        ends = [round(len(ordered) * end / sum(self.shares)) for end in accumulate(self.shares)]
        found: dict[str, str] = {}
        for split, start, end in zip(_ORDER, (0, *ends), ends, strict=False):
            found |= dict.fromkeys(ordered[start:end], split.value)
        return found

    def told(self) -> str:
        """Say it in words."""
        if self.by == "cluster":
            return f"by cluster, {', '.join(map(str, self.shares))} of train, validation, test, seed {self.seed}"
        return "of the corpus, test where it has none" if self.by == "corpus" else "none: all of it is test"


OWN = Splitting()


def shares_of(told: str) -> tuple[int, ...]:
    """Read `80,10,10`; raises Misuse."""
    parts = told.split(",")
    if len(parts) != len(_ORDER) or not all(part.strip().isdecimal() for part in parts) or not any(map(int, parts)):
        raise Misuse(f"--shares: expected three whole numbers, train, validation, test, such as 80,10,10; found {told!r}")
    return tuple(map(int, parts))
