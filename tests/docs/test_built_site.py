"""The source of the site is whole before any generator sees it, and the check of the built site tells what is wrong."""

import json

import pytest
from conftest import ROOT

from counterclaim_docs.assembling import Assembly, assemble
from counterclaim_docs.checking import faults
from counterclaim_docs.links import links
from counterclaim_docs.schemas import FORMS


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "source"
    assemble(ROOT, folder)
    return folder


def test_every_link_of_the_source_leads_to_a_file_of_it(source):
    pages = list(source.rglob("*.md"))
    for page in pages:
        if "files" not in page.relative_to(source).parts:
            for target in links(page.read_text()):
                assert (page.parent / target.partition("#")[0]).is_file() or target.startswith("#"), f"{page}: {target}"
    assert len(pages) > 20


def test_links_to_files_folders_and_pages_are_mended(source):
    home, form = (source / "index.md").read_text(), (source / "leaderboard" / "submissions" / "README.md").read_text()
    assert "](leaderboard/submissions/README.md)" in home
    assert "](../../files/leaderboard/submissions/majority.md)" in form
    assert "training_data" in (source / "files" / "leaderboard" / "submissions" / "majority.md").read_text()
    assert "](../files/benchmark/counterclaim/metrics/macro_f1.py.md)" in (source / "reference" / "metrics.md").read_text()


def test_every_schema_is_a_file(source):
    found = {file.name: json.loads(file.read_text())["title"] for file in (source / "extra" / "schemas").iterdir()}
    assert found == {f"{name}.schema.json": form.title for name, form in FORMS.items()}


def test_a_link_to_nothing_is_told(tmp_path):
    (tmp_path / "README.md").write_text("[a](nowhere.md)\n")
    assembly = Assembly(tmp_path, tmp_path / "out")
    assembly.pages = ["README.md"]
    with pytest.raises(FileNotFoundError, match=r"README.md: expected the file or folder nowhere.md"):
        assembly.write()


def test_the_check_names_dead_links_dead_anchors_and_what_would_be_fetched(tmp_path):
    (tmp_path / "a.html").write_text('<h1 id="top"><a href="b.html#end"><a href="#top"><a href="https://example.org">')
    (tmp_path / "b.html").write_text('<script src="https://cdn.example.org/x.js"></script><a href="a.html#gone"><img src="c.svg">')
    told = [one.partition(": ")[2].split()[0] for one in faults(tmp_path)]
    assert told == ["b.html#end", "https://cdn.example.org/x.js", "a.html#gone", "c.svg"]
    assert faults(tmp_path / "empty")
