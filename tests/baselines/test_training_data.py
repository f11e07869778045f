"""Taught on one dataset, asked on another; and on a dataset that lacks what a baseline reads."""

import gzip
import json

import pytest
import yaml
from importing import lines

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.scoring import score
from counterclaim_baselines.learning_curve import learning_curve
from counterclaim_baselines.running import NothingToAnswer, run_baselines
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run

LABELS = ["contradiction"] * 4 + ["neutral"]


@pytest.fixture
def pairs(corpus):
    """Pairs of another corpus, of which most are contradictions."""
    records = [{"id": n, "first": f"a{n}", "second": f"b{n}", "label": LABELS[n % 5]} for n in range(20)]
    corpus.put({"train.jsonl": lines(*records), "test.jsonl": lines(*({**one, "id": f"t{one['id']}"} for one in records))})
    return corpus.load("plain", task="contradiction")


def labels(folder, task="contradiction"):
    with gzip.open(folder / f"{task}.jsonl.gz", "rt") as file:
        return {json.loads(line)["label"] for line in file}


def test_taught_on_theirs_asked_on_ours_and_the_other_way(toy_data, pairs, tmp_path):
    run = Run(training=pairs, states=States(tmp_path / "states"))
    (folder,) = run_baselines(["majority"], tmp_path / "to-ours", data=toy_data.path, run=run)
    assert labels(folder) == {"contradiction"}
    assert sorted(path.name for path in folder.glob("*.gz")) == ["contradiction.jsonl.gz", "contrast.jsonl.gz"]  # nothing of stance
    assert set(score(folder, data=toy_data.path).tasks) == {"contradiction", "contrast"}
    told = yaml.safe_load((folder / "system.yaml").read_text())["training_data"]
    assert told.startswith(f"plain-imported+{pairs.manifest.digest[:12]}: labels of the train split")

    call = ["baseline", "run", "majority", "--data", str(pairs.path), "--train-data", str(toy_data.path)]
    assert main([*call, "--out", str(tmp_path / "from-ours"), "--state", str(tmp_path / "states")]) == 0
    columns = toy_data.rows("contradiction", "train").columns["label"]
    commonest = min(set(columns), key=lambda label: (-columns.count(label), label))
    assert labels(tmp_path / "from-ours" / "majority") == {commonest}
    assert len(list((tmp_path / "states" / "majority").iterdir())) == 2  # one for each teacher


def test_without_training_data_of_its_own_the_dataset_teaches(pairs, tmp_path):
    (folder,) = run_baselines(["majority"], tmp_path, data=pairs.path)
    assert labels(folder) == {"contradiction"}
    assert yaml.safe_load((folder / "system.yaml").read_text())["training_data"] == "labels of the train split"


def test_training_data_without_a_train_split_is_misuse(toy_data, corpus, tmp_path):
    corpus.put({"x.jsonl": lines({"first": "a", "second": "b", "label": "neutral"})})
    data = corpus.load("plain", task="contradiction")
    with pytest.raises(Misuse, match="--split-by cluster"):
        run_baselines(["majority"], tmp_path / "sub", data=toy_data.path, run=Run(training=data))
    with pytest.raises(Misuse, match="--split-by cluster"):
        learning_curve("majority", "contradiction", data=data.path)


def test_of_several_those_with_nothing_to_answer_are_left_out(pairs, tmp_path, capsys):
    names = ["majority", "cue-lexicon", "annotator-a", "gold"]
    written = run_baselines(names, tmp_path, data=pairs.path)
    assert [path.name for path in written] == ["majority", "gold"]
    told = capsys.readouterr().err
    assert "left out: cue-lexicon: expected items of attribution" in told
    assert "left out: annotator-a" in told
    with pytest.raises(NothingToAnswer, match="cue-lexicon"):
        run_baselines(["cue-lexicon"], tmp_path, data=pairs.path)


def test_slices_by_what_a_corpus_lacks_are_one(pairs, tmp_path):
    from counterclaim.slices import score_by

    (folder,) = run_baselines(["majority"], tmp_path, data=pairs.path)
    for by in ("articles", "distance", "votes", "polarity", "kind", "relation", "rebuttal"):
        told = score_by(folder, by, data=pairs.path).tasks["contradiction"]
        assert set(told) == ({"none", "contradiction"} if by == "relation" else {"none"}), by


def test_the_battery_probes_the_tasks_that_there_are(pairs, corpus, capsys):
    assert main(["data", "artefacts", "--data", str(pairs.path)]) == 0
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines() if "majority " in line} == {"contradiction"}
    (corpus.out / "dataset.json").write_text((corpus.out / "dataset.json").read_text().replace('"train"', '"real"'))
    assert main(["data", "artefacts", "--data", str(pairs.path)]) == 2
    assert "in train and test, found none" in capsys.readouterr().err
