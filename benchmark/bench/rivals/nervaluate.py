"""nervaluate: spans of the three roles as entities with a label, from the files to all its counts."""

import json
from pathlib import Path
from typing import Any

from nervaluate import Evaluator

from bench.timing import cpu, reply

ROLES = ["source", "cue", "content"]


def entities(path: Path) -> list[list[dict[str, Any]]]:
    """Read a file of attributions: for each article its spans, with nervaluate's inclusive ends."""
    articles = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)["attributions"]
        articles.append(
            [{"label": role, "start": start, "end": end - 1} for one in found for role in ROLES for start, end in one[role]]
        )
    return articles


def evaluated(gold: list[list[dict[str, Any]]], predicted: Path) -> Any:
    """Return nervaluate's counts by label and strategy."""
    return Evaluator(gold, entities(predicted), tags=ROLES, loader="dict").evaluate()["entities"]


def check(folder: str) -> dict[str, Any]:
    """Return spans found exactly, spans in gold and spans predicted, by role, where no two attributions meet."""
    done = evaluated(entities(Path(folder) / "apart-gold.jsonl"), Path(folder) / "apart/attribution.jsonl")
    return {role: [done[role]["strict"].correct, done[role]["strict"].possible, done[role]["strict"].actual] for role in ROLES}


def measure(folder: str) -> dict[str, float]:
    """Return the seconds from the file of predictions to the counts, and from both files."""
    path, predicted = Path(folder) / "articles-gold.jsonl", Path(folder) / "articles/attribution.jsonl"
    gold = entities(path)
    return {
        "file to score": cpu(lambda: evaluated(gold, predicted)).seconds,
        "files to score": cpu(lambda: evaluated(entities(path), predicted)).seconds,
    }


if __name__ == "__main__":
    reply(check, measure)
