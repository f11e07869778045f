"""What a holder says of a mention: logistic regression on cue, negations and words around, taught on the stances of the gold."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from counterclaim_baselines import gazetteer
from counterclaim_baselines.pipeline.reading import Article, Mention, Said
from counterclaim_baselines.texts import NEGATIONS

NO_STANCE = "none"
"""The label of a holder who takes no stance on the mention."""
STRENGTH = 0.3
SENTENCES = 3
"""How many sentences away in its paragraph a holder may speak of a mention."""


class Voice(NamedTuple):
    """A holder who may take a stance on a mention, both by number, and what is seen of the two."""

    holder: int
    mention: int
    features: Mapping[str, float]


def voices(articles: Sequence[Article], mentions: Sequence[Mention], of: Mapping[str, int], near: bool = True) -> list[Voice]:
    """Return whoever may take a stance on each mention, each holder once.

    These are the outlet, those in whose contents the mention stands, the most of it and the shortest content first, and with `near`
    those who speak close by, the closest first.
    """
    found = []
    for number, mention in enumerate(mentions):
        article, tokens = articles[mention.article], frozenset(mention.tokens)
        around = [one for one in article.said if not tokens.isdisjoint(one.content)]
        around.sort(key=lambda one: (-len(tokens.intersection(one.content)), len(one.content)))
        beside = [(way, one) for one in article.said if one not in around and (way := _way(article, mention, one)) is not None]
        beside.sort(key=lambda pair: (abs(pair[0]), pair[1].content))
        outlet = of[article.outlet]
        heard = {outlet: _own(article, mention, around)}
        for place, one in enumerate(around):
            if one.name is not None:
                heard.setdefault(of[one.name], _inside(article, mention, one, min(place, 2), len(around)))
        for way, one in beside if near else ():
            if one.name is not None:
                heard.setdefault(of[one.name], _beside(article, mention, one, way, len(around)))
        found += [Voice(holder, number, dict.fromkeys(names, 1.0)) for holder, names in heard.items()]
    return found


def fit_stances(seen: Sequence[Mapping[str, float]], labels: Sequence[str]) -> Any:
    """Train on what is seen of voices and the stances that they take."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 - imports slowly
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    return make_pipeline(DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=3000)).fit(list(seen), list(labels))


def _own(article: Article, mention: Mention, around: Sequence[Said]) -> list[str]:
    """What is seen of the outlet: whether others are said to say it, and the words of its own sentence."""
    names = [*_words_of(article, mention), f"around={min(len(around), 2)}", f"named={any(one.name for one in around)}"]
    names += [f"cue={article.reading.lower[token]}" for one in around for token in one.cue]
    names += [f"sentence={word}" for word in _sentence(article, mention)]
    return ["own", *(f"own {name}" for name in names)]


def _inside(article: Article, mention: Mention, one: Said, place: int, count: int) -> list[str]:
    """What is seen of a holder in whose content the mention stands."""
    lower = article.reading.lower
    share = len(frozenset(mention.tokens).intersection(one.content)) / len(mention.tokens)
    names = [*_words_of(article, mention), *_speaks(article, one)]
    names += [f"share={round(share * 3)}", f"place={place}", f"others={min(count - 1, 2)}"]
    if one.cue:
        names += [f"before cue={lower[token]}" for token in range(max(0, one.cue[0] - 2), one.cue[0])]
        names += [f"after cue={lower[token]}" for token in range(one.cue[-1] + 1, min(len(lower), one.cue[-1] + 3))]
    names.append(f"negated content={any(lower[token] in NEGATIONS for token in one.content)}")
    names += [f"sentence={word}" for word in _sentence(article, mention) if word in NEGATIONS]
    return ["inside", *(f"inside {name}" for name in names)]


def _beside(article: Article, mention: Mention, one: Said, way: int, count: int) -> list[str]:
    """What is seen of a holder who speaks close by, but in other words."""
    names = [*_words_of(article, mention), *_speaks(article, one), f"way={way}", f"others={min(count, 2)}"]
    names += [
        f"way={way}|others={min(count, 2)}",
        *(f"way={way}|{name}" for name in _speaks(article, one) if name.startswith("cue")),
    ]
    return ["beside", *(f"beside {name}" for name in names)]


def _speaks(article: Article, one: Said) -> list[str]:
    lower = article.reading.lower
    names = [f"cue={lower[token]}" for token in one.cue] or ["no cue"]
    return names + [f"source {kind}" for token in one.source for kind in gazetteer.classes(lower[token])]


def _words_of(article: Article, mention: Mention) -> list[str]:
    reading = article.reading
    words = [reading.lower[token] for token in mention.tokens]
    first = mention.tokens[0]
    names = [f"negated={any(word in NEGATIONS for word in words)}", f"paragraph={min(reading.paragraph[first], 2)}"]
    names += [f"quoted={reading.quotation[first] is not None}", f"length={min(len(words) // 5, 4)}"]
    return names + [f"word={word}" for word in words]


def _sentence(article: Article, mention: Mention) -> list[str]:
    """Return the words of the sentences of a mention that are not its own."""
    reading = article.reading
    every = sorted({reading.sentence[token] for token in mention.tokens})
    around = (token for number in every for token in range(*reading.sentences[number]))
    return [reading.lower[token] for token in around if token not in mention.tokens]


def _way(article: Article, mention: Mention, one: Said) -> int | None:
    """Return how many sentences of the same paragraph an attribution stands after a mention; None where it is too far."""
    reading = article.reading
    at, here = (one.cue or one.source or one.content)[0], mention.tokens[0]
    way = reading.sentence[at] - reading.sentence[here]
    return way if reading.paragraph[at] == reading.paragraph[here] and abs(way) <= SENTENCES else None
