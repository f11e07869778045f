"""The CRF baseline: trains the chain, its penalties and thresholds chosen on validation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import cast

from counterclaim.errors import Misuse
from counterclaim.tasks.attribution import ATTRIBUTION, TokenisedGold
from counterclaim_baselines.attributions import spelled
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.crf.chain import Chain, Fields, Labelled, Penalties, fit_cues, fit_free, fit_roles, labelled
from counterclaim_baselines.crf.reading import Reading, Switches
from counterclaim_baselines.measuring import taken
from counterclaim_baselines.speakers import named

CUES = (Penalties(0.1, 0.01), Penalties(0.1, 0.1), Penalties(0.3, 0.03))
ROLES = (Penalties(0.1, 0.5), Penalties(0.1, 0.01))
FREE = Penalties(0.1, 0.1)
CUE_THRESHOLDS = (0.2, 0.3, 0.4)
ROLE_THRESHOLDS = (0.3, 0.4, 0.5)
FREE_THRESHOLDS = (0.3, 0.4)


class Crf(Baseline):
    """Three linear-chain CRFs, one after the other: cues, the source and content of each cue, contents without a cue.

    Cues are tagged first, and source and content are found given the cue, as Pareti (2015) and Pareti et al. (2013) do; O'Keefe et
    al. (2012) label sequences where sources had been classified one by one. The second model sees one cue at a time, so that
    attributions may nest and overlap; the third sees what the first two have claimed. `tags` says what this cannot express: 2.7
    per cent of the attributions of the train split, which cost .009 of linked F1.
    """

    name = "crf"
    tasks = ("attribution",)
    sees = "the article's text: words, shapes, lists of verbs, nouns and roles, quotation marks, places"
    training_data = "train split; penalties and thresholds chosen on the validation split"
    extra = "crf"
    heavy = True

    def __init__(self) -> None:
        """Start with all families of features."""
        super().__init__()
        self.switches = Switches()

    def configure(self, options: Mapping[str, str]) -> None:
        """Take `without`, the family of features that is switched off: quotations or gazetteer; raises Misuse for any other."""
        families = Switches.__dataclass_fields__
        for name, value in options.items():
            if name != "without" or value not in families:
                raise Misuse(
                    f"crf: expected --option without=FAMILY ({', '.join(families)}), found {name}={value}; mend the option"
                )
            self.switches = replace(self.switches, **{value: False})
            self.name = f"crf-without-{value}"
        self.options = dict(options)

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Train each model with each penalty; keep what has the best linked F1 on validation, the first of equals.

        The model of cues is chosen before that of roles, beside the first of the others; that of free contents has one penalty.
        """
        del task
        articles = [self._labelled(row) for row in train]
        best = Choice(validation, [self._labelled(row) for row in validation])
        roles = [fit_roles(articles, penalties) for penalties in ROLES]
        free = fit_free(articles, FREE)
        cues = [fit_cues(articles, penalties) for penalties in CUES]
        chain = best(Chain(Fields(model, roles[0], free), threshold) for model, threshold in product(cues, CUE_THRESHOLDS))
        of_cues = cast(Fields, chain.models).of_cues
        self.chain = best(
            Chain(Fields(of_cues, model, free), chain.cue_threshold, of_roles, of_free)
            for model, of_roles, of_free in product(roles, ROLE_THRESHOLDS, FREE_THRESHOLDS)
        )

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Extract article by article."""
        del task
        return [extracted(self.chain, Reading(item["text"], self.switches), item) for item in items]

    def _labelled(self, row: Row) -> Labelled:
        return labelled(Reading(row["text"], self.switches), row["attributions"])


def extracted(chain: Chain, reading: Reading, item: Row) -> Line:
    """Return the line of a submission for an article, with the names of who speaks."""
    found = chain.extract(reading)
    names = named(item["text"], found, item["outlet_name"])
    return {"id": item["id"], "attributions": [spelled(one, by) for one, by in zip(found, names, strict=True)]}


class Choice:
    """Chooses the chain with the best linked F1 on held articles; without any, the first."""

    def __init__(self, rows: Sequence[Row], held: Sequence[Labelled]) -> None:
        """Take the articles, as rows of the dataset and as they are read."""
        self.gold = ATTRIBUTION.gold(rows) if rows else None
        self.held = {row["id"]: one.reading for row, one in zip(rows, held, strict=True)}

    def __call__(self, chains: Iterable[Chain]) -> Chain:
        """Return the first of the best."""
        candidates = list(chains)
        return max(candidates, key=self.linked_f1) if self.gold else candidates[0]

    def linked_f1(self, chain: Chain) -> float:
        """Return the headline of the task, counted as the ranking counts it."""
        gold = cast(TokenisedGold, self.gold)
        lines = [{"id": one, "attributions": [spelled(found) for found in chain.extract(self.held[one])]} for one in gold.ids]
        metric = ATTRIBUTION.metrics[ATTRIBUTION.headline]
        return float(metric.value(metric.statistics(gold.items, taken(ATTRIBUTION, gold, lines)).sum(axis=0)))
