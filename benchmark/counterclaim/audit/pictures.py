"""Pictures of the gold for the datasheet, as SVG: where a distribution says more than a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from counterclaim.audit.base import Release
from counterclaim.drawing import COLOURS, altair, write_svg
from counterclaim.labels import ConflictType, Relation, Split, Stance

Row = dict[str, Any]

WIDTH = 420
ORDER = [Split.TRAIN.value, Split.VALIDATION.value, Split.TEST.value]


def conflict_types(release: Release) -> list[Row]:
    """Count the contradictions of each type by split."""
    counts = Counter(
        (pair.type.value, event.split.value)
        for event in release.events
        for pair in event.gold.pairs
        if pair.label is Relation.CONTRADICTION and pair.type
    )
    return [
        {"type": kind.value, "split": split, "contradictions": counts[kind.value, split]}
        for kind in ConflictType
        for split in ORDER
    ]


def stance_labels(release: Release) -> list[Row]:
    """Count the stances of articles and of their sources by label."""
    counts = Counter(
        (one.label.value, "the article itself" if one.holder == event.article(one.article).outlet else "a source")
        for event in release.events
        for one in event.gold.stances
    )
    return [
        {"stance": label.value, "holder": holder, "stances": counts[label.value, holder]}
        for label in Stance
        for holder in ("a source", "the article itself")
    ]


def conflicts_by_event(release: Release) -> list[Row]:
    """Count the contradictions of each event, the strict and the likely."""
    return [
        {
            "event": event.id,
            "strength": strength,
            "contradictions": sum(p.label is Relation.CONTRADICTION and p.strength == strength for p in event.gold.pairs),
        }
        for event in release.events
        for strength in ("strict", "likely")
    ]


PICTURES: dict[str, tuple[Callable[[Release], list[Row]], str, str, str, list[str] | None]] = {
    "contradictions-by-type": (conflict_types, "type", "contradictions", "split", [kind.value for kind in ConflictType]),
    "stances-by-label": (stance_labels, "stance", "stances", "holder", [label.value for label in Stance]),
    "contradictions-by-event": (conflicts_by_event, "event", "contradictions", "strength", None),
}
"""Each picture: its rows; the names of category, count and colour; the order of the categories."""


def draw(release: Release, folder: Path) -> list[Path]:
    """Write every picture into a folder; raises Misuse where altair is not installed."""
    module = altair()
    written = []
    for name, (rows, category, count, colour, order) in PICTURES.items():
        path = folder / f"{name}.svg"
        write_svg(_bars(module, rows(release), category, count, colour, order), path)
        written.append(path)
    return written


def _bars(module: Any, rows: Sequence[Row], category: str, count: str, colour: str, order: list[str] | None) -> Any:
    data = module.Data(values=list(rows))
    return (
        module.Chart(data, width=WIDTH)
        .mark_bar()
        .encode(
            x=module.X(f"{count}:Q", title=count),
            y=module.Y(f"{category}:N", sort=order, title=None),
            color=module.Color(f"{colour}:N", title=colour, scale=module.Scale(range=COLOURS[:3])),
        )
    )
