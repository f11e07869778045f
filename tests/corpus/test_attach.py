"""A real article: standoff annotation joined to the text that a user has, and to no other."""

import json
import re
import subprocess

import pytest
from conftest import ROOT, TOY

from counterclaim import load, score
from counterclaim.cli import main
from counterclaim.corpus.attach import STANDOFF, attach, write_standoff
from counterclaim.corpus.build import build
from counterclaim.corpus.gum import conllu_text
from counterclaim.corpus.read import digest
from counterclaim.corpus.sources import Corpus, event_folders, read_corpus
from counterclaim.corpus.verify import verify_built
from counterclaim.errors import FaultsFound, Misuse
from counterclaim_baselines.running import run_baselines
from counterclaim_baselines.teaching import Run

SHARED = ROOT.parent / "shared"
STANDOFF_OF_ALL = json.loads((ROOT / "annotations" / STANDOFF).read_text())
REAL_EVENTS = [event["id"] for event in STANDOFF_OF_ALL]


def foreign_texts():
    """The texts of the real articles by event, as far as this machine has them."""
    texts = [path.read_text() for path in (SHARED / "articles").glob("*.txt")]
    texts += [conllu_text(path.read_text()) for path in (SHARED / "external" / "gum-wikinews" / "dep").glob("GUM_news_*.conllu")]
    known = {event["articles"][0]["sha256"]: event["id"] for event in STANDOFF_OF_ALL}
    return {known[digest(text)]: text for text in texts if digest(text) in known}


@pytest.fixture
def released(tmp_path):
    """A dataset folder whose real subset is one article of the toy, without its text."""
    import msgspec

    (event,) = read_corpus(TOY).events
    article = event.articles[0]
    here = {claim.id for claim in event.claims if any(m.article == article.id for m in claim.mentions)}
    kept = {
        "articles": (msgspec.structs.replace(article, text=None),),
        "split": "real",
        "contrast": (),
        "claims": tuple(
            msgspec.structs.replace(claim, mentions=tuple(m for m in claim.mentions if m.article == article.id))
            for claim in event.claims
            if claim.id in here
        ),
        "hands": {
            hand: msgspec.structs.replace(
                layers,
                attributions=tuple(a for a in layers.attributions if a.article == article.id),
                stances=tuple(s for s in layers.stances if s.article == article.id and s.claim in here),
                pairs=tuple(p for p in layers.pairs if {p.first, p.second} <= here),
            )
            for hand, layers in event.hands.items()
        },
    }
    folder = tmp_path / "released"
    build(read_corpus(TOY), folder)
    write_standoff([msgspec.structs.replace(event, **kept)], folder / STANDOFF)
    text = tmp_path / "text.txt"
    text.write_text(article.text)
    return folder, text


def test_the_standoff_holds_no_text(released):
    folder, text = released
    standoff = (folder / STANDOFF).read_text()
    assert "night shift" in text.read_text()
    assert json.loads(standoff)[0]["articles"][0]["text"] is None
    assert "left the night shift" not in standoff


def test_attach_and_score(released, tmp_path):
    folder, text = released
    attach(text, tmp_path / "out", data=folder)
    (row,) = load("attribution", split="real", data=tmp_path / "out")
    assert row["text"] == text.read_text()
    submission, *_ = run_baselines(["gold", "majority", "tfidf"], tmp_path / "s", data=tmp_path / "out", run=Run("real"))
    told = score(submission, split="real", data=tmp_path / "out")
    assert told.tasks["attribution"].metrics["linked_f1"].value == 1.0


def test_another_text_is_refused_and_nothing_written(released, tmp_path, capsys):
    folder, text = released
    text.write_text(text.read_text().replace("Twelve", "Eleven"))
    assert main(["data", "attach", str(text), "--out", str(tmp_path / "out"), "--data", str(folder)]) == 1
    assert "letter for letter" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    text.write_bytes(b"\xff\xfe")
    with pytest.raises(FaultsFound, match="UTF-8"):
        attach(text, tmp_path / "out", data=folder)
    with pytest.raises(Misuse, match="mend the path"):
        attach(tmp_path / "nowhere", tmp_path / "out", data=folder)


@pytest.mark.parametrize("named", REAL_EVENTS)
def test_each_real_article_is_attached(named, tmp_path):
    texts = foreign_texts()
    if named not in texts:
        pytest.skip("this real article's text is not in this clone: it is the user's to supply")
    (tmp_path / "text.txt").write_text(texts[named])
    attach(tmp_path / "text.txt", tmp_path / "out")
    (row,) = load("attribution", split="real", data=tmp_path / "out")
    assert row["event"] == named
    assert row["text"] == texts[named]
    assert row["attributions"]
    for one in row["attributions"]:
        for start, end in one["content"]:
            words = row["text"][start:end]
            assert words == words.strip()
            assert words


@pytest.mark.parametrize("named", REAL_EVENTS)
def test_no_sentence_of_a_real_article_is_in_the_project(named):
    """No run of eight of its words stands in any file of the project."""
    texts = foreign_texts()
    if named not in texts:
        pytest.skip("this real article's text is not in this clone: nothing to compare with")

    def runs(text):
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}

    foreign = runs(texts[named])
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix in {".yaml", ".md", ".py", ".json", ".jsonl", ".txt", ".html"} and path.exists():
            assert not foreign & runs(path.read_text()), name


def test_verify_tells_a_stale_dataset(sources, tmp_path):
    corpus = read_corpus(sources)
    build(corpus, tmp_path / "built")
    verify_built(corpus, tmp_path / "built")
    with pytest.raises(FaultsFound, match="data build"):
        verify_built(Corpus(corpus.events, "0.0.2", corpus.released), tmp_path / "built")


def test_event_folders_need_a_folder_of_sources(tmp_path):
    with pytest.raises(Misuse, match="--sources"):
        event_folders(tmp_path)
