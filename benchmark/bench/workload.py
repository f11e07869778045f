"""Invented things to score, each a function of its sizes and its seed: labelled items, attributions in articles, pairs of claims.

A released corpus is too small to time a scorer on. What matters for the time and for the intervals is kept: items come in
clusters of uneven size, some items and some clusters are hard for every system, and systems differ.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SYSTEMS = 20
PREVALENCE = (0.2, 0.3, 0.5)
"""Of the three classes."""
ACCURACY = (0.4, 0.9)
"""Of the worst and the best system; the others stand evenly between them."""
OF_ITEM, OF_CLUSTER = 0.36, 0.25
"""The shares of an item's hardness that all systems feel: its own, and its cluster's. The rest each system feels alone."""


class Size(NamedTuple):
    """How many items, in how many clusters."""

    items: int
    clusters: int


SIZES = {"S": Size(2_000, 200), "M": Size(100_000, 5_000), "L": Size(1_000_000, 50_000)}


@dataclass(frozen=True, eq=False)
class Classification:
    """Gold and predicted labels."""

    cluster: NDArray[np.int64]
    """(items,) ascending."""
    gold: NDArray[np.uint8]
    """(items,)"""
    predicted: NDArray[np.uint8]
    """(systems, items)"""


def classification(size: Size, systems: int = SYSTEMS, seed: int = 0) -> Classification:
    """Draw labels, and systems whose errors go together within items and clusters.

    A system is right on the share of items that is its accuracy: those that it feels to be easiest. Where it is wrong, the other
    classes are equally likely.
    """
    rng = np.random.default_rng([seed, *size, systems])
    cluster = np.repeat(np.arange(size.clusters), uneven(size, rng))
    gold = rng.choice(len(PREVALENCE), size.items, p=PREVALENCE).astype(np.uint8)
    hardness = OF_ITEM**0.5 * rng.standard_normal(size.items, np.float32)
    hardness += OF_CLUSTER**0.5 * rng.standard_normal(size.clusters, np.float32)[cluster]
    predicted = np.empty((systems, size.items), np.uint8)
    for system, accuracy in enumerate(np.linspace(*ACCURACY, systems)):
        felt = hardness + (1 - OF_ITEM - OF_CLUSTER) ** 0.5 * rng.standard_normal(size.items, np.float32)
        other = (gold + rng.integers(1, len(PREVALENCE), size.items, np.uint8)) % len(PREVALENCE)
        predicted[system] = np.where(felt <= np.quantile(felt, accuracy), gold, other)
    return Classification(cluster, gold, predicted)


def uneven(size: Size, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return sizes of clusters, (clusters,): at least 1 each, adding up to the items, spread as a gamma distribution of shape 2."""
    shares = rng.dirichlet(np.full(size.clusters, 2.0))
    more: NDArray[np.int64] = rng.multinomial(size.items - size.clusters, shares)
    more += 1
    return more


def confidences(predicted: NDArray[np.uint8], seed: int = 0) -> NDArray[np.int64]:
    """Return scores of one system, (items, classes), in ten-thousandths that add up to 10,000; the predicted class has the most."""
    rng = np.random.default_rng([seed, len(predicted)])
    weights = rng.exponential(size=(len(predicted), len(PREVALENCE)))
    items = np.arange(len(predicted))
    weights[items, predicted] = weights.max(1) + rng.exponential(size=len(predicted))
    parts: NDArray[np.int64] = (10_000 * weights / weights.sum(1, keepdims=True)).astype(np.int64)
    parts[items, predicted] += 10_000 - parts.sum(1)
    return parts


SENTENCES, WORDS = 40, 24
"""Of an article, and of each of its sentences: about 6,000 characters."""
NONE = (-1, -1)
"""A role without words."""


class Article(NamedTuple):
    """A text and the attributions in it: (n, 6), start and end of source, cue and content in code points; -1 for no source."""

    text: str
    gold: NDArray[np.int64]
    predicted: NDArray[np.int64]


def attributions(
    articles: int, seed: int = 0, *, recall: float = 0.7, spurious: float = 2.0, implicit: float = 0.1
) -> list[Article]:
    """Draw articles with about 15 attributions, at most one a sentence, and what one system makes of them.

    Args:
        articles: how many.
        seed: of everything.
        recall: the share of the gold attributions that the system finds, their edges moved by a word or two here and there.
        spurious: how many more it names in an article, on average, in any sentence. With 0 no two of its attributions meet.
        implicit: the share of attributions without a source.
    """
    rng = np.random.default_rng([seed, articles])
    words = np.array(["".join(rng.choice(list("aeioklmnrstv"), length)) for length in rng.integers(3, 9, 400)])
    made = []
    for _ in range(articles):
        chosen = words[rng.integers(0, len(words), SENTENCES * WORDS)]
        starts = np.concatenate(([0], np.cumsum(np.char.str_len(chosen) + 1)[:-1]))
        ends = starts + np.char.str_len(chosen)
        gold = _triples(rng.permutation(SENTENCES)[: 1 + rng.poisson(14)], implicit, rng)
        found = _moved(gold[rng.random(len(gold)) < recall], rng)
        more = _triples(rng.integers(0, SENTENCES, rng.poisson(spurious)), implicit, rng)
        predicted = np.unique(np.concatenate((found, more)), axis=0)
        made.append(Article(" ".join(chosen), *(_offsets(one, starts, ends) for one in (gold, predicted))))
    return made


def _triples(sentences: NDArray[np.int64], implicit: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw an attribution in each sentence: source, cue and content one after the other, as numbers of words, ends exclusive."""
    size = len(sentences)
    source = WORDS * sentences + rng.integers(0, 2, size)
    cue = source + rng.integers(1, 5, size)
    content = cue + rng.integers(1, 3, size)
    end = content + rng.integers(4, 15, size)
    triples = np.stack((source, cue, cue, content, content, end), axis=1)
    triples[rng.random(size) < implicit, :2] = NONE
    return triples


def _moved(triples: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Move about one edge in three by one or two words, within the sentence, so that a word is left."""
    steps = np.where(rng.random(triples.shape) < 0.3, rng.choice((-2, -1, 1, 2), triples.shape), 0)
    first = triples[:, 4:5] // WORDS * WORDS
    moved = np.clip(triples + steps, first, first + WORDS)
    start, end = moved[:, 0::2], moved[:, 1::2]
    kept = (triples[:, 0::2] < 0) | (start >= end)
    start[kept], end[kept] = triples[:, 0::2][kept], triples[:, 1::2][kept]
    return moved


def _offsets(triples: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn numbers of words into code points."""
    offsets = np.empty_like(triples)
    offsets[:, 0::2] = starts[triples[:, 0::2]]
    offsets[:, 1::2] = ends[triples[:, 1::2] - 1]
    return np.where(triples < 0, -1, offsets)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Candidate pairs of claims: which contradict each other, and which each system names."""

    event: NDArray[np.int64]
    """(pairs,) ascending."""
    gold: NDArray[np.bool_]
    """(pairs,) at least one in each event."""
    named: NDArray[np.bool_]
    """(systems, pairs) at least one in each event."""


def pairs(events: int, systems: int = SYSTEMS, seed: int = 0) -> Pairs:
    """Draw about 20 candidate pairs an event, a fifth of them contradictions, and systems that tell them ever better apart."""
    rng = np.random.default_rng([seed, events, systems])
    sizes = 1 + rng.poisson(19, events)
    firsts = np.cumsum(sizes) - sizes
    event = np.repeat(np.arange(events), sizes)
    gold = rng.random(len(event)) < 0.2
    gold[firsts] = True
    shared = 0.6 * rng.standard_normal(len(event))
    named = np.empty((systems, len(event)), np.bool_)
    for system, skill in enumerate(np.linspace(0.35, 2.5, systems)):
        margin = np.where(gold, skill, -skill) + shared + 0.8 * rng.standard_normal(len(event))
        named[system] = (margin > 0.4) | (margin == np.maximum.reduceat(margin, firsts)[event])
    return Pairs(event, gold, named)
