"""Overlap and negation: the surface cues of contradiction corpora."""

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import ScaledBaseline
from counterclaim_baselines.texts import nearest_sentences, negations, numbers, overlap, words


class OverlapNegation(ScaledBaseline):
    """Logistic regression on word overlap, lengths, negations and shared figures (after de Marneffe et al. 2008)."""

    name = "overlap-and-negation"
    kind = SystemKind.ARTEFACT
    sees = "counts of shared words, lengths, negations and shared figures, of two mentions or of a claim and the nearest sentences"

    def features(self, task: str, item: Row) -> list[float]:
        """Return the counts."""
        if task == "stance":
            one, other = item["claim_text"], nearest_sentences(item["text"], item["claim_text"])
        else:
            one, other = item["first_mention"], item["second_mention"]
        figures = numbers(one), numbers(other)
        negated = negations(one), negations(other)
        return [
            overlap(one, other),
            float(len(words(one) & words(other))),
            float(len(words(one))),
            float(len(words(other))),
            float(negated[0]),
            float(negated[1]),
            float((negated[0] > 0) != (negated[1] > 0)),
            float(len(figures[0] & figures[1])),
            float(len(figures[0] ^ figures[1])),
        ]
