"""The items of an event as its page's script reads them: what was asked, what the gold says, and where that stands."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from counterclaim.graphs import disputes
from counterclaim.rows import Row
from counterclaim.tasks import TASKS
from counterclaim.tasks.labelled import LabelledTask
from counterclaim_leaderboard.site.event_article import in_reading
from counterclaim_leaderboard.site.event_data import EventData

LABELS = {name: task.labels for name, task in TASKS.items() if isinstance(task, LabelledTask)}
"""The tasks of labels; the digit of a label is its place here."""


def gold_labels(task: str, rows: Sequence[Row]) -> str:
    """Return the gold labels of a task's items as the answers have theirs; empty where the task has no labels."""
    order = LABELS.get(task)
    return "" if order is None else "".join(str(order.index(row["label"])) for row in rows)


def items(task: str, data: EventData) -> dict[str, Any]:
    """Return JSON: the names of the labels, the gold labels, the items, and what the task's items refer to."""
    rows = data.items[task]
    return {"labels": LABELS.get(task, []), "gold": gold_labels(task, rows), **_OF[task](data, rows)}


def _stances(data: EventData, rows: Sequence[Row]) -> dict[str, Any]:
    """Each item: holder, claim, article, and the words that show it; where none do, those that express the claim there."""
    expressed: defaultdict[tuple[str, str], list[list[int]]] = defaultdict(list)
    for claim in data.graph["claims"]:
        for mention in claim["mentions"]:
            expressed[claim["id"], mention["article"]] += mention["span"]
    found = []
    for row in rows:
        shown = list(chain.from_iterable(row["evidence"])) or expressed[row["claim"], row["article"]]
        found.append([row["holder"], row["claim"], row["article"], shown])
    return {"items": found}


def _pairs(data: EventData, rows: Sequence[Row]) -> dict[str, Any]:
    """Each item: the numbers of two mentions, and 1 where only the whole article settles it; a mention: article, claim, span."""
    numbers: dict[str, int] = {}
    mentions: list[list[Any]] = []
    found = []
    for row in rows:
        pair = []
        for name, side in zip(row["id"].split("#", 1)[1].split("~"), ("first", "second"), strict=True):
            if name not in numbers:
                numbers[name] = len(mentions)
                mentions.append([row[f"{side}_article"].split("/", 1)[1], name.rsplit(".", 2)[1], row[f"{side}_span"]])
            pair.append(numbers[name])
        found.append([*pair, int(row["needs"] is not None)])
    return {"mentions": mentions, "items": found}


def _edits(data: EventData, rows: Sequence[Row]) -> dict[str, Any]:
    """Each item: its set, what was changed and why, and both mentions with their paragraphs as they stand after the change."""
    columns = ("set", "change", "why", "first_mention", "first_paragraph", "second_mention", "second_paragraph")
    return {"items": [[row[column] for column in columns] for row in rows]}


def _attributions(data: EventData, rows: Sequence[Row]) -> dict[str, Any]:
    """Each item, a gold attribution: article, its number there, who speaks, content; and the articles by number."""
    found = [
        [row["id"].split("/", 1)[1], number, ", ".join(one["by_names"]), one["content"]]
        for row in rows
        for one, number in zip(row["attributions"], in_reading(row["attributions"]), strict=True)
    ]
    return {"articles": [row["id"].split("/", 1)[1] for row in rows], "items": found}


def _disputes(data: EventData, rows: Sequence[Row]) -> dict[str, Any]:
    """Each item, a gold dispute: two sides, each holder, whether for it, and claim."""
    return {"items": [[[side.holder, int(side.favours), side.claim] for side in pair] for pair in disputes(data.disputed)]}


_OF: dict[str, Callable[[EventData, Sequence[Row]], dict[str, Any]]] = {
    "attribution": _attributions,
    "stance": _stances,
    "contradiction": _pairs,
    "contrast": _edits,
    "graph": _disputes,
}
