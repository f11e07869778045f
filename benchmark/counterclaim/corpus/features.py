"""The columns of each config of the dataset, with the names of the labels."""

from enum import StrEnum

from datasets import ClassLabel, Features, List, Value

from counterclaim.labels import (
    ClaimKind,
    ConflictType,
    CueType,
    Directness,
    EditKind,
    EventKind,
    Polarity,
    Relation,
    Settled,
    SourceKind,
    Stance,
    Strength,
    Verdict,
)

_TEXT = Value("string")
_FLAG = Value("bool")
_SPAN = List(List(Value("int32")))


def _label(names: type[StrEnum]) -> ClassLabel:
    return ClassLabel(names=[name.value for name in names])


_CONTEXT = {
    "id": _TEXT,
    "event": _TEXT,
    "kind": _label(EventKind),
    "article": _TEXT,
    "outlet": _TEXT,
    "outlet_name": _TEXT,
    "position": _TEXT,
    "published": _TEXT,
    "title": _TEXT,
    "text": _TEXT,
}
_PROVENANCE = {"ambiguous": _TEXT, "settled": _label(Settled)}
_ATTRIBUTION = {
    "id": _TEXT,
    "source": _SPAN,
    "cue": _SPAN,
    "content": _SPAN,
    "by": List(_TEXT),
    "by_names": List(_TEXT),
    "cue_type": _label(CueType),
    "directness": _label(Directness),
    "parent": _TEXT,
    "claims": List(_TEXT),
    **_PROVENANCE,
}
_RELATION = {
    "label": _label(Relation),
    "type": _label(ConflictType),
    "strength": _label(Strength),
    "rebuttal": _FLAG,
}
_STANCE = {
    "holder": _TEXT,
    "claim": _TEXT,
    "label": _label(Stance),
    "shifted": _FLAG,
    **_PROVENANCE,
}
_CANARY = {"canary": _TEXT}


def _side(side: str) -> dict[str, object]:
    return {
        f"{side}_article": _TEXT,
        f"{side}_outlet": _TEXT,
        f"{side}_published": _TEXT,
        f"{side}_paragraph": _TEXT,
        f"{side}_mention": _TEXT,
        f"{side}_span": _SPAN,
    }


FEATURES: dict[str, Features] = {
    "articles": Features({**_CONTEXT, "sha256": _TEXT, "furniture": List(_SPAN), **_CANARY}),
    "attribution": Features(
        {
            **_CONTEXT,
            "attributions": List(_ATTRIBUTION),
            "votes_a": List(_ATTRIBUTION),
            "votes_b": List(_ATTRIBUTION),
            **_CANARY,
        }
    ),
    "stance": Features(
        {
            **_CONTEXT,
            "holder_name": _TEXT,
            "own_voice": _FLAG,
            "claim_text": _TEXT,
            "claim_kind": _label(ClaimKind),
            **_STANCE,
            "vote_a": _label(Stance),
            "vote_b": _label(Stance),
            "evidence": List(_SPAN),
            **_CANARY,
        }
    ),
    "contradiction": Features(
        {
            "id": _TEXT,
            "event": _TEXT,
            "kind": _label(EventKind),
            **_side("first"),
            **_side("second"),
            **_RELATION,
            "label": _label(Verdict),
            "relation": _label(Relation),
            "first_polarity": _label(Polarity),
            "second_polarity": _label(Polarity),
            "vote_a": _label(Verdict),
            "vote_b": _label(Verdict),
            "needs": _TEXT,
            **_PROVENANCE,
            **_CANARY,
        }
    ),
    "contrast": Features(
        {
            "id": _TEXT,
            "set": _TEXT,
            "event": _TEXT,
            "kind": _label(EventKind),
            **_side("first"),
            "first_text": _TEXT,
            **_side("second"),
            "second_text": _TEXT,
            "label": _label(Verdict),
            "type": _label(ConflictType),
            "change": _label(EditKind),
            "of": _TEXT,
            "why": _TEXT,
            **_CANARY,
        }
    ),
    "graph": Features(
        {
            "id": _TEXT,
            "event": _TEXT,
            "kind": _label(EventKind),
            "title": _TEXT,
            "place": _TEXT,
            "window": List(_TEXT),
            "parties": List({"id": _TEXT, "name": _TEXT}),
            "articles": List(_TEXT),
            "outlet_names": List(_TEXT),
            "texts": List(_TEXT),
            "sources": List(
                {
                    "id": _TEXT,
                    "name": _TEXT,
                    "kind": _label(SourceKind),
                    "party": _TEXT,
                    "part_of": _TEXT,
                    "mentions": List({"article": _TEXT, "span": _SPAN}),
                }
            ),
            "claims": List(
                {
                    "id": _TEXT,
                    "text": _TEXT,
                    "kind": _label(ClaimKind),
                    "validity": _TEXT,
                    "ambiguous": _TEXT,
                    "mentions": List(
                        {
                            "article": _TEXT,
                            "number": Value("int32"),
                            "span": _SPAN,
                            "needs": _TEXT,
                            "polarity": _label(Polarity),
                            "ambiguous": _TEXT,
                        }
                    ),
                }
            ),
            "stances": List({**_STANCE, "article": _TEXT, "evidence": List(_TEXT)}),
            "relations": List({"first": _TEXT, "second": _TEXT, **_RELATION, "reason": _TEXT, **_PROVENANCE}),
            **_CANARY,
        }
    ),
}
"""By config. A label that does not apply (a type where nothing conflicts, a vote that was not given) is null."""
