"""Source only: who speaks, not what is said."""

from counterclaim.submission import SystemKind
from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import NamedBaseline
from counterclaim_baselines.texts import words


class SourceOnly(NamedBaseline):
    """Logistic regression on who speaks and where, blind to every proposition."""

    name = "source-only"
    kind = SystemKind.ARTEFACT
    sees = "holder, outlet and its position; of a pair, whether outlet and day are the same and which is later"

    def features(self, task: str, item: Row) -> dict[str, float]:
        """Return the words of holder and outlet, or the outlets and dates of a pair."""
        if task == "stance":
            return {
                "own voice": float(item["own_voice"]),
                **{f"holder {word}": 1.0 for word in words(item["holder_name"])},
                **{f"position {word}": 1.0 for word in words(item["position"])},
            }
        return {
            "same article": float(item["first_article"] == item["second_article"]),
            "same day": float(item["first_published"][:10] == item["second_published"][:10]),
            "second later": float(item["second_published"] > item["first_published"]),
            **{f"outlet {word}": 1.0 for word in words(item["first_outlet"]) | words(item["second_outlet"])},
        }
