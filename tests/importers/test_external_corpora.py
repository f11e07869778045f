"""Every corpus beside the project, whole: the counts of its SOURCE.md, and the verbs on what comes of it."""

import json
from collections import Counter

import pytest
from conftest import ROOT

from counterclaim import load
from counterclaim.cli import main
from counterclaim.dataset import DatasetFolder
from counterclaim.importers.base import Options
from counterclaim.importers.splitting import Splitting
from counterclaim.importers.writing import import_corpus

EXTERNAL = ROOT.parent / "shared" / "external"


@pytest.fixture
def whole(tmp_path):
    def imported(form, path, by="corpus", only="*"):
        if not (EXTERNAL / path).exists():
            pytest.skip(f"shared/external/{path} is not beside this clone: it is the user's to supply")
        out = tmp_path / f"{form}-{only.strip('*')}"
        return import_corpus(form, EXTERNAL / path, out, options=Options(only=only), splitting=Splitting(by)), DatasetFolder(out)

    return imported


@pytest.mark.parametrize(
    ("form", "path", "mapped", "clusters"),
    [
        (
            "vitaminc",
            "vitaminc/vitaminc_real.zip",
            {
                "SUPPORTS -> corroboration": 17306,
                "REFUTES -> contradiction": 9907,
                "NOT ENOUGH INFO -> neutral": 7268,
            },
            2836,
        ),
        (
            "vitaminc",
            "vitaminc/vitaminc_synthetic.zip",
            {"SUPPORTS -> corroboration": 10358, "REFUTES -> contradiction": 10358},
            627,
        ),
        (
            "fever",
            "fever-symmetric/symmetric_v0.1/fever_symmetric_full.jsonl",
            {"SUPPORTS -> corroboration": 478, "REFUTES -> contradiction": 478},
            213,
        ),
        (
            "fever",
            "fever-symmetric/symmetric_v0.1/fever_symmetric_generated.jsonl",
            {"SUPPORTS -> corroboration": 379, "REFUTES -> contradiction": 338},
            213,
        ),
        ("daccord", "daccord", {"contradiction -> contradiction": 515, "compatibles -> neutral": 519}, 301),
        (
            "summedits",
            "summedits",
            {
                "consistent -> corroboration": 173 + 179 + 183,
                "inconsistent by a contradicting edit -> contradiction": 327 + 396 + 243,
                "inconsistent by an invented fact alone -> neutral": 19 + 5 + 5,
            },
            18 + 21 + 16,
        ),
        (
            "perspectrum",
            "perspectrum",
            {
                "SUPPORT -> asserts": 5324,
                "UNDERMINE -> denies": 5208,
                "MILDLY_SUPPORT -> hedges": 538,
                "MILDLY_UNDERMINE -> doubts": 299,
            },
            896,
        ),
    ],
)
def test_counts(whole, form, path, mapped, clusters):
    report, data = whole(form, path)
    assert report.mapped == mapped
    assert report.kept == sum(mapped.values()) == sum(one["items"] for one in report.splits.values())
    assert report.records == report.kept + sum(report.dropped.values())
    assert sum(one["clusters"] for one in report.splits.values()) == clusters
    for split in report.splits:
        assert len(load(report.config, split=split, data=data.path)) == report.splits[split]["items"]


def test_what_is_dropped(whole):
    perspectrum, _ = whole("perspectrum", "perspectrum")
    assert perspectrum.records == 11822
    assert perspectrum.dropped == {"the annotators have no majority": 436, "the same perspective twice under one claim": 17}
    summedits, _ = whole("summedits", "summedits")
    assert summedits.records == 520 + 613 + 431
    assert summedits.dropped == {"inconsistent, with no edit told": 34}


def test_fever_symmetric_shares_claims_between_its_splits(whole):
    report, data = whole("fever", "fever-symmetric/symmetric_v0.2")
    assert {split: one["items"] for split, one in report.splits.items()} == {"validation": 708, "test": 712}
    assert Counter(row["label"] for row in data.rows("contradiction", "test")) == {"contradiction": 356, "corroboration": 356}
    assert report.in_two_splits == 33


def test_damaged_characters_stay(whole):
    _, data = whole("vitaminc", "vitaminc/vitaminc_real.zip")
    rows = data.rows("contradiction", "test", ["first_mention", "second_mention"])
    assert sum("\ufffd" in row["first_mention"] + row["second_mention"] for row in rows) == 144


@pytest.mark.parametrize(
    ("genre", "documents", "attributions", "negative", "cues"), [("news", 24, 247, 1, 202), ("interview", 19, 205, 11, 166)]
)
def test_gum(whole, genre, documents, attributions, negative, cues):
    """The cues are fewer than those of SOURCE.md (206, 173), which counts signals outside the satellite and on other words too."""
    report, data = whole("gum", "gum-wikinews", by="none", only=f"GUM_{genre}_*")
    rows = data.rows("attribution", "test")
    found = [(row["text"], one) for row in rows for one in row["attributions"]]
    assert (len(rows), len(found)) == (documents, attributions)
    assert report.mapped["attribution-negative -> attribution"] == negative
    assert all(one["source"] and one["content"] for _, one in found)
    assert sum(bool(one["cue"]) for _, one in found) == cues
    for text, one in found:
        for start, end in (*one["source"], *one["cue"], *one["content"]):
            assert text[start:end] == text[start:end].strip() != ""


def test_gum_has_its_own_split(whole):
    report, _ = whole("gum", "gum-wikinews")
    assert {split: one["items"] for split, one in report.splits.items()} == {"train": 35, "validation": 4, "test": 4}


@pytest.mark.parametrize(
    ("form", "path", "headline"),
    [
        ("gum", "gum-wikinews", "linked_f1"),
        ("perspectrum", "perspectrum", "macro_f1"),
        ("fever", "fever-symmetric/symmetric_v0.1/fever_symmetric_generated.jsonl", "macro_f1"),
    ],
)
def test_verbs(whole, tmp_path, capsys, form, path, headline):
    """A dataset that lacks tasks, votes, holders and dates: run, score, slice, rank, verify, look at."""
    report, data = whole(form, path, by="cluster")
    told = ["--data", str(data.path)]
    out, site = tmp_path / "predictions", tmp_path / "site"
    names = ("cue-lexicon", "gold") if form == "gum" else ("majority", "overlap-and-negation", "source-only", "gold")
    for name in names:
        assert main(["baseline", "run", name, "--out", str(out), "--state", str(tmp_path / "state"), *told]) == 0
    assert main(["score", str(out / names[0]), "--by", "kind", *told]) == 0
    assert main(["validate", str(out / names[0]), *told]) == 0
    assert main(["compare", *(str(out / name) for name in names[:2]), *told]) == 0
    assert main(["rank", str(out), "--out", str(site), *told]) == 0
    assert main(["verify", str(site / "board.json"), str(out), *told]) == 0
    assert main(["data", "info", *told]) == 0
    board = json.loads((site / "board.json").read_text())["tasks"]
    assert board[report.config]["headline"] == headline
    assert {row["system"]: row["value"] for row in board[report.config]["rows"]}["gold"] == 1.0
    shown = capsys.readouterr().out
    assert f"{form} imported, digest {report.digest}" in shown
    assert main(["cite", *told]) == 2
