"""Position: where in the articles the words stand."""

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import ScaledBaseline
from counterclaim_baselines.texts import nearest_sentences


class Position(ScaledBaseline):
    """Logistic regression on where the words stand, blind to what they say."""

    name = "position"
    sees = "offsets and numbers of pieces of both mentions; of a stance, where the nearest sentences stand in the article"

    def features(self, task: str, item: Row) -> list[float]:
        """Return the offsets."""
        if task == "stance":
            near = nearest_sentences(item["text"], item["claim_text"], most=1)
            return [item["text"].find(near) / len(item["text"]), float(len(item["text"]))]
        first, second = item["first_span"], item["second_span"]
        starts = float(first[0][0]), float(second[0][0])
        same = float(item["first_article"] == item["second_article"])
        return [*starts, float(len(first)), float(len(second)), same, same * abs(starts[0] - starts[1])]
