"""Splits drawn by cluster: none in two splits, the same for the same seed whatever the order, and as large as the shares say."""

import pytest
import yaml
from importing import lines

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.importers import FORMATS
from counterclaim.importers.base import Item, split_of
from counterclaim.importers.splitting import Splitting, shares_of

ITEMS = [Item("test", {"event": f"e{number % 50:02d}"}) for number in range(200)]


def drawn(items, **how):
    return {item.row["event"]: split for item, split in zip(items, Splitting("cluster", **how).splits(items), strict=True)}


def test_by_cluster():
    splits = Splitting("cluster", (70, 20, 10)).splits(ITEMS)
    pairs = {(item.row["event"], split) for item, split in zip(ITEMS, splits, strict=True)}
    assert len(pairs) == 50
    counts = [sum(split == name for _, split in pairs) for name in ("train", "validation", "test")]
    assert counts == [35, 10, 5]
    assert drawn(ITEMS, shares=(70, 20, 10)) == drawn(ITEMS[::-1], shares=(70, 20, 10))
    assert drawn(ITEMS, seed=1) != drawn(ITEMS)


def test_of_the_corpus_or_none():
    assert Splitting().splits([Item("train", {}), Item(None, {})]) == ["train", "test"]
    assert Splitting("none").splits([Item("train", {}), Item(None, {})]) == ["test", "test"]


def test_a_share_may_be_nothing():
    assert set(drawn(ITEMS, shares=(1, 0, 1)).values()) == {"train", "test"}


@pytest.mark.parametrize("told", ["80,20", "a,b,c", "0,0,0", "-1,2,3", "80,10,10,0", ""])
def test_shares_that_will_not_do(told):
    with pytest.raises(Misuse, match="three whole numbers"):
        shares_of(told)


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("snli_1.0_train.jsonl", "train"),
        ("multinli_1.0_dev_mismatched.jsonl", "validation"),
        ("R3/test.jsonl", "test"),
        ("dev/claims.jsonl", "validation"),
        ("contest.jsonl", None),
        ("claims.jsonl", None),
    ],
)
def test_the_split_that_a_path_tells(path, split):
    from pathlib import PurePosixPath

    assert split_of(PurePosixPath(path)) == split


def test_the_verb_writes_the_report_and_the_same_dataset_each_time(corpus, capsys):
    corpus.put({"x.jsonl": lines(*({"id": n, "label": "SUPPORTS", "claim": f"c{n}", "evidence": f"e{n}"} for n in range(10)))})
    for out in ("one", "two"):
        call = ["import", "fever", str(corpus.path), "--out", str(corpus.path.parent / out), "--split-by", "cluster"]
        assert main([*call, "--shares", "50,0,50"]) == 0
    shown = capsys.readouterr().out
    assert "10 records in, 10 kept, 0 dropped" in shown
    assert "by cluster, 50, 0, 50 of train, validation, test, seed 0" in shown
    one, two = corpus.path.parent / "one", corpus.path.parent / "two"
    assert (one / "dataset.json").read_bytes() == (two / "dataset.json").read_bytes()
    report = yaml.safe_load((one / "report.yaml").read_text())
    assert report["splits"] == {"train": {"items": 5, "clusters": 5}, "test": {"items": 5, "clusters": 5}}
    assert list(report["files"]) == [str(corpus.path / "x.jsonl")]
    assert "10 records in" in (one / "README.md").read_text()
    assert main(["import", "fever", str(corpus.path), "--out", str(one)]) == 2
    assert "does not exist yet" in capsys.readouterr().err


def test_the_help_names_every_format(capsys):
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert f"{', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}" in shown


def test_a_write_that_fails_leaves_nothing(corpus, monkeypatch):
    from counterclaim.importers import writing

    def fail(*_):
        raise OSError("disk full")

    corpus.put({"x.jsonl": lines({"id": 1, "label": "SUPPORTS", "claim": "c", "evidence": "e"})})
    monkeypatch.setattr(writing.pq, "write_table", fail)
    with pytest.raises(OSError, match="disk full"):
        corpus.load("fever")
    assert [one.name for one in corpus.path.parent.iterdir()] == ["corpus"]
