"""The rows that bound the others: each single annotator against the gold (the noise floor), and gold against itself."""

from collections.abc import Sequence
from typing import ClassVar

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Baseline, Line, Row

_SILENT = {"stance": "reports", "contradiction": "neutral"}
"""The label that commits to nothing: what an annotator counts as having said where he made no record."""


class _Bound(Baseline):
    tasks: ClassVar[tuple[str, ...]] = ("attribution", "stance", "contradiction")
    training_data = "none: it is read off the annotation"
    sees_gold = True
    kind = SystemKind.BOUND
    attributions: ClassVar[str]
    label: ClassVar[str]

    def can_answer(self, task: str, items: Sequence[Row]) -> bool:
        """Tell whether the annotator made any record: in a corpus that was imported there may be none."""
        column = self.attributions if task == "attribution" else self.label
        return task == "graph" or any(item[column] for item in items)

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn nothing."""

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Copy the annotation."""
        return [self._line(task, item) for item in items]

    def _line(self, task: str, item: Row) -> Line:
        if task == "attribution":
            found = [
                {role: one[role] for role in ("source", "cue", "content")} | {"by": one["by_names"]}
                for one in item[self.attributions]
            ]
            return {"id": item["id"], "attributions": found}
        return {"id": item["id"], "label": item[self.label] or _SILENT[task]}


class AnnotatorA(_Bound):
    """Annotator A alone, against the adjudicated gold: part of the noise floor."""

    name = "annotator-a"
    sees = "everything: it is the annotation, with no record counted as reports or neutral"
    attributions = "votes_a"
    label = "vote_a"


class AnnotatorB(_Bound):
    """Annotator B alone, against the adjudicated gold: part of the noise floor."""

    name = "annotator-b"
    sees = "everything: it is the annotation, with no record counted as reports or neutral"
    attributions = "votes_b"
    label = "vote_b"


class Gold(_Bound):
    """The gold against itself: shows that a perfect submission scores 1."""

    name = "gold"
    sees = "the answer"
    tasks = ("attribution", "stance", "contradiction", "contrast", "graph")
    attributions = "attributions"
    label = "label"

    def _line(self, task: str, item: Row) -> Line:
        if task == "graph":
            return _graph(item)
        line = super()._line(task, item)
        if task in ("stance", "contradiction"):
            votes = [vote for vote in (item["vote_a"], item["vote_b"]) if vote is not None] or [item["label"]]
            line["scores"] = {vote: votes.count(vote) / len(votes) for vote in sorted(set(votes))}
        if task in ("contradiction", "contrast") and item["type"] is not None and item["label"] == "contradiction":
            line["type"] = item["type"]
        return line


def _graph(item: Row) -> Line:
    """Copy the graph of an event in the form of a submission."""

    def places(mentions: Sequence[Row]) -> list[Row]:
        return [{"article": one["article"], "span": one["span"]} for one in mentions]

    return {
        "id": item["id"],
        "holders": [{"id": one["id"], "name": one["name"], "mentions": places(one["mentions"])} for one in item["sources"]],
        "claims": [{"id": one["id"], "mentions": places(one["mentions"])} for one in item["claims"]],
        "stances": [{part: one[part] for part in ("holder", "claim", "label", "article")} for one in item["stances"]],
        "relations": [
            {"first": one["first"], "second": one["second"], "label": one["label"]}
            for one in item["relations"]
            if one["label"] != "compatible"
        ],
    }
