"""What stance and contradiction share: one label an item, with optional scores."""

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import near_miss
from counterclaim.labels import ConflictType
from counterclaim.metrics.base import LabelledItems
from counterclaim.tasks.base import Gold, Row, in_order

TOLERANCE = 1e-6
"""How far scores may be from adding up to 1."""

_TYPES = {kind.value: number for number, kind in enumerate(ConflictType)}


class Label(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A line of predictions: an item's label, and a probability for each label, 0 where it is not named."""

    id: str
    label: str
    scores: dict[str, float] | None = None


class TypedLabel(Label, forbid_unknown_fields=True, frozen=True):
    """A line of predictions of the contradiction task: with the type of the conflict."""

    type: str | None = None


class LabelledTask:
    """A task that asks for one of a fixed set of labels."""

    def __init__(self, labels: type[StrEnum], line: type[Label]) -> None:
        """Take the labels in their order, and the form of a line."""
        self.labels = [label.value for label in labels]
        self.line: type[msgspec.Struct] = line
        self._number = {label: number for number, label in enumerate(self.labels)}

    def gold(self, rows: Sequence[Row]) -> Gold:
        """Turn the rows of the dataset into gold; where no annotator voted, the gold label counts as the vote."""
        ordered, events, event = in_order(rows)
        labels = np.array([self._number[row["label"]] for row in ordered], dtype=np.int64)
        votes = np.zeros((len(ordered), len(self.labels)))
        for i, row in enumerate(ordered):
            cast = [vote for vote in (row["vote_a"], row["vote_b"]) if vote is not None] or [row["label"]]
            for vote in cast:
                votes[i, self._number[vote]] += 1 / len(cast)
        types = np.array([_TYPES.get(row.get("type") or "", -1) for row in ordered], dtype=np.int64)
        items = LabelledItems(event, len(events), labels, len(self.labels), votes, types)
        return Gold(tuple(row["id"] for row in ordered), event, events, items, ordered)

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List an unknown label or type, and scores that are no distribution."""
        del row
        found = []
        if line.label not in self._number:
            found.append(("label", "a label", repr(line.label[:100]), near_miss(line.label, self.labels)))
        kind = getattr(line, "type", None)
        if kind is not None and kind not in _TYPES:
            found.append(("type", "a type of conflict", repr(kind[:100]), near_miss(kind, _TYPES)))
        if line.scores is not None:
            found += self._score_faults(line.scores)
        return found

    def _score_faults(self, scores: Mapping[str, float]) -> list[tuple[str, str, str, str]]:
        found = [
            (f"scores.{label[:100]}", "a label", repr(label[:100]), near_miss(label, self.labels))
            for label in scores
            if label not in self._number
        ]
        bad = {label: score for label, score in scores.items() if not (math.isfinite(score) and score >= 0)}
        found += [
            (f"scores.{label[:100]}", "a finite number from 0 to 1", repr(score), "give probabilities")
            for label, score in bad.items()
        ]
        total = math.fsum(scores.values()) if not bad else 1.0
        if abs(total - 1) > TOLERANCE:
            found.append(
                (
                    "scores",
                    "probabilities that add up to 1",
                    f"a sum of {total:.6g}",
                    "normalise them; labels not named have 0",
                )
            )
        return found

    def predictions(self, lines: Mapping[str, Any], gold: Gold) -> LabelledItems:
        """Bring the lines into the order of the gold."""
        ordered = [lines[one] for one in gold.ids]
        labels = np.array([self._number[line.label] for line in ordered], dtype=np.int64)
        scores: NDArray[np.float64] = np.zeros((len(ordered), len(self.labels)))
        for i, line in enumerate(ordered):
            for label, score in (line.scores or {line.label: 1.0}).items():
                scores[i, self._number[label]] = score
        types = np.array([_TYPES.get(getattr(line, "type", None) or "", -1) for line in ordered], dtype=np.int64)
        return LabelledItems(gold.event, len(gold.events), labels, len(self.labels), scores, types)

    def canonical(self, line: Any) -> bytes:
        """Return the line with its scores in a fixed order."""
        return msgspec.json.encode(line, order="sorted")
