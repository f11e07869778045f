"""What stance and contradiction share: one label an item, with optional scores."""

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import near_miss
from counterclaim.labels import ConflictType
from counterclaim.metrics.base import LabelledItems
from counterclaim.rows import Row, Rows
from counterclaim.tasks.base import Gold, Packed, in_order

TOLERANCE = 1e-6
"""How far scores may be from adding up to 1."""

_TYPES = {kind.value: number for number, kind in enumerate(ConflictType)}


class Label(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A line of predictions: an item's label, and a probability for each label, 0 where it is not named."""

    id: str
    label: str
    scores: dict[str, float] | None = None


class PairLabel(Label, forbid_unknown_fields=True, frozen=True):
    """A line of predictions on two mentions: with the type of the conflict, and the label of the pair turned round."""

    type: str | None = None
    reversed: str | None = None


class LabelledTask:
    """A task that asks for one of a fixed set of labels."""

    columns: tuple[str, ...] = ("id", "event", "label", "vote_a", "vote_b")

    def __init__(self, labels: type[StrEnum], line: type[Label]) -> None:
        """Take the labels in their order, and the form of a line."""
        self.labels = [label.value for label in labels]
        self.line: type[msgspec.Struct] = line
        self.sound_line: type[msgspec.Struct] = _sound(line, self.labels)
        self._number = {label: number for number, label in enumerate(self.labels)}

    def gold(self, rows: Iterable[Row]) -> Gold:
        """Turn the rows of the dataset into gold; where no annotator voted, the gold label counts as the vote.

        A hidden label is -1, and its distribution of votes is 0 throughout.
        """
        ordered, events, event = in_order(rows)
        columns = ordered.columns
        labels = _numbers(columns["label"], self._number).astype(np.int64)
        none = [None] * len(ordered)
        cast = [_numbers(columns.get(hand, none), self._number) for hand in ("vote_a", "vote_b")]
        votes: NDArray[np.float64] = np.zeros((len(ordered), len(self.labels)))
        for vote in (*cast, np.where((cast[0] < 0) & (cast[1] < 0), labels, -1)):
            voted = np.flatnonzero(vote >= 0)
            votes[voted, vote[voted]] += 1
        votes /= np.maximum(votes.sum(1, keepdims=True), 1)
        types = _numbers(columns.get("type", none), _TYPES).astype(np.int64)
        items = LabelledItems(event, len(events), labels, len(self.labels), votes, types)
        return Gold(tuple(columns["id"]), event, events, items, Rows({"id": columns["id"]}))

    def faults(self, line: Any, row: Row) -> list[tuple[str, str, str, str]]:
        """List an unknown label or type, and scores that are no distribution."""
        del row
        found = []
        for field, known, expected in (
            ("label", self._number, "a label"),
            ("type", _TYPES, "a type of conflict"),
            ("reversed", self._number, "a label"),
        ):
            given = getattr(line, field, None)
            if given is not None and given not in known:
                found.append((field, expected, repr(given[:100]), near_miss(given, known)))
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

    def pack(self, lines: Sequence[Any]) -> Packed:
        """Turn lines into numbers of labels and types (-1 for none) and scores (0 where a line gives none)."""
        scores: NDArray[np.float64] = np.zeros((len(lines), len(self.labels)))
        scored = np.zeros(len(lines), dtype=bool)
        given = [line.scores for line in lines]
        if given.count(None) < len(given):
            for i, distribution in enumerate(given):
                if distribution is not None:
                    scored[i] = True
                    for label, score in distribution.items():
                        scores[i, self._number[label]] = score
        pack = {"labels": _numbers([line.label for line in lines], self._number), "scores": scores, "scored": scored}
        if issubclass(self.line, PairLabel):
            pack["types"] = _numbers([line.type for line in lines], _TYPES)
            pack["reversed"] = _numbers([line.reversed for line in lines], self._number)
        return pack

    def is_sound(self, packed: Packed, rows: Iterable[Row]) -> bool:
        """Tell whether scores add up to 1; all else is in the form of the line."""
        del rows
        totals = packed["scores"][packed["scored"]].sum(1)
        return bool((np.abs(totals - 1) <= TOLERANCE / 2).all())  # what is near the limit is looked at closely

    def faults_together(self, packed: Packed) -> list[tuple[str, str, str, str]]:
        """List turned pairs that are answered in part."""
        given = int((packed.get("reversed", np.empty(0)) >= 0).sum())
        if 0 < given < len(packed["labels"]):
            of = f"{given} of {len(packed['labels'])}"
            return [("reversed", "the label of every turned pair or of none", of, "answer the rest, or leave them all out")]
        return []

    def predictions(self, packed: Packed, gold: Gold) -> LabelledItems:
        """Name the arrays as the metrics know them; where a line gives no scores, it is certain of its label."""
        labels, turned = packed["labels"].astype(np.int64), packed.get("reversed")
        scores = np.where(packed["scored"][:, None], packed["scores"], np.eye(len(self.labels))[labels])
        return LabelledItems(
            gold.event,
            len(gold.events),
            labels,
            len(self.labels),
            scores,
            packed["types"].astype(np.int64) if "types" in packed else np.full(len(gold.ids), -1),
            reversed=None if turned is None or (turned < 0).any() else turned.astype(np.int64),
            scored=bool(packed["scored"].any()),
        )

    def canonical(self, packed: Packed) -> bytes:
        """Return the arrays in the order of their names."""
        return b"".join(name.encode() + np.ascontiguousarray(packed[name]).tobytes() for name in sorted(packed))


def _sound(line: type[Label], labels: Sequence[str]) -> type[msgspec.Struct]:
    """Return the form of a line that can hold nothing but labels, types and probabilities."""
    label: Any = Literal[tuple(labels)]
    probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
    fields: list[Any] = [("id", str), ("label", label), ("scores", dict[label, probability] | None, None)]
    if issubclass(line, PairLabel):
        fields += [("type", Literal[tuple(_TYPES)] | None, None), ("reversed", label | None, None)]
    return msgspec.defstruct(f"Sound{line.__name__}", fields, frozen=True, forbid_unknown_fields=True, gc=False)


def _numbers(names: Sequence[Any], number: Mapping[str, int]) -> NDArray[Any]:
    """Turn names into numbers, None into -1."""
    if names.count(None) == len(names):
        return np.full(len(names), -1, np.int8)
    known: dict[str | None, int] = {None: -1}
    known.update(number)
    return np.fromiter(map(known.__getitem__, names), np.int8, len(names))
