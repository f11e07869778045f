"""Cue only: the words around the claims, without the claims."""

from counterclaim_baselines.base import Row
from counterclaim_baselines.cue_lexicon import cues
from counterclaim_baselines.linear import NamedBaseline
from counterclaim_baselines.texts import NEGATIONS, nearest_sentences, words


class CueOnly(NamedBaseline):
    """Logistic regression on the verbs of saying and negations around the claims, blind to the claims themselves."""

    name = "cue-only"
    sees = "verbs of saying and negations of the paragraphs without the mentions, or of the sentences nearest to the claim"

    def features(self, task: str, item: Row) -> dict[str, float]:
        """Return the cues of each side."""
        if task == "stance":
            return _cues("", nearest_sentences(item["text"], item["claim_text"]), item["claim_text"])
        sides = (_cues(side, item[f"{side}_paragraph"], item[f"{side}_mention"]) for side in ("first", "second"))
        return {name: value for side in sides for name, value in side.items()}


def _cues(side: str, text: str, claim: str) -> dict[str, float]:
    outside = words(text) - words(claim)
    return {f"{side} {word}": 1.0 for word in (cues(text) & outside) | (outside & NEGATIONS)} | {f"{side} none": 1.0}
