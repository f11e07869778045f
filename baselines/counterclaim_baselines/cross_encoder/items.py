"""What the cross-encoder reads of an item: two texts, each cut to the word pieces nearest to its marked words."""

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim_baselines.base import Row
from counterclaim_baselines.texts import ranked_sentences, words

GAP = " … "
"""What stands between the pieces of a mention, and between sentences that do not follow each other."""
PAIR_PIECES = 40
"""Of each mention in its paragraph: the median mention has nine words, its paragraph 45."""
CLAIM_PIECES = 44
ARTICLE_PIECES = 92


@dataclass(frozen=True)
class Side:
    """One of the two texts of an item."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """The ranges of characters about which the text is cut."""
    most: int
    """The number of word pieces that it is cut to."""


def sides(task: str, item: Row) -> tuple[Side, Side]:
    """Return the two texts of an item: both mentions in their paragraphs, or the holder with the claim and the article."""
    if task == "stance":
        claim, article = claim_of(item), article_of(item)
        return Side(claim, ((0, len(claim)),), CLAIM_PIECES), Side(article, ((0, len(article)),), ARTICLE_PIECES)
    first, second = (marked(item[f"{side}_paragraph"], item[f"{side}_mention"]) for side in ("first", "second"))
    return first, second


def marked(paragraph: str, mention: str) -> Side:
    """Put each piece of a mention into brackets, where it first stands after the piece before it.

    A piece that does not stand in the paragraph stays without brackets.
    """
    text, marks, position = "", [], 0
    for piece in mention.split(GAP):
        start = paragraph.find(piece, position)
        if start < 0:
            continue
        text += paragraph[position:start]
        marks.append((len(text), len(text) + len(piece) + 2))
        text += f"[{piece}]"
        position = start + len(piece)
    return Side(text + paragraph[position:], tuple(marks), PAIR_PIECES)


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


def window(pieces: Sequence[tuple[int, int]], side: Side) -> list[int]:
    """Return which word pieces of a text are read, in its order: those nearest to a marked one, the first of equals.

    Args:
        pieces: The ranges of characters of the word pieces.
        side: The text. Without marks the first pieces are read.
    """
    inside = [n for n, (start, end) in enumerate(pieces) if any(start < till and since < end for since, till in side.marks)]
    distance = [min((abs(n - other) for other in inside), default=0) for n in range(len(pieces))]
    return sorted(sorted(range(len(pieces)), key=lambda n: (distance[n], n))[: side.most])
