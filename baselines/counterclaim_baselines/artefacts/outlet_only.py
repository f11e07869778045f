"""Outlet only: which papers speak."""

from counterclaim_baselines.base import Row
from counterclaim_baselines.linear import NamedBaseline
from counterclaim_baselines.texts import words


class OutletOnly(NamedBaseline):
    """Logistic regression on the outlets alone."""

    name = "outlet-only"
    sees = "the words of the outlet's name and position; of a pair, both outlets' names and whether they are one"

    def features(self, task: str, item: Row) -> dict[str, float]:
        """Return the words of the outlets."""
        if task == "stance":
            return {f"outlet {word}": 1.0 for word in words(item["outlet_name"] + " " + item["position"])}
        named = words(item["first_outlet"]) | words(item["second_outlet"])
        return {"same outlet": float(item["first_outlet"] == item["second_outlet"]), **{f"outlet {word}": 1.0 for word in named}}
