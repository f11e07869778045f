"""The form of an answer to each task: what the model is held to, and what its answers are checked against."""

from typing import Any

import msgspec

from counterclaim.labels import ConflictType, Relation, Stance, Verdict


class StanceAnswer(msgspec.Struct):
    """One of seven labels."""

    label: Stance


class PairAnswer(msgspec.Struct):
    """One of three labels, and the type of a contradiction."""

    label: Verdict
    type: ConflictType | None


class NumberedAnswer(PairAnswer):
    """The answer to one of several pairs."""

    pair: int


class PairAnswers(msgspec.Struct):
    """The answers to several pairs."""

    answers: list[NumberedAnswer]


class Saying(msgspec.Struct):
    """One attribution, in words of the article; each list holds the pieces of a span."""

    source: list[str]
    cue: list[str]
    content: list[str]
    by: list[str]


class AttributionAnswer(msgspec.Struct):
    """The attributions of an article."""

    attributions: list[Saying]


class NamedHolder(msgspec.Struct):
    """A holder by name."""

    id: str
    name: str


class QuotedMention(msgspec.Struct):
    """Where an article expresses a claim, in its words."""

    article: str
    words: list[str]


class QuotedClaim(msgspec.Struct):
    """A claim by the words that express it."""

    id: str
    mentions: list[QuotedMention]


class HeldStance(msgspec.Struct):
    """Who says what of which claim, in which article."""

    holder: str
    claim: str
    label: Stance
    article: str


class RelatedClaims(msgspec.Struct):
    """How two claims stand to each other."""

    first: str
    second: str
    label: Relation


class GraphAnswer(msgspec.Struct):
    """The graph of an event."""

    holders: list[NamedHolder]
    claims: list[QuotedClaim]
    stances: list[HeldStance]
    relations: list[RelatedClaims]


Answer = StanceAnswer | PairAnswer | PairAnswers | AttributionAnswer | GraphAnswer

FORMS: dict[str, type[Answer]] = {
    "attribution": AttributionAnswer,
    "stance": StanceAnswer,
    "contradiction": PairAnswer,
    "graph": GraphAnswer,
}


def read(content: str, form: type[Answer]) -> Answer:
    """Return the answer that a reply holds, without a fence around it or the thoughts before it.

    Raises:
        msgspec.MsgspecError, UnicodeError or RecursionError: it holds none of that form.
    """
    rest = content.rpartition("</think>")[2]
    start, end = rest.find("{"), rest.rfind("}")
    return msgspec.json.decode(rest[start : end + 1] if 0 <= start < end else rest, type=form)


def schema(form: type[Answer]) -> dict[str, Any]:
    """Return the JSON schema of a form as strict endpoints take it: no references, all keys required, no others."""
    (root,), parts = msgspec.json.schema_components([form], ref_template="{name}")

    def inlined(node: Any) -> Any:
        if isinstance(node, list):
            return [inlined(one) for one in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return inlined(parts[node["$ref"]])
        if "properties" in node:
            keys = {name: inlined(one) for name, one in node["properties"].items()}
            return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}
        kept = {name: inlined(one) for name, one in node.items() if name not in ("title", "description")}
        return {"type": "string", **kept} if "enum" in kept else kept

    inlined_root: dict[str, Any] = inlined(root)
    return inlined_root
