"""Attributions as plain sets of tokens: the input of the metrics made from them, and the matching written out plainly."""

from itertools import chain

import numpy as np
from scipy.optimize import linear_sum_assignment

from counterclaim.metrics.base import ROLES, AttributedArticles
from counterclaim.spans import tokenise
from counterclaim.tokens import TokenSets, owners


def attributed(articles, event=None, names=None):
    """Take for each article (source, cue, content) triples of token numbers."""
    article = owners(articles)
    every = list(chain.from_iterable(articles))

    def sets(role):
        tokens = [sorted(token + 10_000 * a for token in one[role]) for a, one in zip(article, every, strict=True)]
        first = np.array(list(chain.from_iterable(tokens)), np.int64)
        return TokenSets.united(len(every), owners(tokens), first, first + 1)

    event = np.zeros(len(articles), np.int64) if event is None else event
    roles = {role: sets(number) for number, role in enumerate(ROLES)}
    return AttributedArticles(event, max(event, default=-1) + 1, article, roles, names)


def plain(items):
    """Turn attributions made by `attributed` back into the triples of each article, and their names."""
    tokens = [[{token % 10_000 for token in one} for one in items.roles[role].listed()] for role in ROLES]
    triples = list(zip(*tokens, strict=True))
    of = [np.flatnonzero(items.article == number) for number in range(len(items.event))]
    return [[triples[i] for i in one] for one in of], [[items.names[i] for i in one] for one in of]


def touched(text, span):
    """The tokens of a text that a span touches."""
    return {number for number, (s, e) in enumerate(tokenise(text)) if any(s < end and start < e for start, end in span)}


def dice(one, other):
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def plain_credits(gold, given):
    """The credit of each gold attribution of one article, by an assignment over all pairs."""
    credits = np.zeros((len(gold), len(given)))
    for i, one in enumerate(gold):
        for j, other in enumerate(given):
            if one[2] & other[2]:
                credits[i, j] = sum(dice(a, b) for a, b in zip(one, other, strict=True)) / 3
    rows, columns = linear_sum_assignment(credits, maximize=True)
    found = np.zeros(len(gold))
    found[rows] = credits[rows, columns]
    return found
