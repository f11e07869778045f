"""From the records of an event to the items of each task: rows as the dataset holds them, gold beside context.

Every row carries the canary, so that a model trained on it can be found out.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

from counterclaim.corpus.contrast import edited, shifted
from counterclaim.corpus.verdicts import borne_out_by_denial_alone, conflict_type, mention_verdict
from counterclaim.labels import VERDICT, ClaimKind, Polarity, Relation, Settled, Strength, Verdict
from counterclaim.records import (
    Article,
    Attribution,
    Claim,
    ClaimPair,
    ContrastEdit,
    ContrastSet,
    Event,
    HeldStance,
    Layers,
    Mention,
    Source,
)
from counterclaim.spans import Span, jaccard, text_of, words_of

Row = dict[str, Any]

MENTION_PAIRS = 4
"""At most so many items come from one pair of claims."""

ALIKE = 0.3
"""Two mentions of one claim that share more of their words (Jaccard) and say the same make no item: the words alone would tell."""

IN_THE_TASK = frozenset({ClaimKind.FACT, ClaimKind.FORECAST})
"""Pairs of norms or evaluations do not enter the contradiction task."""


def articles(event: Event) -> Iterator[Row]:
    """One row for each article."""
    for article in event.articles:
        yield {**_context(event, article), "sha256": article.sha256, "furniture": _spans(article.furniture)}


def attribution(event: Event) -> Iterator[Row]:
    """One row for each article: its text, its gold attributions, and each annotator's."""
    names = _names(event)
    for article in event.articles:
        yield {
            **_context(event, article),
            "attributions": [_attribution(one, names) for one in _within(event.gold, article)],
            "votes_a": [_attribution(one, names) for one in _within(event.hands["a"], article)],
            "votes_b": [_attribution(one, names) for one in _within(event.hands["b"], article)],
        }


def stance(event: Event) -> Iterator[Row]:
    """One row for each holder, claim and article that the gold decides."""
    names, claims = _names(event), {claim.id: claim for claim in event.claims}
    votes = {hand: {s.key: s.label for s in event.hands[hand].stances} for hand in ("a", "b")}
    content = {a.id: a.content for a in event.gold.attributions}
    order = {article.id: number for number, article in enumerate(event.articles)}
    stances = sorted(event.gold.stances, key=lambda s: (order[s.article], s.claim, s.holder))
    for number, one in enumerate(stances, 1):
        article = event.article(one.article)
        yield {
            "id": f"{event.id}#st-{number:03d}",
            **_without(_context(event, article), "id"),
            "holder": one.holder,
            "holder_name": names[one.holder],
            "own_voice": one.holder == article.outlet,
            "claim": one.claim,
            "claim_text": claims[one.claim].text,
            "claim_kind": claims[one.claim].kind.value,
            "label": one.label.value,
            "vote_a": votes["a"].get(one.key),
            "vote_b": votes["b"].get(one.key),
            "evidence": [_pieces(content[evidence]) for evidence in one.evidence],
            "shifted": one.shifted,
            "ambiguous": one.ambiguous,
            "settled": one.settled,
        }


def contradiction(event: Event) -> Iterator[Row]:
    """At most four rows for each pair of factual claims, and for each claim with itself: two mentions, and how they stand.

    A claim's own mentions corroborate each other, or contradict where one states and the other denies it.
    """
    claims = {claim.id: claim for claim in event.claims}
    own = [ClaimPair(claim, claim, Relation.EQUIVALENT, settled=Settled.AGREED) for claim in claims]
    votes = {hand: {p.key: p for p in (*event.hands[hand].pairs, *own)} for hand in ("a", "b")}
    for pair in sorted((*event.gold.pairs, *own), key=lambda p: p.key):
        first, second = claims[pair.first], claims[pair.second]
        if pair.label not in VERDICT or not {first.kind, second.kind} <= IN_THE_TASK:
            continue
        for one, other in mention_pairs(event, first, second):
            if borne_out_by_denial_alone(pair.label, one.polarity, other.polarity):
                continue
            label = mention_verdict(pair.label, one.polarity, other.polarity)
            plain = one.polarity is other.polarity
            yield {
                "id": f"{event.id}#{_mention_id(one, first)}~{_mention_id(other, second)}",
                "event": event.id,
                "kind": event.kind.value,
                **_mention(event, one, "first"),
                **_mention(event, other, "second"),
                "label": label.value,
                "relation": pair.label.value,
                "first_polarity": one.polarity.value,
                "second_polarity": other.polarity.value,
                "type": conflict_type(pair, one, other),
                "strength": (pair.strength if plain else Strength.STRICT) if label is Verdict.CONTRADICTION else None,
                "rebuttal": pair.rebuttal,
                "vote_a": _verdict(votes["a"].get(pair.key), one, other),
                "vote_b": _verdict(votes["b"].get(pair.key), one, other),
                "needs": "article" if one.needs_article or other.needs_article else None,
                "ambiguous": pair.ambiguous or one.ambiguous or other.ambiguous,
                "settled": pair.settled,
            }


def contrast(event: Event) -> Iterator[Row]:
    """One row for each item of a contrast set as it stands, and one for each of its edits, with the articles' texts as edited."""
    claims = {claim.id: claim for claim in event.claims}
    mentions = {(m.article, claim.id, m.number): m for claim in event.claims for m in claim.mentions}
    pairs = {pair.key: pair for pair in event.gold.pairs}
    for number, one in enumerate(event.contrast, 1):
        sides = {"first": mentions[one.first], "second": mentions[one.second]}
        own = ClaimPair(one.first[1], one.first[1], Relation.EQUIVALENT)
        pair = own if one.first[1] == one.second[1] else pairs[one.first[1], one.second[1]]
        of = f"{event.id}#{_mention_id(sides['first'], claims[one.first[1]])}~{_mention_id(sides['second'], claims[one.second[1]])}"
        for version, edit in enumerate((None, *one.edits)):
            label = edit.label if edit else mention_verdict(pair.label, sides["first"].polarity, sides["second"].polarity)
            yield {
                "id": f"{event.id}#cs-{number:03d}.{version}",
                "set": f"{event.id}#cs-{number:03d}",
                "event": event.id,
                "kind": event.kind.value,
                **_edited_mention(event, one, sides["first"], "first", edit),
                **_edited_mention(event, one, sides["second"], "second", edit),
                "label": label.value,
                "type": edit.type if edit else conflict_type(pair, sides["first"], sides["second"]),
                "change": edit.change.value if edit else None,
                "of": of,
                "why": edit.why if edit else None,
            }


def graph(event: Event) -> Iterator[Row]:
    """One row for each event: everything."""
    yield {
        "id": event.id,
        "event": event.id,
        "kind": event.kind.value,
        "title": event.title,
        "place": event.place,
        "window": list(event.window),
        "parties": [{"id": party.id, "name": party.name} for party in event.parties],
        "articles": [article.id for article in event.articles],
        "outlet_names": [article.outlet_name for article in event.articles],
        "texts": [article.text or "" for article in event.articles],
        "sources": [_source(event, source) for source in (*event.sources, *event.gold.sources)],
        "claims": [_claim(claim) for claim in event.claims],
        "stances": [_stance(one) for one in event.gold.stances],
        "relations": [_relation(pair) for pair in event.gold.pairs],
    }


def mention_pairs(event: Event, first: Claim, second: Claim) -> list[tuple[Mention, Mention]]:
    """Choose the mention pairs of two claims, or of one: none alike in wording, across articles before within, at most four.

    A mention is used anew only when no unused one is left, so that the four differ as much as they can.
    """
    texts = {article.id: article.text or "" for article in event.articles}
    order = {article.id: number for number, article in enumerate(event.articles)}
    left: dict[tuple[str, str], tuple[Mention, Mention]] = {}
    pairs = combinations(first.mentions, 2) if first is second else product(first.mentions, second.mentions)
    for one, other in pairs:
        if (one.article == other.article and one.span == other.span) or Polarity.OPEN in (one.polarity, other.polarity):
            continue
        wording = (text_of(texts[one.article], one.span), text_of(texts[other.article], other.span))
        same = first is second and one.polarity is other.polarity
        if not (same and jaccard(*(frozenset(words_of(words)) for words in wording)) > ALIKE):
            left.setdefault(wording, (one, other))
    chosen: list[tuple[Mention, Mention]] = []
    used: list[Mention] = []

    def preference(pair: tuple[Mention, Mention]) -> tuple[int, bool, int, int, int, int]:
        one, other = pair
        again = used.count(one) + used.count(other)
        return (again, one.article == other.article, order[one.article], order[other.article], one.number, other.number)

    candidates = list(left.values())
    while candidates and len(chosen) < MENTION_PAIRS:
        best = min(candidates, key=preference)
        candidates.remove(best)
        chosen.append(best)
        used += best
    return chosen


def _context(event: Event, article: Article) -> Row:
    return {
        "id": f"{event.id}/{article.id}",
        "event": event.id,
        "kind": event.kind.value,
        "article": article.id,
        "outlet": article.outlet,
        "outlet_name": article.outlet_name,
        "position": article.position,
        "published": article.published,
        "title": article.title,
        "text": article.text or "",
    }


def _mention(event: Event, mention: Mention, side: str) -> Row:
    article = event.article(mention.article)
    return {
        f"{side}_article": f"{event.id}/{article.id}",
        f"{side}_outlet": article.outlet_name,
        f"{side}_published": article.published,
        **_marked(article.text or "", mention.span, side),
    }


def _edited_mention(event: Event, one: ContrastSet, mention: Mention, side: str, edit: ContrastEdit | None) -> Row:
    """Return a mention's columns, with the text of its article, as they stand after an edit of either article."""
    text, span = event.article(mention.article).text or "", mention.span
    if edit is not None and mention.article == (one.first if edit.side == "first" else one.second)[0]:
        text, span = edited(text, edit), shifted(span, edit) or ()
    return {**_mention(event, mention, side), **_marked(text, span, side), f"{side}_text": text}


def _marked(text: str, span: Span, side: str) -> Row:
    return {
        f"{side}_paragraph": _paragraphs(text, span),
        f"{side}_mention": text_of(text, span),
        f"{side}_span": _pieces(span),
    }


def _paragraphs(text: str, span: Span) -> str:
    """Return the paragraphs in which the span's pieces stand, in order."""
    found: dict[int, str] = {}
    for start, end in span:
        begin = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        found.setdefault(begin, text[begin : stop if stop >= 0 else len(text)])
    return "\n".join(found[begin] for begin in sorted(found))


def _mention_id(mention: Mention, claim: Claim) -> str:
    return f"{mention.article}.{claim.id}.{mention.number}"


def _attribution(one: Attribution, names: dict[str, str]) -> Row:
    return {
        "id": one.id,
        "source": _pieces(one.source),
        "cue": _pieces(one.cue),
        "content": _pieces(one.content),
        "by": list(one.by),
        "by_names": [names.get(source, source) for source in one.by],
        "cue_type": one.cue_type.value,
        "directness": one.directness.value,
        "parent": one.parent,
        "claims": list(one.claims),
        "ambiguous": one.ambiguous,
        "settled": one.settled,
    }


def _claim(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "text": claim.text,
        "kind": claim.kind.value,
        "validity": claim.validity,
        "ambiguous": claim.ambiguous,
        "mentions": [
            {
                "article": m.article,
                "number": m.number,
                "span": _pieces(m.span),
                "needs": "article" if m.needs_article else None,
                "polarity": m.polarity.value,
                "ambiguous": m.ambiguous,
            }
            for m in claim.mentions
        ],
    }


def _source(event: Event, source: Source) -> Row:
    """Return a source, with the places where the articles name it as the source of an attribution."""
    named = [{"article": a.article, "span": _pieces(a.source)} for a in event.gold.attributions if source.id in a.by and a.source]
    outlets = {article.outlet: article.outlet_name for article in event.articles}
    return {
        "id": source.id,
        "name": outlets.get(source.id, source.name),
        "kind": source.kind.value,
        "party": source.party,
        "part_of": source.part_of,
        "mentions": named,
    }


def _stance(one: HeldStance) -> Row:
    return {
        "holder": one.holder,
        "claim": one.claim,
        "article": one.article,
        "label": one.label.value,
        "evidence": list(one.evidence),
        "shifted": one.shifted,
        "ambiguous": one.ambiguous,
        "settled": one.settled,
    }


def _relation(pair: ClaimPair) -> Row:
    return {
        "first": pair.first,
        "second": pair.second,
        "label": pair.label.value,
        "type": pair.type,
        "strength": pair.strength,
        "rebuttal": pair.rebuttal,
        "reason": pair.reason,
        "ambiguous": pair.ambiguous,
        "settled": pair.settled,
    }


def _verdict(pair: ClaimPair | None, one: Mention, other: Mention) -> str | None:
    if pair is None or pair.label not in VERDICT:
        return None
    return mention_verdict(pair.label, one.polarity, other.polarity).value


def _names(event: Event) -> dict[str, str]:
    added = (source for layers in event.hands.values() for source in layers.sources)
    return {source.id: source.name for source in (*event.sources, *added)}


def _within(layers: Layers, article: Article) -> list[Attribution]:
    return [one for one in layers.attributions if one.article == article.id]


def _pieces(span: Span) -> list[list[int]]:
    return [list(piece) for piece in span]


def _spans(spans: Iterable[Span]) -> list[list[list[int]]]:
    return [_pieces(span) for span in spans]


def _without(row: Row, key: str) -> Row:
    return {name: value for name, value in row.items() if name != key}
