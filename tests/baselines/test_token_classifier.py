"""The token classifier: its tags come back, its words are whole, and a stored model answers the same."""

import importlib.util

import pytest

from counterclaim.spans import text_of
from counterclaim_baselines.crf.baseline import Choice
from counterclaim_baselines.crf.chain import Chain, claimed, labelled
from counterclaim_baselines.crf.reading import Reading, Switches
from counterclaim_baselines.registry import BASELINES
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run
from counterclaim_baselines.token_classifier.baseline import TokenClassifier
from counterclaim_baselines.token_classifier.sequences import CUES, FREE, LAYERS, MARKS, ROLES, lessons, of_cues, of_free, of_roles

needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="the extra `neural` is not installed: the network is not tested"
)

TEXT = """Gate shut

"The gate," the warden said, "was shut." "It was dark."
The clerk told her that it was open."""


def spans(*words):
    return [[TEXT.index(one), TEXT.index(one) + len(one)] for one in words]


ATTRIBUTIONS = [
    {"source": spans("the warden"), "cue": spans("said"), "content": spans("The gate", "was shut")},
    {"source": [], "cue": [], "content": spans("It was dark")},
    {"source": spans("The clerk"), "cue": spans("told"), "content": spans("that it was open")},
]


@pytest.fixture
def article():
    return labelled(Reading(TEXT, Switches()), ATTRIBUTIONS)


class Certain:
    """Answers the chain with the lessons of an article."""

    def __init__(self, article):
        self.known = dict(lessons(article))

    def _shares(self, run):
        return [{LAYERS[run.layer][tag]: 1.0} for tag in self.known[run]]

    def cues(self, reading):
        return [share for run in of_cues(reading) for share in self._shares(run)]

    def roles(self, reading, cues):
        return [self._shares(run) for run in of_roles(reading, cues)]

    def free(self, reading, claims):
        return [share for run in of_free(reading, claims) for share in self._shares(run)]


def test_lessons_come_back_as_the_attributions(article):
    found = Chain(Certain(article)).extract(article.reading)
    assert {text_of(TEXT, one.content) for one in found} == {"The gate … was shut", "It was dark", "that it was open"}
    assert {(text_of(TEXT, one.source), text_of(TEXT, one.cue)) for one in found} == {
        ("the warden", "said"),
        ("", ""),
        ("The clerk", "told"),
    }


def test_each_layer_is_marked_with_what_the_ones_before_found(article):
    by_layer = {layer: [run for run, _ in lessons(article) if run.layer == layer] for layer in (CUES, ROLES, FREE)}
    words = article.reading.words

    def marked(run):
        return {words[run.first + at]: MARKS[mark] for at, mark in enumerate(run.marks) if mark}

    assert [marked(run) for run in by_layer[CUES]] == [{}, {}, {}]
    assert [marked(run) for run in by_layer[ROLES]] == [{"said": "the cue"}, {"told": "the cue"}]
    last = marked(by_layer[FREE][-1])
    assert (last["clerk"], last["told"], last["open"]) == ("claimed S", "claimed C", "claimed X")


def test_another_cue_is_marked(article):
    cues = sorted(article.cued)
    (one, _) = of_roles(article.reading, [*cues])
    assert "another cue" not in {MARKS[mark] for mark in one.marks}  # it stands in another paragraph
    near = labelled(Reading(TEXT.replace("\nThe", " The"), Switches()), ATTRIBUTIONS)
    assert "another cue" in {MARKS[mark] for run in of_roles(near.reading, sorted(near.cued)) for mark in run.marks}


def test_claims_are_those_of_the_chain(article):
    claims = claimed(article.reading, article.found)
    assert [mark for run in of_free(article.reading, claims) for mark in run.marks].count(MARKS.index("claimed C")) == 2


@needs_torch
class TestNetwork:
    def test_a_word_is_the_mean_of_its_pieces(self):
        import torch

        from counterclaim_baselines import minilm
        from counterclaim_baselines.token_classifier.network import TagNetwork

        network = TagNetwork()
        reading = Reading("Unverifiable gates\n\nshut", Switches())
        states = network.read(reading)
        encoded = network.parts.tokenizer.encode("Unverifiable gates", add_special_tokens=False)
        pieces = minilm.embed(network.parts, encoded.ids)[1:-1]
        assert len(pieces) > 2
        assert states.shape == (3, minilm.WIDTH)
        assert torch.allclose(states[0], pieces[:-1].mean(0), atol=1e-5)
        assert torch.allclose(states[1], pieces[-1], atol=1e-5)

    def test_trains_predicts_and_loads_the_same(self, toy_data, tmp_path):
        states = States(tmp_path / "states")

        def run(out, kept, **of):
            folder = run_baseline(BASELINES["token-classifier"], tmp_path / out, toy_data, Run(states=kept, **of))
            return {path.name: path.read_bytes() for path in folder.iterdir()}

        one = run("one", states)
        assert [run("loaded", states), run("again", States(None))] == [one, one]
        assert run("other", States(None), seed=1) != one

    def test_what_it_is_taught_shows(self, toy_data, monkeypatch):
        from counterclaim_baselines.token_classifier import baseline

        monkeypatch.setattr(baseline, "EPOCHS", 60)
        rows = list(toy_data.rows("attribution", "train"))
        model = TokenClassifier()
        model.fit("attribution", rows, rows)
        held = Choice(rows, [labelled(Reading(row["text"], Switches()), row["attributions"]) for row in rows])
        assert held.linked_f1(model.chain) > 0.5
