"""Every baseline, in the order in which the board's readers look for them. A new one is one file and one line here."""

from counterclaim.errors import Misuse, near_miss
from counterclaim_baselines.annotators import AnnotatorA, AnnotatorB, Gold
from counterclaim_baselines.base import Baseline
from counterclaim_baselines.claim_only import ClaimOnly
from counterclaim_baselines.crf.baseline import Crf
from counterclaim_baselines.cross_encoder.baseline import CrossEncoder
from counterclaim_baselines.cue_graph import CueGraph
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.dependency_rules import DependencyRules
from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.majority import Majority
from counterclaim_baselines.overlap_negation import OverlapNegation
from counterclaim_baselines.pipeline.baseline import Pipeline
from counterclaim_baselines.source_only import SourceOnly
from counterclaim_baselines.stratified_random import StratifiedRandom
from counterclaim_baselines.tfidf import TfIdf
from counterclaim_baselines.token_classifier.baseline import TokenClassifier

BASELINES: dict[str, type[Baseline]] = {
    baseline.name: baseline
    for baseline in (
        Majority,
        StratifiedRandom,
        ClaimOnly,
        SourceOnly,
        OverlapNegation,
        TfIdf,
        CrossEncoder,
        CueLexicon,
        DependencyRules,
        Crf,
        TokenClassifier,
        CueGraph,
        Pipeline,
        LanguageModel,
        AnnotatorA,
        AnnotatorB,
        Gold,
    )
}


LIGHT = tuple(name for name, baseline in BASELINES.items() if not baseline.heavy)
"""Those that `baseline run --all` runs; the stored predictions of the others stand."""


def baseline_named(name: str) -> type[Baseline]:
    """Return the baseline of that name; raises Misuse with the nearest name."""
    if name not in BASELINES:
        raise Misuse(f"expected a baseline, found {name!r}; {near_miss(name, BASELINES)}")
    return BASELINES[name]
