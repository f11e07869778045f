"""The properties that the items of a task, and gold attributions, are sliced by, read off their rows of the dataset."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from counterclaim.rows import Row
from counterclaim.spans import words_of

Property = Callable[[Row], str]

NOT_THERE = "none"
"""The slice of those to which the property does not apply: the type of a pair without conflict, votes that nobody gave."""


def _plain(column: str) -> Property:
    def value(row: Row) -> str:
        found = row[column]
        if found is None:
            return NOT_THERE
        return {True: "yes", False: "no"}[found] if isinstance(found, bool) else str(found)

    return value


def _filled(column: str) -> Property:
    return lambda row: "yes" if row[column] else "no"


def _votes(row: Row) -> str:
    if row["vote_a"] is None and row["vote_b"] is None:
        return NOT_THERE
    return "unanimous" if row["vote_a"] == row["vote_b"] else "parted"


def _articles(row: Row) -> str:
    if not (row["first_article"] and row["second_article"]):
        return NOT_THERE
    return "same" if row["first_article"] == row["second_article"] else "across"


def _polarity(row: Row) -> str:
    said = [row["first_polarity"], row["second_polarity"]]
    if None in said:
        return NOT_THERE
    denied = said.count("negates")
    return ("both state", "one denies", "both deny")[denied]


@lru_cache(maxsize=10_000)
def _words(mention: str) -> int:
    """Count the words of a mention, which stands in many pairs."""
    return len(words_of(mention))


def _length(row: Row) -> str:
    words = max(_words(row[f"{side}_mention"]) for side in ("first", "second"))
    return "up to 8 words" if words <= 8 else "9 to 16 words" if words <= 16 else "more than 16 words"


def _distance(row: Row) -> str:
    """Tell how far apart the articles were published, by their days (ISO 8601)."""
    if not (row["first_published"] and row["second_published"]):
        return NOT_THERE
    return "same day" if row["first_published"][:10] == row["second_published"][:10] else "other day"


def _nesting(attribution: Row) -> str:
    return "nested" if attribution["parent"] else "top level"


def _source(attribution: Row) -> str:
    return "in words" if attribution["source"] else NOT_THERE


_PAIRS: dict[str, Property] = {
    "kind": _plain("kind"),
    "type": _plain("type"),
    "articles": _articles,
    "distance": _distance,
    "length": _length,
}
ATTRIBUTIONS: Mapping[str, Property] = {
    "cue-type": _plain("cue_type"),
    "directness": _plain("directness"),
    "nesting": _nesting,
    "source": _source,
}
"""What each property of a gold attribution is, from its record. Predictions have none of them."""
SLICES: Mapping[str, Mapping[str, Property]] = {
    "attribution": {"kind": _plain("kind"), **ATTRIBUTIONS},
    "stance": {
        "kind": _plain("kind"),
        "ambiguous": _filled("ambiguous"),
        "votes": _votes,
        "own-voice": _plain("own_voice"),
        "claim-kind": _plain("claim_kind"),
        "shifted": _plain("shifted"),
    },
    "contradiction": {
        **_PAIRS,
        "ambiguous": _filled("ambiguous"),
        "votes": _votes,
        "relation": _plain("relation"),
        "strength": _plain("strength"),
        "rebuttal": _plain("rebuttal"),
        "polarity": _polarity,
        "needs-article": _filled("needs"),
    },
    "contrast": {**_PAIRS, "change": _plain("change")},
    "graph": {"kind": _plain("kind")},
}
"""By task: what each property of an item is, from its row of the dataset, or of the attributions in it."""
