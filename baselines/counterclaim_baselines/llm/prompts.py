"""The prompts: a system message and a question for each task, with examples from the train split where they are asked for."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from string import Template
from typing import Any

import msgspec

from counterclaim_baselines.base import Row
from counterclaim_baselines.llm.quoting import quoted

Message = dict[str, str]

_FOLDER = Path(__file__).parent / "prompts"


def prompted(task: str) -> str:
    """Return the task whose prompt a task is asked with."""
    return "contradiction" if task == "contrast" else task


def question(task: str, row: Row) -> str:
    """Put an item as its prompt does."""
    return Template(_parts(prompted(task))[1]).substitute(_FIELDS[prompted(task)](row))


def messages(task: str, shots: Sequence[Row], row: Row) -> list[Message]:
    """Return the prompt for one item: instructions, examples with their gold, the question."""
    told = [_message("system", _parts(prompted(task))[0])]
    for shot in shots:
        told += [_message("user", question(task, shot)), _message("assistant", _json(gold(task, shot)))]
    return [*told, _message("user", question(task, row))]


def joint_messages(task: str, shots: Sequence[Row], rows: Sequence[Row]) -> list[Message]:
    """Return the prompt for several pairs at once; the examples stand together, too."""
    told = [_message("system", _parts(prompted(task))[0] + "\n\n" + _read("several"))]
    if shots:
        answers = [{"pair": number, **gold(task, shot)} for number, shot in enumerate(shots, 1)]
        told += [_message("user", _numbered(task, shots)), _message("assistant", _json({"answers": answers}))]
    return [*told, _message("user", _numbered(task, rows))]


def again(reply: str, fault: str) -> list[Message]:
    """Return what follows an answer that has not the form: the answer, and what is wrong with it."""
    return [
        _message("assistant", reply[:2000] or "(nothing)"),
        _message("user", Template(_read("again")).substitute(fault=fault)),
    ]


def draw(task: str, train: Sequence[Row], shots: int, seed: int) -> list[Row]:
    """Draw examples, label after label where the task has labels; records with a second reading are no examples."""
    random = Random(f"{seed}/{task}")
    plain = [row for row in train if not row.get("ambiguous")]
    by_label: dict[str, list[Row]] = {}
    for row in random.sample(plain, len(plain)):
        by_label.setdefault(row.get("label", ""), []).append(row)
    labels = random.sample(sorted(by_label), len(by_label))
    drawn: list[Row] = []
    while len(drawn) < min(shots, len(plain)):
        drawn += [by_label[label].pop() for label in labels if by_label[label]]
    return drawn[:shots]


def gold(task: str, row: Row) -> dict[str, Any]:
    """Return the gold of a training item in the form of an answer."""
    return _GOLD[prompted(task)](row)


def digest() -> str:
    """Return a digest of all prompts, so that a submission says which it was made with."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.md")))).hexdigest()[:12]


@lru_cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()


def _parts(name: str) -> tuple[str, str]:
    instructions, _, asked = _read(name).partition("\n---\n")
    return instructions, asked


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _numbered(task: str, rows: Sequence[Row]) -> str:
    return "\n\n".join(f"Pair {number}\n{question(task, row)}" for number, row in enumerate(rows, 1))


def _json(answer: dict[str, Any]) -> str:
    return msgspec.json.encode(answer).decode()


def _article(row: Row) -> dict[str, str]:
    return {"outlet": row["outlet_name"], "published": row["published"], "text": row["text"]}


def _stance(row: Row) -> dict[str, str]:
    own = ", which is this article in its own voice" if row["own_voice"] else ""
    return {**_article(row), "claim": row["claim_text"], "holder": row["holder_name"] + own}


def _pair(row: Row) -> dict[str, str]:
    return {f"{side}_{what}": row[f"{side}_{what}"] for side in ("first", "second") for what in _SEEN}


_SEEN = ("outlet", "published", "paragraph", "mention")


def _event(row: Row) -> dict[str, str]:
    told = zip(row["articles"], row["outlet_names"], row["texts"], strict=True)
    return {"articles": "\n\n".join(f"Article {article}, of {outlet}:\n\n{text}" for article, outlet, text in told)}


_FIELDS = {"attribution": _article, "stance": _stance, "contradiction": _pair, "graph": _event}


def _gold_attributions(row: Row) -> dict[str, Any]:
    return {
        "attributions": [
            {role: quoted(row["text"], one[role]) for role in ("source", "cue", "content")} | {"by": one["by_names"]}
            for one in row["attributions"]
        ]
    }


def _gold_graph(row: Row) -> dict[str, Any]:
    texts = dict(zip(row["articles"], row["texts"], strict=True))
    holders = {one["holder"] for one in row["stances"]}
    return {
        "holders": [{"id": one["id"], "name": one["name"]} for one in row["sources"] if one["id"] in holders],
        "claims": [
            {
                "id": claim["id"],
                "mentions": [
                    {"article": one["article"], "words": quoted(texts[one["article"]], one["span"])} for one in claim["mentions"]
                ],
            }
            for claim in row["claims"]
        ],
        "stances": [{part: one[part] for part in ("holder", "claim", "label", "article")} for one in row["stances"]],
        "relations": [
            {part: one[part] for part in ("first", "second", "label")} for one in row["relations"] if one["label"] != "compatible"
        ],
    }


_GOLD = {
    "attribution": _gold_attributions,
    "stance": lambda row: {"label": row["label"]},
    "contradiction": lambda row: {"label": row["label"], "type": row["type"] if row["label"] == "contradiction" else None},
    "graph": _gold_graph,
}
