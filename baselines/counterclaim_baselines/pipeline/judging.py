"""The taught parts together: from the articles of an event to what is probable of its mentions, stances and pairs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim_baselines.base import Row
from counterclaim_baselines.pipeline.assembling import AGAINST, FOR, Judged
from counterclaim_baselines.pipeline.holders import Held, gather
from counterclaim_baselines.pipeline.lessons import gold_mentions, gold_pairs, gold_stances
from counterclaim_baselines.pipeline.mentions import find_mentions, fit_mentions
from counterclaim_baselines.pipeline.pairs import RIVAL, SAME, Commitments, fit_pairs, pairs, related
from counterclaim_baselines.pipeline.reading import Article, Mention
from counterclaim_baselines.pipeline.stances import Voice, fit_stances, voices

Probable = dict[tuple[int, int], dict[str, float]]


@dataclass(frozen=True)
class Judges:
    """The models of mentions, stances and pairs; whether who speaks close by is heard."""

    tagger: Any
    stances: Any
    pairs: Any
    neighbours: bool

    def judge(self, articles: Sequence[Article], threshold: float) -> Judged:
        """Return what is probable of an event, its mentions those that begin with at least the probability `threshold`."""
        mentions = find_mentions(self.tagger, articles, threshold)
        holders, heard = _heard(articles, mentions, self.neighbours)
        stances = _probable(self.stances, heard)
        seen = pairs(articles, mentions, _commitments(articles, mentions, holders, stances))
        relations = related(self.pairs, seen, len(mentions))
        return Judged(articles, holders, _outlets(articles), mentions, stances, relations[SAME], relations[RIVAL])


def teach_judges(rows: Sequence[Row], events: Sequence[Sequence[Article]], neighbours: bool) -> Judges:
    """Teach the models one after the other, each on what the gold says of the mentions of the gold."""
    gold = [gold_mentions(row, articles) for row, articles in zip(rows, events, strict=True)]
    mentions = [[mention for _, mention in one] for one in gold]
    found = [_heard(articles, one, neighbours) for articles, one in zip(events, mentions, strict=True)]
    taken = [
        gold_stances(row, articles, holders, one, heard)
        for row, articles, one, (holders, heard) in zip(rows, events, gold, found, strict=True)
    ]
    stances = fit_stances([one.features for _, heard in found for one in heard], [label for labels in taken for label in labels])
    seen = [
        pairs(articles, one, _commitments(articles, one, holders, _probable(stances, heard)))
        for articles, one, (holders, heard) in zip(events, mentions, found, strict=True)
    ]
    stand = [label for row, one in zip(rows, gold, strict=True) for label in gold_pairs(row, one)]
    tagger = fit_mentions(list(zip(events, mentions, strict=True)))
    return Judges(tagger, stances, fit_pairs(np.vstack([one for one in seen if len(one)]), stand), neighbours)


def _heard(articles: Sequence[Article], mentions: Sequence[Mention], neighbours: bool) -> tuple[list[Held], list[Voice]]:
    holders, of = gather(articles)
    return holders, voices(articles, mentions, of, neighbours)


def _outlets(articles: Sequence[Article]) -> int:
    return len({article.outlet for article in articles})


def _probable(model: Any, heard: Sequence[Voice]) -> Probable:
    """Return the probability of each label, by mention and holder."""
    if not heard:
        return {}
    labels = [str(label) for label in model.classes_]
    shares = model.predict_proba([one.features for one in heard]).tolist()
    return {(one.mention, one.holder): dict(zip(labels, row, strict=True)) for one, row in zip(heard, shares, strict=True)}


def _commitments(
    articles: Sequence[Article], mentions: Sequence[Mention], holders: Sequence[Held], probable: Probable
) -> Commitments:
    plus, minus = np.zeros((2, len(mentions), len(holders)))
    for place, labels in probable.items():
        met = defaultdict(float, labels)
        plus[place], minus[place] = (sum(met[label] for label in side) for side in (FOR, AGAINST))
    return Commitments(plus, minus, _outlets(articles))
