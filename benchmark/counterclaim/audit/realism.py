"""How the texts compare with real news: density of attributions, cues, quotation.

The same figures of real news come from a copy of GUM's Wikinews documents that the user has (`--reference`). GUM marks clauses of
saying only, so noun cues, nested and cueless attributions are left out of our side of the comparison.
"""

from collections import Counter
from collections.abc import Sequence

from counterclaim.audit.base import Figure, Release, share
from counterclaim.audit.phenomena import pronoun_sources
from counterclaim.corpus.gum import GumDocument
from counterclaim.labels import Directness
from counterclaim.spans import text_of, words_of

_SAID = frozenset(("said", "says", "say", "saying"))
_QUOTED = frozenset((Directness.DIRECT, Directness.MIXED))
TOP = 12


def realism(release: Release) -> list[Figure]:
    """Return our side."""
    words = sum(len(words_of(article.text or "")) for _, article in release.articles)
    told = [(event, one) for event in release.events for one in event.gold.attributions if one.cue and one.parent is None]
    cues = Counter(" ".join(words_of(text_of(event.article(one.article).text or "", one.cue))[:3]) for event, one in told)
    said = sum(count for cue, count in cues.items() if set(cue.split()) & _SAID)
    pronouns = sum(len([one for one in pronoun_sources(event) if one.cue and one.parent is None]) for event in release.events)
    return _figures(len(told), words, said, len(told), cues, sum(one.directness in _QUOTED for _, one in told), pronouns)


def reference(documents: Sequence[GumDocument]) -> list[Figure]:
    """Return the same of real news."""
    attributions = [one for document in documents for one in document.attributions]
    marked = [one for one in attributions if one.cue]
    cues = Counter(" ".join(one.cue[:3]) for one in marked)
    said = sum(bool(set(one.cue) & _SAID) for one in marked)
    words = sum(document.words for document in documents)
    quoted = sum(one.quoted for one in attributions)
    return _figures(len(attributions), words, said, len(marked), cues, quoted, sum(one.pronoun for one in attributions))


def _figures(count: int, words: int, said: int, cued: int, cues: Counter[str], quoted: int, pronouns: int) -> list[Figure]:
    top = ", ".join(f"{cue} {number}" for cue, number in sorted(cues.items(), key=lambda one: (-one[1], one[0]))[:TOP])
    once = sum(number == 1 for number in cues.values())
    return [
        Figure("attributions per 100 words", f"{100 * count / words:.2f} ({count} in {words} words)" if words else "none"),
        Figure("cues that are a form of say", share(said, cued)),
        Figure("cues, the most frequent", top),
        Figure("cue forms", f"{len(cues)}, of which {once} occur once"),
        Figure("contents with quotation marks", share(quoted, count)),
        Figure("sources that are a pronoun", share(pronouns, count)),
    ]
