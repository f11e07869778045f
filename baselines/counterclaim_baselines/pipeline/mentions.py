"""Which words express a claim: a linear-chain CRF over the tokens of the articles, taught on the mentions of the gold."""

from collections.abc import Sequence
from typing import Any

from counterclaim_baselines.crf.chain import Penalties, begun, fitted
from counterclaim_baselines.crf.features import beside, by_paragraph
from counterclaim_baselines.crf.tags import Tokens, cue_tags, span_of
from counterclaim_baselines.pipeline.reading import Article, Mention, mention_of

PENALTIES = Penalties(0.1, 1.0)


def find_mentions(model: Any, articles: Sequence[Article], threshold: float) -> list[Mention]:
    """Return the mentions in the articles of an event, in order: those whose beginning is at least as probable as the threshold."""
    every = []
    for number, article in enumerate(articles):
        shares = model.predict_marginals(_sequences(article))
        tokens = begun([share for paragraph in shares for share in paragraph], article.reading, threshold)
        spans = [span_of(article.reading, one) for one in tokens]
        every += [mention_of(articles, number, span) for span in dict.fromkeys(spans) if span]
    return every


def fit_mentions(events: Sequence[tuple[Sequence[Article], Sequence[Mention]]]) -> Any:
    """Train on the mentions of the gold; of mentions that overlap the first is kept."""
    sequences, tags = [], []
    for articles, mentions in events:
        for number, article in enumerate(articles):
            here: list[Tokens] = sorted({one.tokens for one in mentions if one.article == number})
            sequences += _sequences(article)
            tags += by_paragraph(article.reading, cue_tags(article.reading, here))
    return fitted(sequences, tags, PENALTIES)


def _sequences(article: Article) -> list[list[list[str]]]:
    return by_paragraph(article.reading, beside(article.reading, article.claimed))
