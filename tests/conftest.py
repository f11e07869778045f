"""A small corpus of our own for the tests: one invented event, copied to three splits, and submissions for it."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from importing import Corpus

from counterclaim.corpus.build import build
from counterclaim.corpus.sources import read_corpus
from counterclaim.dataset import DatasetFolder
from counterclaim.tasks import TASKS
from counterclaim_baselines.annotators import Gold
from counterclaim_baselines.answering import predict_lines
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.site.writing import files_of

ROOT = Path(__file__).parents[1]
TOY = ROOT / "tests" / "toy"


@pytest.fixture
def sources(tmp_path):
    """A copy of the toy sources, to be damaged."""
    return Path(shutil.copytree(TOY, tmp_path / "sources"))


def multiply(folder: Path, copies: dict[str, str]) -> None:
    """Copy the toy event under other ids, each in its split."""
    for event, split in copies.items():
        copy = folder / "events" / event
        shutil.copytree(TOY / "events" / "toy-01", copy)
        for path in copy.rglob("*.yaml"):
            text = path.read_text().replace("event: toy-01", f"event: {event}").replace("split: test", f"split: {split}")
            path.write_text(text.replace('"toy-01#', f'"{event}#'))
        if split != "test":
            (copy / "contrast.yaml").unlink()


@pytest.fixture(scope="session")
def toy_data(tmp_path_factory):
    """A built dataset: one training, one validation and four test events."""
    folder = tmp_path_factory.mktemp("toy")
    shutil.copy(TOY / "corpus.yaml", folder)
    tests = {f"toy-0{number}": "test" for number in range(3, 7)}
    multiply(folder, {"toy-01": "train", "toy-02": "validation", **tests})
    build(read_corpus(folder), folder / "built")
    return DatasetFolder(folder / "built")


SYSTEM = {
    "name": "a-system",
    "authors": ["A. Writer"],
    "description": "For tests.",
    "licence": "Apache-2.0",
    "training_data": "none",
    "test_articles_seen": False,
}


class Writer:
    """Writes submissions; every file can be overridden with bytes, to damage it."""

    def __init__(self, data: DatasetFolder, folder: Path) -> None:
        self.data, self.folder = data, folder

    def lines(self, task: str, **change):
        rows = self.data.rows(task, "test")
        if task == "attribution":
            return [
                {
                    "id": row["id"],
                    "attributions": [{k: one[k] for k in ("source", "cue", "content")} for one in row["attributions"]],
                }
                for row in rows
            ]
        if task == "graph":
            return predict_lines(Gold(), task, list(rows))
        return [{"id": row["id"], "label": row["label"], **change} for row in rows]

    def write(self, name: str = "a-system", /, **files) -> Path:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "system.yaml").write_text(yaml.safe_dump({**SYSTEM, "name": name}))
        for task, content in files.items():
            raw = content if isinstance(content, bytes) else b"".join(json.dumps(line).encode() + b"\n" for line in content)
            (folder / f"{task}.jsonl").write_bytes(raw)
        return folder

    def gold(self, name: str = "gold-copy") -> Path:
        return self.write(name, **{task: self.lines(task) for task in TASKS})


@pytest.fixture
def corpus(tmp_path):
    """A folder for the files of another corpus, to be imported."""
    return Corpus(tmp_path)


@pytest.fixture
def submissions(toy_data, tmp_path):
    return Writer(toy_data, tmp_path / "submissions")


HOSTILE = """<script>alert(1)</script>"'--></script><img src=x onerror=alert(2)>\u202e]]>"""
"""A name that tries to break out of where it stands."""


@pytest.fixture(scope="session")
def shelf(toy_data, tmp_path_factory):
    """Submissions for the toy: some baselines, and a system whose card is hostile throughout."""
    folder = tmp_path_factory.mktemp("shelf")
    run_baselines(["gold", "annotator-a", "majority", "stratified-random", "tfidf", "cue-lexicon"], folder, data=toy_data.path)
    writer = Writer(toy_data, folder)
    stances = writer.lines("stance", label="asserts", scores={"asserts": 0.6, "denies": 0.4})
    hostile = writer.write("hostile", **{task: writer.lines(task) for task in TASKS} | {"stance": stances})
    card = {
        **dict.fromkeys(("name", "description", "licence", "training_data"), HOSTILE),
        "authors": [HOSTILE],
        "link": "javascript:alert(3)",
        "kind": "language model",
        "cost": {"seconds": 12.5, "tokens": 1000, "price": 0.25, "hardware": HOSTILE},
    }
    (hostile / "system.yaml").write_text(yaml.safe_dump({**SYSTEM, **card}, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hostile_board(shelf, toy_data):
    return rank(shelf, data=toy_data.path, pages=True)


@pytest.fixture(scope="session")
def site_files(hostile_board):
    """The text of every file of the site of that board, by path."""
    return files_of(hostile_board)


@pytest.fixture(scope="module")
def chromium():
    """A headless browser, one for each file: while it runs, so does an event loop, and no other can in the same process.

    The test is skipped where Playwright or chromium is missing.
    """
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`: make test-browser")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
