"""The pipeline: a baseline of parts, what its gold teaches, who holds, which claims are related, and what its switches do."""

from typing import ClassVar

import msgspec
import numpy as np
import pytest

from counterclaim.errors import Misuse
from counterclaim.graphs import disputes
from counterclaim.tasks.graph import GRAPH
from counterclaim_baselines.base import Baseline, question
from counterclaim_baselines.cue_lexicon import CueLexicon
from counterclaim_baselines.learning_curve import learning_curve
from counterclaim_baselines.majority import Majority
from counterclaim_baselines.pipeline.assembling import Judged, Settings, Switches, assemble
from counterclaim_baselines.pipeline.baseline import Pipeline
from counterclaim_baselines.pipeline.holders import Held, gather
from counterclaim_baselines.pipeline.lessons import gold_mentions, gold_pairs, gold_stances
from counterclaim_baselines.pipeline.pairs import NEITHER, RIVAL, SAME
from counterclaim_baselines.pipeline.reading import mention_of, read_events
from counterclaim_baselines.pipeline.stances import voices
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import teach

TEXTS = ("The warden said the gate was shut.", "The gate was open, Warden Hale Ostrey said. Ostrey denied that it was locked.")
EVENT = {
    "id": "toy",
    "event": "toy",
    "articles": ["a", "b"],
    "outlet_names": ["The Post", "The Echo"],
    "texts": list(TEXTS),
}


@pytest.fixture(scope="module")
def articles():
    """Two articles, read by a list of verbs."""
    return read_events([EVENT], CueLexicon())[0]


class TestParts:
    class Whole(Majority):
        """A baseline of one part."""

        name = "whole"
        tasks = ("stance",)

        def __init__(self):
            super().__init__()
            self.parts = {"contradiction": Majority()}

        def fit(self, task, train, validation):
            self.seen = self.parts["contradiction"].predict("contradiction", [{"id": "x"}])[0]["label"]
            super().fit(task, train, validation)

    def test_are_taught_first_each_its_own_task_and_come_back_with_the_state(self, toy_data, tmp_path, monkeypatch):
        states = States(tmp_path)
        taught = teach(self.Whole(), "stance", toy_data, states)
        monkeypatch.setattr(Majority, "fit", lambda *_: 1 / 0)
        again = teach(self.Whole(), "stance", toy_data, states)
        assert taught.seen == again.seen == "neutral"
        assert again.parts["contradiction"].predict("contradiction", [{"id": "y"}]) == [{"id": "y", "label": "neutral"}]
        assert {path.parent.parent.name for path in tmp_path.rglob("state")} == {"whole", "majority"}

    def test_another_part_is_another_state(self, tmp_path):
        one, other = self.Whole(), self.Whole()
        other.parts["contradiction"].options = {"with": "more"}
        states = States(tmp_path)
        assert states.folder(one, "stance", "x") == states.folder(self.Whole(), "stance", "x")
        assert states.folder(one, "stance", "x") != states.folder(other, "stance", "x")

    def test_are_taught_on_a_curve_too(self, toy_data, monkeypatch):
        monkeypatch.setattr("counterclaim_baselines.learning_curve.baseline_named", lambda _: self.Whole)
        points, _ = learning_curve("whole", "stance", data=toy_data.path)
        assert points[-1].items == len(toy_data.rows("stance", "train"))


def test_a_name_among_the_words_of_one_longer_name_is_its_holder(articles):
    holders, of = gather(articles)
    assert [one.name for one in holders] == ["The Post", "The Echo", "Warden Hale Ostrey"]
    assert of["The warden"] == of["Warden Hale Ostrey"] == 2
    assert [number for number, _ in holders[2].places] == [0, 1]


def test_who_may_speak_of_a_mention(articles):
    _, of = gather(articles)
    inside, beside = mention_of(articles, 1, ((58, 76),)), mention_of(articles, 1, ((0, 17),))
    assert (inside.text, beside.text) == ("that it was locked", "The gate was open")
    assert [one.holder for one in voices(articles, [beside], of)] == [1, 2]
    assert [one.holder for one in voices(articles, [beside], of, near=False)] == [1]
    assert [one.holder for one in voices(articles, [inside], of, near=False)] == [1, 2]


class TestLessons:
    def test_of_an_event(self, toy_data):
        row = toy_data.rows("graph", "train")[0]
        (read,) = read_events([row], CueLexicon())
        gold = gold_mentions(row, read)
        assert len(gold) == sum(len(claim["mentions"]) for claim in row["claims"])
        stand = gold_pairs(row, gold)
        claims = [claim for claim, _ in gold]
        rivals = {frozenset((one["first"], one["second"])) for one in row["relations"] if one["label"] == "contradiction"}
        pairs = [(one, other) for at, one in enumerate(claims) for other in claims[at + 1 :]]
        assert [label == RIVAL for label in stand] == [frozenset(pair) in rivals for pair in pairs]
        assert all(stand[at] == SAME for at, (one, other) in enumerate(pairs) if one == other)
        assert NEITHER in stand

    def test_a_voice_takes_the_stance_of_the_gold_holder_whom_it_names(self, toy_data):
        row = toy_data.rows("graph", "train")[0]
        (read,) = read_events([row], CueLexicon())
        gold = gold_mentions(row, read)
        holders, of = gather(read)
        heard = voices(read, [mention for _, mention in gold], of)
        outlet = {one["name"]: one["id"] for one in row["sources"]}
        right = {(one["holder"], one["claim"], one["article"]): one["label"] for one in row["stances"]}
        for voice, label in zip(heard, gold_stances(row, read, holders, gold, heard), strict=True):
            claim, mention = gold[voice.mention]
            if holders[voice.holder].name in row["outlet_names"]:
                key = (outlet[holders[voice.holder].name], claim, read[mention.article].name)
                assert label == right.get(key, "none")


def judged(articles, same, rival, stances):
    """An event of two holders, The Post and The Echo, and three mentions."""
    mentions = [mention_of(articles, 0, ((16, 33),)), mention_of(articles, 1, ((0, 17),)), mention_of(articles, 1, ((58, 76),))]
    holders = [Held("The Post", ()), Held("The Echo", ())]
    return Judged(articles, holders, 2, mentions, stances, *(np.array(one, float) for one in (same, rival)))


def derived(line):
    """The disputes of a line."""
    packed = GRAPH.pack([msgspec.convert(line, GRAPH.line)])
    row = {**EVENT, "sources": [], "claims": [], "stances": [], "relations": []}
    (graph,) = GRAPH.predictions(packed, GRAPH.gold([row])).graphs
    return [[(side.holder, side.claim, side.favours) for side in one] for one in disputes(graph)]


class TestAssembling:
    SAME = ((1, 0.1, 0.1), (0.1, 1, 0.8), (0.1, 0.8, 1))
    RIVAL = ((0, 0.9, 0.2), (0.9, 0, 0), (0.2, 0, 0))
    STANCES: ClassVar = {(0, 0): {"asserts": 0.9}, (1, 1): {"asserts": 0.5, "hedges": 0.2}, (2, 1): {"none": 0.6, "denies": 0.1}}

    def test_what_is_rival_and_held_is_a_dispute(self, articles):
        line = assemble("toy", judged(articles, self.SAME, self.RIVAL, self.STANCES), Settings())
        assert [len(claim["mentions"]) for claim in line["claims"]] == [1, 2]
        assert derived(line) == [[("h0", "c0", True), ("h1", "c1", True)]]

    def test_one_who_is_against_what_another_is_for_needs_an_equivalent(self, articles):
        same, stances = ((1, 0.3, 0), (0.3, 1, 0), (0, 0, 1)), {(0, 0): {"asserts": 0.9}, (1, 1): {"asserts": 0.3, "doubts": 0.3}}
        line = assemble("toy", judged(articles, same, self.RIVAL, stances), Settings())
        assert [one["label"] for one in line["relations"]] == ["equivalent"]
        assert derived(line) == [[("h0", "c0", True), ("h1", "c1", False)]]

    def test_enough_disputes_are_enough(self, articles):
        assert not assemble("toy", judged(articles, self.SAME, self.RIVAL, self.STANCES), Settings(disputes=0))["relations"]

    @pytest.mark.parametrize(
        ("off", "claims", "stances", "relations"),
        [("own_voice", 2, 0, 0), ("clusters", 3, 2, 1), ("relations", 2, 2, 0)],
    )
    def test_switches(self, articles, off, claims, stances, relations):
        switches = Switches(**{off: False})
        line = assemble("toy", judged(articles, self.SAME, self.RIVAL, self.STANCES), Settings(), switches)
        assert [len(line[part]) for part in ("claims", "stances", "relations")] == [claims, stances, relations]


def test_options_choose_a_part_or_switch_one_off():
    model = Pipeline()
    model.configure({"attribution": "cue-lexicon", "without": "own-voice"})
    assert (model.name, model.switches) == ("pipeline-cue-lexicon-without-own-voice", Switches(own_voice=False))
    assert isinstance(model.parts["attribution"], CueLexicon)
    with pytest.raises(Misuse, match="found attribution=crff; did you mean 'crf'"):
        Pipeline().configure({"attribution": "crff"})
    with pytest.raises(Misuse, match="own-voice, neighbours, clusters, relations"):
        Pipeline().configure({"without": "claims"})


def test_a_taught_pipeline_answers_each_event_by_itself(toy_data, tmp_path):
    pytest.importorskip("sklearn_crfsuite")
    model: Baseline = Pipeline()
    model.configure({"attribution": "cue-lexicon"})
    teach(model, "graph", toy_data)
    model.save(tmp_path)
    again = Pipeline()
    again.load(tmp_path)
    rows = toy_data.rows("graph", "test")
    items = [question("graph", row) for row in rows]
    lines = model.predict("graph", items)
    assert again.predict("graph", items[::-1]) == lines[::-1]
    for line, row in zip(lines, rows, strict=True):
        assert not GRAPH.faults(msgspec.convert(line, GRAPH.line), row)
        assert line["claims"]
