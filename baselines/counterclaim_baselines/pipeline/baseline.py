"""The pipeline: its parts taught one after the other, its settings chosen on validation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.errors import Misuse, near_miss
from counterclaim_baselines.base import Baseline, Line, Row
from counterclaim_baselines.crf.baseline import Crf
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.dependency_rules import DependencyRules
from counterclaim_baselines.pipeline.assembling import Settings, Switches, assemble
from counterclaim_baselines.pipeline.choosing import choose
from counterclaim_baselines.pipeline.judging import teach_judges
from counterclaim_baselines.pipeline.reading import read_events

ATTRIBUTION: dict[str, type[Baseline]] = {one.name: one for one in (Crf, CueLexicon, DependencyRules)}
"""What may find the attributions."""


class Pipeline(Baseline):
    """Attributions, then mentions of claims, holders, stances and relations, each by a model of its own.

    Mentions are tagged by a CRF that sees the attributions; outlets and sources are the holders; stances and pairs of mentions are
    judged by logistic regression; average linkage joins mentions to claims. What is most probable makes the graph.
    """

    name = "pipeline"
    tasks = ("graph",)
    sees = "the articles' texts and outlets"
    training_data = "train split, of attributions and graphs; settings chosen on the validation split"
    extra = "crf"
    heavy = True

    def __init__(self) -> None:
        """Start with crf for the attributions, and everything switched on."""
        super().__init__()
        self.parts = {"attribution": Crf()}
        self.switches, self.settings = Switches(), Settings()

    def configure(self, options: Mapping[str, str]) -> None:
        """Take `attribution`, the baseline for the attributions, and `without`, what is switched off; raises Misuse for others."""
        switches = {name.replace("_", "-"): name for name in Switches.__dataclass_fields__}
        known = {"attribution": tuple(ATTRIBUTION), "without": tuple(switches)}
        for name, value in options.items():
            if value not in known.get(name, ()):
                raise Misuse(
                    f"pipeline: expected --option attribution=NAME ({', '.join(ATTRIBUTION)}) or "
                    f"without=PART ({', '.join(switches)}), found {name}={value}; {near_miss(value, known.get(name, known))}"
                )
        if "attribution" in options:
            self.parts = {"attribution": ATTRIBUTION[options["attribution"]]()}
            self.name += f"-{options['attribution']}"
        if "without" in options:
            self.switches = replace(self.switches, **{switches[options["without"]]: False})
            self.name += f"-without-{options['without']}"
        self.options = dict(options)

    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Teach the models of mentions, stances and pairs, then choose the settings on validation; without it they stand."""
        del task
        self.judges = teach_judges(train, read_events(train, self.parts["attribution"]), self.switches.neighbours)
        held = read_events(validation, self.parts["attribution"])
        if validation:
            self.settings = choose(validation, lambda bound: [self.judges.judge(one, bound) for one in held], self.switches)

    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Build a graph for each event."""
        del task
        judged = (self.judges.judge(one, self.settings.mention) for one in read_events(items, self.parts["attribution"]))
        return [assemble(item["id"], one, self.settings, self.switches) for item, one in zip(items, judged, strict=True)]
