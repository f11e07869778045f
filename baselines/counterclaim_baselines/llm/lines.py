"""From a checked answer to a line of predictions; what does not lead anywhere is dropped and counted."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from counterclaim.labels import Verdict
from counterclaim_baselines.base import Line, Row
from counterclaim_baselines.llm.forms import Answer, AttributionAnswer, GraphAnswer, NumberedAnswer, PairAnswer, StanceAnswer
from counterclaim_baselines.llm.quoting import located

Dropped = Counter[str]

FILLED: dict[str, Line] = {
    "attribution": {"attributions": []},
    "stance": {"label": "reports"},
    "contradiction": {"label": "neutral"},
    "contrast": {"label": "neutral"},
    "graph": {"holders": [], "claims": [], "stances": [], "relations": []},
}
"""The line that commits to nothing, for an item that was not answered."""


def line_of(answer: Answer, row: Row, dropped: Dropped) -> Line:
    """Return the line of predictions that an answer gives for an item."""
    return {"id": row["id"], **_LINES[type(answer)](answer, row, dropped)}


def _stance(answer: StanceAnswer, row: Row, dropped: Dropped) -> Line:
    del row, dropped
    return {"label": answer.label.value}


def _pair(answer: PairAnswer, row: Row, dropped: Dropped) -> Line:
    del row, dropped
    conflict = answer.type is not None and answer.label is Verdict.CONTRADICTION
    return {"label": answer.label.value} | ({"type": answer.type.value} if conflict and answer.type else {})


def _attributions(answer: AttributionAnswer, row: Row, dropped: Dropped) -> Line:
    found: list[Line] = []
    seen = set()
    after = 0
    for one in answer.attributions:
        source, cue, content = located(row["text"], (one.source, one.cue, one.content), dropped, after)
        if not content:
            dropped["attributions without a content that is in the text"] += 1
        elif (source, cue, content) in seen:
            dropped["attributions named twice"] += 1
        else:
            seen.add((source, cue, content))
            after = content[0][0]
            names = list(dict.fromkeys(name.strip() for name in one.by if name.strip()))
            spans = {"source": source, "cue": cue, "content": content}
            found.append({role: [list(piece) for piece in span] for role, span in spans.items()} | {"by": names})
    return {"attributions": found}


def _graph(answer: GraphAnswer, row: Row, dropped: Dropped) -> Line:
    texts = dict(zip(row["articles"], row["texts"], strict=True))
    holders = {one.id: {"id": one.id, "name": one.name} for one in reversed(answer.holders)}
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in answer.claims:
        for mention in claim.mentions:
            (span,) = located(texts.get(mention.article, ""), (mention.words,), dropped)
            place = {"article": mention.article, "span": [list(piece) for piece in span]}
            if span and place not in claims.setdefault(claim.id, []):
                claims[claim.id].append(place)
        if not claims.get(claim.id):
            claims.pop(claim.id, None)
            dropped["claims without words that are in the articles"] += 1
    stances = {}
    for one in answer.stances:
        if one.holder in holders and one.claim in claims and one.article in texts:
            stances[one.holder, one.claim, one.article] = one.label.value
        else:
            dropped["stances on what is not in the graph"] += 1
    relations: dict[frozenset[str], Line] = {}
    for related in answer.relations:
        pair = frozenset((related.first, related.second))
        if len(pair) == 2 and pair <= claims.keys() and pair not in relations:
            relations[pair] = {"first": related.first, "second": related.second, "label": related.label.value}
        else:
            dropped["relations of claims that are not in the graph, or named twice"] += 1
    return {
        "holders": [holders[name] for name in reversed(holders)],
        "claims": [{"id": name, "mentions": mentions} for name, mentions in claims.items()],
        "stances": [{"holder": h, "claim": c, "label": label, "article": a} for (h, c, a), label in stances.items()],
        "relations": list(relations.values()),
    }


_LINES: dict[type[Answer], Callable[[Any, Row, Dropped], Line]] = {
    StanceAnswer: _stance,
    PairAnswer: _pair,
    NumberedAnswer: _pair,
    AttributionAnswer: _attributions,
    GraphAnswer: _graph,
}
