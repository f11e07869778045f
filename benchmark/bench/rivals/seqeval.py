"""seqeval: the contents as BIO tags of the words, from the files to F1. Contents that overlap have no such tags."""

import json
from pathlib import Path

from seqeval.metrics import f1_score

from bench.timing import cpu, reply


def tags(gold: Path, predicted: Path) -> tuple[list[list[str]], list[list[str]]]:
    """Read gold, whose lines have the text, and predictions; return the tags of both, article by article."""
    right: list[list[str]] = []
    given: list[list[str]] = []
    for line, other in zip(gold.read_text().splitlines(), predicted.read_text().splitlines(), strict=True):
        record = json.loads(line)
        words = record["text"].split(" ")
        at = {}
        position = 0
        for number, word in enumerate(words):
            at[position] = number
            position += len(word) + 1
        for found, into in ((record, right), (json.loads(other), given)):
            sequence = ["O"] * len(words)
            for one in found["attributions"]:
                ((start, end),) = one["content"]
                first = at[start]
                sequence[first : at.get(end + 1, len(words))] = ["I-content"] * (at.get(end + 1, len(words)) - first)
                sequence[first] = "B-content"
            into.append(sequence)
    return right, given


def scored(folder: str) -> float:
    """Return micro F1 of whole contents, from the files."""
    return float(f1_score(*tags(Path(folder) / "apart-gold.jsonl", Path(folder) / "apart/attribution.jsonl")))


def check(folder: str) -> dict[str, float]:
    """Return F1 where no two attributions meet."""
    return {"content": scored(folder)}


def measure(folder: str) -> dict[str, float]:
    """Return the seconds from the files to F1."""
    return {"file to score": cpu(lambda: scored(folder), 3).seconds}


if __name__ == "__main__":
    reply(check, measure)
