"""Building and reading a dataset: same sources, same files; a damaged file is refused; columns are what the card says."""

import json
import shutil

import pytest
from conftest import TOY

from counterclaim.corpus.build import CANARY, build
from counterclaim.corpus.sources import read_corpus
from counterclaim.dataset import DatasetFolder
from counterclaim.errors import FaultsFound, Misuse


def test_same_sources_give_the_same_dataset_json(tmp_path):
    for name in ("one", "other"):
        build(read_corpus(TOY), tmp_path / name)
    one, other = ((tmp_path / name / "dataset.json").read_bytes() for name in ("one", "other"))
    assert one == other


def test_a_changed_word_changes_the_digest_and_the_card(sources, tmp_path):
    before = build(read_corpus(sources), tmp_path / "before")
    claims = sources / "events/toy-01/claims.yaml"
    claims.write_text(claims.read_text().replace("must be withdrawn", "should be withdrawn"))
    after = build(read_corpus(sources), tmp_path / "after")
    assert before["digest"] != after["digest"]
    assert (tmp_path / "before/README.md").read_text() != (tmp_path / "after/README.md").read_text()


def test_tampered_file_is_refused(toy_data, tmp_path):
    folder = shutil.copytree(toy_data.path, tmp_path / "copy")
    shutil.copy(folder / "data/stance/train.parquet", folder / "data/stance/test.parquet")
    with pytest.raises(FaultsFound, match="SHA-256"):
        DatasetFolder(folder).rows("stance", "test")


@pytest.mark.parametrize(
    ("config", "split", "told"),
    [("stances", "test", "did you mean 'stance'"), ("stance", "tests", "did you mean 'test'"), ("stance", "real", "train")],
)
def test_unknown_config_or_split(toy_data, config, split, told):
    with pytest.raises(Misuse, match=told):
        toy_data.table(config, split)


def test_a_folder_that_is_no_dataset(tmp_path):
    with pytest.raises(Misuse, match=r"no dataset\.json"):
        DatasetFolder(tmp_path).rows("stance", "test")
    (tmp_path / "dataset.json").write_text("{}")
    with pytest.raises(Misuse, match="manifest"):
        DatasetFolder(tmp_path).rows("stance", "test")


def test_spans_are_the_quoted_words(toy_data):
    for row in toy_data.rows("attribution", "test"):
        for one in row["attributions"]:
            assert one["content"]
            for start, end in one["content"]:
                assert row["text"][start:end].strip() == row["text"][start:end] != ""
    row = next(row for row in toy_data.rows("attribution", "test") if row["article"] == "post-1")
    first = row["attributions"][0]
    assert [row["text"][a:b] for a, b in first["source"]] == ["the manager"]
    assert first["by_names"] == ["the manager"]


def test_votes_and_context_are_columns(toy_data):
    row = toy_data.rows("contradiction", "test")[0]
    assert {"vote_a", "vote_b", "first_paragraph", "second_published", "first_outlet", "needs", "settled"} <= row.keys()
    assert row["first_mention"] in row["first_paragraph"] or " … " in row["first_mention"]


def test_contradiction_items(toy_data):
    rows = [row for row in toy_data.rows("contradiction", "test") if row["event"] == "toy-03"]
    ids = {row["id"] for row in rows}
    assert "toy-03#post-1.c01.1~wire-1.c02.1" in ids
    assert all("c05" not in one for one in ids), "norms do not enter the task"
    by_pair = {}
    for row in rows:
        by_pair.setdefault(tuple(part.split(".")[1] for part in row["id"].split("#")[1].split("~")), []).append(row)
    assert max(map(len, by_pair.values())) == 4
    assert {row["label"] for row in by_pair["c01", "c02"]} == {"contradiction"}
    assert {row["label"] for row in by_pair["c01", "c04"]} == {"corroboration"}
    own = {frozenset((row["first_mention"], row["second_mention"])): row for row in by_pair["c03", "c03"]}
    denied = own[frozenset(("The ovens never stopped", "The ovens stood still"))]
    assert (denied["label"], denied["type"]) == ("contradiction", "negation")
    assert own[frozenset(("the ovens stood still", "any oven had stopped"))]["label"] == "corroboration"


def test_build_leaves_other_files_and_no_scratch(tmp_path):
    (tmp_path / "GUIDELINES.md").write_text("kept")
    build(read_corpus(TOY), tmp_path, card="\nThe card.\n")
    build(read_corpus(TOY), tmp_path, card="\nThe card.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "GUIDELINES.md",
        "README.md",
        "croissant.json",
        "data",
        "dataset.json",
    ]
    assert (tmp_path / "README.md").read_text().endswith("\n---\n\nThe card.\n")


def test_manifest(toy_data):
    raw = json.loads((toy_data.path / "dataset.json").read_text())
    assert raw["canary"] == CANARY
    assert raw["events"]["test"] == ["toy-03", "toy-04", "toy-05", "toy-06"]
