"""Write layers of annotations in the form of the source files: offsets turned back into quotations."""

from collections.abc import Iterable
from typing import Any

import yaml

from counterclaim.corpus.quotations import occurrences
from counterclaim.labels import Relation
from counterclaim.records import Attribution, ClaimPair, Event, HeldStance, Layers, Source
from counterclaim.spans import Span


def to_yaml(event: Event, layers: Layers) -> str:
    """Return the text of an annotation file; attributions, stances and pairs stand in a fixed order."""
    texts = {article.id: article.text for article in event.articles}
    lines = [f"event: {event.id}"]
    lines += _block("sources", (_source(one) for one in layers.sources))
    lines.append("attributions:")
    for article in event.articles:
        own = [one for one in layers.attributions if one.article == article.id]
        if own:
            lines.append(f"  {article.id}:")
            lines += [f"    - {_flow(attribution_form(one, texts[article.id]))}" for one in own]
    lines += _block("stances", (stance_form(one) for one in layers.stances))
    plain = [pair for pair in layers.pairs if is_plain(pair)]
    lines += _block("relations", (relation_form(pair) for pair in layers.pairs if not is_plain(pair)))
    lines.append("compatible:")
    rows: dict[str, list[str]] = {}
    for pair in plain:
        rows.setdefault(pair.first, []).append(pair.second)
    lines += [f"  {first}: [{', '.join(seconds)}]" for first, seconds in rows.items()]
    if layers.polarities:
        lines += ["mentions:", *(f"  {mention}: {label.value}" for mention, label in sorted(layers.polarities.items()))]
    return "\n".join(lines) + "\n"


def sources_yaml(sources: Iterable[Source]) -> str:
    """Return the text of a file that lists sources alone."""
    return "\n".join(_block("sources", (_source(one) for one in sources))) + "\n"


def is_plain(pair: ClaimPair) -> bool:
    """Tell whether a pair is compatible with nothing more to say of it, on which both hands agreed."""
    extra = (pair.rebuttal, pair.reason, pair.ambiguous, pair.settled not in (None, "agreed"))
    return pair.label is Relation.COMPATIBLE and not any(extra)


def attribution_form(one: Attribution, text: str | None) -> dict[str, Any]:
    """Return an attribution as a hand would write it."""
    return _trim(
        {
            "id": one.id,
            "source": _span(one.source, text),
            "cue": _span(one.cue, text),
            "content": _span(one.content, text),
            "by": list(one.by),
            "cue_type": one.cue_type.value,
            "directness": one.directness.value,
            "parent": one.parent,
            "claims": list(one.claims),
            "ambiguous": one.ambiguous,
            "settled": one.settled and one.settled.value,
        },
        keep={"by"},
    )


def stance_form(one: HeldStance) -> dict[str, Any]:
    """Return a stance as a hand would write it."""
    return _trim(
        {
            "holder": one.holder,
            "claim": one.claim,
            "article": one.article,
            "label": one.label.value,
            "evidence": list(one.evidence),
            "shifted": one.shifted,
            "ambiguous": one.ambiguous,
            "settled": one.settled and one.settled.value,
        }
    )


def relation_form(pair: ClaimPair) -> dict[str, Any]:
    """Return a pair as a hand would write it."""
    return _trim(
        {
            "pair": list(pair.key),
            "label": pair.label.value,
            "type": pair.type and pair.type.value,
            "strength": pair.strength and pair.strength.value,
            "rebuttal": pair.rebuttal,
            "reason": pair.reason,
            "ambiguous": pair.ambiguous,
            "settled": pair.settled and pair.settled.value,
        }
    )


def _source(one: Source) -> dict[str, Any]:
    return _trim({"id": one.id, "name": one.name, "kind": one.kind.value, "party": one.party, "part_of": one.part_of})


def _span(span: Span, text: str | None) -> Any:
    if text is None:
        return [list(piece) for piece in span]
    pieces: list[Any] = []
    for start, end in span:
        quote = text[start:end]
        places = occurrences(text, quote)
        pieces.append(quote if len(places) == 1 else {"quote": quote, "nth": places.index((start, end)) + 1})
    return pieces[0] if len(pieces) == 1 else pieces


def _trim(record: dict[str, Any], keep: Iterable[str] = ()) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key in keep or value not in (None, False, [], ())}


def _block(name: str, records: Iterable[dict[str, Any]]) -> list[str]:
    lines = [f"  - {_flow(record)}" for record in records]
    return [f"{name}:", *lines] if lines else [f"{name}: []"]


def _flow(record: dict[str, Any]) -> str:
    return str(yaml.safe_dump(record, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**6)).strip()
