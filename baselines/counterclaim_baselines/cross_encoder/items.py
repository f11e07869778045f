"""What the cross-encoder reads of an item: two texts."""

from dataclasses import dataclass

from counterclaim_baselines.base import Row
from counterclaim_baselines.texts import ranked_sentences, words

GAP = " … "
"""What stands between the pieces of a mention, and between sentences that do not follow each other."""
MENTION_PIECES = 40
"""The longest mention of the train split has 36."""
CLAIM_PIECES = 32
ARTICLE_PIECES = 64


@dataclass(frozen=True)
class Side:
    """One of the two texts of an item."""

    text: str
    most: int
    """The number of word pieces after which it is cut."""


def sides(task: str, item: Row) -> tuple[Side, Side]:
    """Return the two texts of an item: both mentions, or the holder with the claim and the article."""
    if task == "stance":
        return Side(claim_of(item), CLAIM_PIECES), Side(article_of(item), ARTICLE_PIECES)
    return Side(item["first_mention"], MENTION_PIECES), Side(item["second_mention"], MENTION_PIECES)


def claim_of(item: Row) -> str:
    """Return the claim, with the holder before it."""
    holder = f"{item['holder_name']} (the article itself)" if item["own_voice"] else item["holder_name"]
    return f"{holder}: {item['claim_text']}"


def article_of(item: Row) -> str:
    """Return what an article says of a claim, the most important first, since the end may be cut.

    The sentence nearest to the claim, that which best names the holder (the nearest of equals) unless the article speaks itself,
    and the second nearest; none twice.
    """
    text = item["text"]
    ranked = [text[start:end] for start, end in ranked_sentences(text, item["claim_text"])]
    chosen = ranked[:1]
    if not item["own_voice"]:
        name = words(item["holder_name"].partition(",")[0])
        best = max(ranked, key=lambda sentence: len(words(sentence) & name), default="")
        if words(best) & name:
            chosen.append(best)
    return GAP.join(dict.fromkeys([*chosen, *ranked[1:2]]))
