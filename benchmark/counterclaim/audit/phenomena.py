"""The phenomena that make the texts hard, counted from the gold.

Each is defined by what the annotation holds; nothing here reads meaning out of the texts.
"""

import re
from collections.abc import Callable, Iterator

from counterclaim.audit.base import Figure, Release, share
from counterclaim.labels import POLARITY, CueType, Directness, Relation, SourceKind, Stance
from counterclaim.records import Attribution, Claim, Event, HeldStance, Source
from counterclaim.spans import text_of, words_of

NESTED = 0.10
"""The least share of attributions that stand within another."""

_PRONOUNS = frozenset("he she it they we i you his her its their our my him them us who".split())
_QUOTED = re.compile(r"[\"“][^\"“”\n]{1,40}[\"”]")


def phenomena(release: Release) -> list[Figure]:
    """Count each phenomenon over all events."""
    attributions = [one for event in release.events for one in event.gold.attributions]
    nested = sum(one.parent is not None for one in attributions)
    figures = [
        Figure(
            "nested attributions", share(nested, len(attributions)), nested >= NESTED * len(attributions) if attributions else None
        )
    ]
    for kind in Directness:
        figures.append(
            Figure(f"{kind.value} attributions", share(sum(a.directness is kind for a in attributions), len(attributions)))
        )
    silences = sum(one.cue_type is CueType.REFUSAL for one in attributions)
    figures.append(Figure("refusals and reported silences", share(silences, len(attributions))))
    for name, found in COUNTED.items():
        per_event = [len(list(found(event))) for event in release.events]
        figures.append(Figure(name, f"{sum(per_event)} in {sum(count > 0 for count in per_event)} events"))
    return figures


def _sources(event: Event) -> dict[str, Source]:
    return {source.id: source for source in (*event.sources, *event.gold.sources)}


def _words(event: Event, one: Attribution) -> list[str]:
    text = event.article(one.article).text or ""
    return words_of(text_of(text, one.source))


def pronoun_sources(event: Event) -> Iterator[Attribution]:
    """Yield attributions whose source is a pronoun alone."""
    yield from (one for one in event.gold.attributions if one.source and set(_words(event, one)) <= _PRONOUNS)


def other_names(event: Event) -> Iterator[Attribution]:
    """Yield attributions whose source span shares no word with the source's name: metonymy and description."""
    known = _sources(event)
    for one in event.gold.attributions:
        spoken = set(_words(event, one))
        named = {word for source in one.by if source in known for word in words_of(known[source].name)}
        if spoken and named and not spoken & named and not spoken <= _PRONOUNS:
            yield one


def anonymous_sources(event: Event) -> Iterator[Attribution]:
    """Yield attributions to an unnamed source, or to none."""
    known = _sources(event)
    for one in event.gold.attributions:
        if not one.by or any(known[source].kind is SourceKind.ANONYMOUS for source in one.by if source in known):
            yield one


def shifts(event: Event) -> Iterator[HeldStance]:
    """Yield stances that an article shows to have changed."""
    yield from (one for one in event.gold.stances if one.shifted)


def retractions(event: Event) -> Iterator[HeldStance]:
    """Yield stances in which an article takes back what its own outlet held."""
    yield from (one for one in event.gold.stances if one.shifted and one.holder == event.article(one.article).outlet)


def self_contradictions(event: Event) -> Iterator[tuple[str, str, str]]:
    """Yield (holder, claim, claim): for p and q that contradict each other, or for and against one claim; no outlets."""
    leaning: dict[str, dict[str, set[int]]] = {}
    outlets = {article.outlet for article in event.articles}
    for one in event.gold.stances:
        if one.holder not in outlets:
            leaning.setdefault(one.holder, {}).setdefault(one.claim, set()).add(POLARITY[one.label])
    for holder, claims in sorted(leaning.items()):
        yield from ((holder, claim, claim) for claim, signs in sorted(claims.items()) if {1, -1} <= signs)
        for pair in event.gold.pairs:
            both = 1 in claims.get(pair.first, ()) and 1 in claims.get(pair.second, ())
            if pair.label is Relation.CONTRADICTION and both:
                yield holder, pair.first, pair.second


def echoes(event: Event) -> Iterator[tuple[str, str]]:
    """Yield (holder, claim) that at least two articles carry from the same holder."""
    articles: dict[tuple[str, str], set[str]] = {}
    for one in event.gold.stances:
        if one.evidence:
            articles.setdefault((one.holder, one.claim), set()).add(one.article)
    yield from (key for key, found in articles.items() if len(found) > 1)


def headlines_beyond_bodies(event: Event) -> Iterator[tuple[str, str]]:
    """Yield (claim, article): the headline has a mention, yet the article as a whole does not assert the claim."""
    own = {(s.claim, s.article): s.label for s in event.gold.stances if s.holder == event.article(s.article).outlet}
    for claim in event.claims:
        for article in event.articles:
            in_title = any(m.article == article.id and m.span and m.span[0][0] < len(article.title) for m in claim.mentions)
            if in_title and own.get((claim.id, article.id)) not in (None, Stance.ASSERTS):
                yield claim.id, article.id


def denials_of_the_unalleged(event: Event) -> Iterator[Claim]:
    """Yield claims that somebody is against and nobody is for."""
    for claim in event.claims:
        signs = {POLARITY[one.label] for one in event.gold.stances if one.claim == claim.id}
        if -1 in signs and 1 not in signs:
            yield claim


def implicit_denials(event: Event) -> Iterator[HeldStance]:
    """Yield denials whose evidence has no cue of denial."""
    cues = {one.id: one.cue_type for one in event.gold.attributions}
    for one in event.gold.stances:
        if one.label is Stance.DENIES and one.evidence and all(cues.get(e) is not CueType.DENIAL for e in one.evidence):
            yield one


def concessions(event: Event) -> Iterator[Attribution]:
    """Yield attributions whose cue concedes."""
    for one in event.gold.attributions:
        text = event.article(one.article).text or ""
        if re.search(r"\b(conced|acknowledg|admit|allow|grant)", text_of(text, one.cue)):
            yield one


def short_quotations(event: Event) -> Iterator[tuple[str, str]]:
    """Yield quoted fragments of at most 40 characters in the narrator's sentences: scare quotes among them."""
    for article in event.articles:
        direct = [piece for a in event.gold.attributions if a.article == article.id for piece in a.content]
        for match in _QUOTED.finditer(article.text or ""):
            if not any(start < match.end() and match.start() < end for start, end in direct):
                yield article.id, match.group()


def conflicts_across(event: Event) -> Iterator[tuple[str, str]]:
    """Yield contradicting claims that no single article mentions together."""
    where = {claim.id: {mention.article for mention in claim.mentions} for claim in event.claims}
    for pair in event.gold.pairs:
        if pair.label is Relation.CONTRADICTION and not where[pair.first] & where[pair.second]:
            yield pair.key


def furniture(event: Event) -> Iterator[object]:
    """Yield lines that are no part of the article's text."""
    yield from (line for article in event.articles for line in article.furniture)


COUNTED: dict[str, Callable[[Event], Iterator[object]]] = {
    "sources by a pronoun": pronoun_sources,
    "sources by another name or description": other_names,
    "unnamed sources": anonymous_sources,
    "changes of mind": shifts,
    "retractions by an outlet": retractions,
    "self-contradictions of one source": self_contradictions,
    "one holder's claim in two or more articles": echoes,
    "headlines beyond the article's own stance": headlines_beyond_bodies,
    "denials of what nobody alleged": denials_of_the_unalleged,
    "denials without a cue of denial": implicit_denials,
    "concessions": concessions,
    "short quotations outside attributions": short_quotations,
    "contradictions across articles alone": conflicts_across,
    "furniture lines": furniture,
}
"""Each phenomenon, and where it is found in one event."""
