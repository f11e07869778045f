"""How two mentions stand to each other: logistic regression on what they share, taught on the claims and relations of the gold."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim_baselines.pipeline.reading import Article, Mention
from counterclaim_baselines.texts import negations, numbers, words

SAME, RIVAL, NEITHER = "same", "rival", "neither"
"""Two mentions of one claim, or of equivalent ones; of claims that contradict each other; of two others."""
STEM = 5
"""How many letters of a word count."""
CLOSE = 40
"""How many tokens of one article apart two mentions are close."""

Shares = NDArray[np.float64]

_SMALL = frozenset(
    (
        "a an the of for in at on and to is was were be been it its his her their that this with by as from had has have he she "
        "they i we who which or but not no"
    ).split()
)
_CAPITAL = re.compile(r"\b[A-Z]\w+")
Stems = frozenset[str]


class Commitments(NamedTuple):
    """How probably holders are for and against mentions: (mentions, holders) each; the first `outlets` holders are the outlets."""

    plus: Shares
    minus: Shares
    outlets: int


def pairs(articles: Sequence[Article], mentions: Sequence[Mention], committed: Commitments) -> Shares:
    """Return what is seen of each pair of mentions, (pairs, features), in the order of itertools.combinations."""
    seen = _Seen(articles, mentions, committed)
    rows = [seen.pair(i, j) for i, j in combinations(range(len(mentions)), 2)]
    return np.array(rows, np.float64)


def fit_pairs(seen: Shares, labels: Sequence[str]) -> Any:
    """Train on what is seen of pairs and how they stand to each other."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - imports slowly
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000)).fit(seen, list(labels))


def related(model: Any, seen: Shares, count: int) -> dict[str, Shares]:
    """Return how probably each two of so many mentions are SAME, and RIVAL: (count, count), symmetric; of itself 1, and 0."""
    found = {SAME: np.eye(count), RIVAL: np.zeros((count, count))}
    if count > 1:
        first, second = np.triu_indices(count, 1)
        shares = model.predict_proba(seen)
        for name, matrix in found.items():
            if name in model.classes_:
                matrix[first, second] = matrix[second, first] = shares[:, list(model.classes_).index(name)]
    return found


class _Seen:
    """What is seen of the mentions of one event. A word weighs the more, the fewer sentences of the event have it."""

    def __init__(self, articles: Sequence[Article], mentions: Sequence[Mention], committed: Commitments) -> None:
        self.mentions, self.committed = mentions, committed
        sentences = [_stems(_between(one, *span)) for one in articles for span in one.reading.sentences]
        self.count, self.having = len(sentences), Counter(stem for one in sentences for stem in one)
        self.stems = [_stems(one.text) for one in mentions]
        self.weights = [self._weight(one) for one in self.stems]
        self.figures = [numbers(one.text) for one in mentions]
        self.negated = [negations(one.text) > 0 for one in mentions]
        self.capitals = [frozenset(_CAPITAL.findall(one.text)) for one in mentions]
        self.sentence, self.paragraph = [], []
        for one in mentions:
            article, first = articles[one.article], one.tokens[0]
            reading = article.reading
            self.sentence.append(_stems(_between(article, *reading.sentences[reading.sentence[first]])))
            self.paragraph.append(_stems(_between(article, *reading.paragraphs[reading.paragraph[first]])))
        self.similar = np.zeros((len(mentions), len(mentions)))
        for i, j in combinations(range(len(mentions)), 2):
            scale = sqrt(self.weights[i] * self.weights[j])
            self.similar[i, j] = self.similar[j, i] = self._weight(self.stems[i] & self.stems[j]) / scale if scale else 0.0
        self.nearness = np.zeros_like(self.similar)
        for i, row in enumerate(self.similar):
            self.nearness[i, np.argsort(-row, kind="stable")] = 1 / np.arange(1, len(row) + 1)

    def pair(self, i: int, j: int) -> list[float]:
        """Return the features of a pair."""
        return [*self._words(i, j), *self._places(i, j), *self._voices(i, j)]

    def _words(self, i: int, j: int) -> list[float]:
        mine, theirs, similar = self.stems[i], self.stems[j], self.similar[i, j]
        shared = mine & theirs
        lesser = min(self.weights[i], self.weights[j])
        rival = bool(self.figures[i] and self.figures[j]) and not self.figures[i] & self.figures[j]
        turned = self.negated[i] != self.negated[j]
        return [
            similar,
            similar**2,
            self._weight(shared) / lesser if lesser else 0.0,
            len(shared),
            self._weight(shared),
            self._weight(mine ^ theirs),
            len(mine | theirs),
            max(map(self._rarity, sorted(shared)), default=0.0),
            similar == 0,
            len(self.figures[i] & self.figures[j]),
            rival,
            rival * similar,
            bool(self.figures[i]) != bool(self.figures[j]),
            turned,
            turned * similar,
            self.negated[i] and self.negated[j],
            len(self.capitals[i] & self.capitals[j]),
            abs(len(mine) - len(theirs)),
            self.nearness[i, j] + self.nearness[j, i],
            self.nearness[i, j] * self.nearness[j, i],
        ]

    def _places(self, i: int, j: int) -> list[float]:
        one, other = self.mentions[i], self.mentions[j]
        here = one.article == other.article
        close = here and abs(one.tokens[0] - other.tokens[0]) < CLOSE
        found: list[float] = [
            here,
            here * self.similar[i, j],
            close,
            close * self.similar[i, j],
            here and not frozenset(one.tokens).isdisjoint(other.tokens),
        ]
        for around in (self.paragraph, self.sentence):
            either = self._weight(around[i] | around[j])
            found.append(self._weight(around[i] & around[j]) / either if either else 0.0)
            found.append(sum(self._weight(self.stems[a] & around[b]) / max(self.weights[a], 1.0) for a, b in ((i, j), (j, i))))
        return found

    def _voices(self, i: int, j: int) -> list[float]:
        """Whether the two are held at all, by the same ones, and whether one is for what the other is against."""
        plus, minus, outlets = self.committed
        both = plus[i].sum() * plus[j].sum()
        alike = plus[i] @ plus[j]
        return [
            both,
            alike,
            alike / both if both else 0.0,
            minus[i].sum() + minus[j].sum(),
            plus[i] @ minus[j] + minus[i] @ plus[j],
            min(plus[i].max(), plus[j].max()),
            abs(plus[i, :outlets].sum() - plus[j, :outlets].sum()),
        ]

    def _weight(self, stems: Stems) -> float:
        return sum(map(self._rarity, sorted(stems)))

    def _rarity(self, stem: str) -> float:
        return log((1 + self.count) / (1 + self.having[stem]))


def _stems(text: str) -> Stems:
    return frozenset(word[:STEM] for word in words(text) if word not in _SMALL)


def _between(article: Article, first: int, past: int) -> str:
    """Return the text of a range of tokens."""
    tokens = article.reading.tokens
    return article.reading.text[tokens[first][0] : tokens[past - 1][1]]
