"""Copies: runs of words that events share, and sentences of one split that come near to those of another."""

import re
from collections import defaultdict
from collections.abc import Iterable

from counterclaim.audit.base import Figure, Release
from counterclaim.labels import Split
from counterclaim.records import Event

RUN = 8
NEAR = 0.8
"""Cosine of two sentences' word counts from which they are near-duplicates."""
SHORTEST = 6
"""Sentences of fewer words are not compared."""


def shared_runs(events: Iterable[Event], length: int = RUN) -> dict[str, list[str]]:
    """Return each run of so many words that two events share, with the events."""
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for event in events:
        for article in event.articles:
            words = re.findall(r"\w+", (article.text or "").lower())
            for start in range(len(words) - length + 1):
                where[tuple(words[start : start + length])].add(event.id)
    return {" ".join(run): sorted(found) for run, found in sorted(where.items()) if len(found) > 1}


def near_duplicates(events: Iterable[Event], threshold: float = NEAR) -> list[tuple[float, str, str]]:
    """Return (cosine, sentence, sentence) of sentences from different splits that are nearly the same."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - imports slowly

    sentences: list[tuple[Split, str]] = []
    for event in events:
        for article in event.articles:
            for sentence in re.split(r"(?<=[.!?])[\"”’]?\s+", article.text or ""):
                if len(sentence.split()) >= SHORTEST:
                    sentences.append((event.split, sentence))
    if len({split for split, _ in sentences}) < 2:
        return []
    matrix = TfidfVectorizer(sublinear_tf=True).fit_transform([sentence for _, sentence in sentences])
    found = []
    splits = [split for split, _ in sentences]
    close = (matrix @ matrix.T).tocoo()
    for i, j, cosine in zip(close.row.tolist(), close.col.tolist(), close.data.tolist(), strict=True):
        if i < j and cosine >= threshold and splits[i] != splits[j]:
            found.append((float(cosine), sentences[i][1], sentences[j][1]))
    return sorted(found, reverse=True)


def copies(release: Release) -> list[Figure]:
    """Return both."""
    runs, near = shared_runs(release.events), near_duplicates(release.events)
    told_runs = "; ".join(f"“{run}” ({', '.join(found)})" for run, found in runs.items()) or "none"
    told_near = "; ".join(f"{cosine:.2f}: “{one}” / “{other}”" for cosine, one, other in near) or "none"
    return [
        Figure(f"runs of {RUN} words that events share", told_runs, not runs),
        Figure(f"sentences of different splits with a cosine of at least {NEAR}", told_near, not near),
    ]
