"""A site in its folder: what is ours and stale goes, what is not ours stays, and nothing is half-written."""

import json
from dataclasses import replace

import pytest

from counterclaim.errors import Misuse
from counterclaim_leaderboard.site import kinds, writing
from counterclaim_leaderboard.site.rendering import Page
from counterclaim_leaderboard.site.writing import write_site


@pytest.fixture
def out(hostile_board, tmp_path):
    write_site(hostile_board, tmp_path / "site")
    return tmp_path / "site"


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without(board, name):
    tasks = {task: replace(one, rows=tuple(row for row in one.rows if row.system != name)) for task, one in board.tasks.items()}
    counts = {task: {key: one for key, one in of.items() if key != name} for task, of in board.counts.items()}
    kept = {
        attribute: {key: one for key, one in getattr(board, attribute).items() if key != name}
        for attribute in ("scores", "systems", "folders", "seen")
    }
    return replace(board, tasks=tasks, counts=counts, **kept)


def test_a_board_made_for_its_numbers_alone_has_no_pages(hostile_board, tmp_path):
    with pytest.raises(ValueError, match="pages=True"):
        write_site(replace(hostile_board, seen={}), tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_the_list_names_every_file(out, site_files):
    assert set(contents(out)) == {*site_files, "site.json"}
    assert set(json.loads((out / "site.json").read_text())) == set(site_files)


def test_the_page_of_a_system_that_left_goes_and_what_is_not_ours_stays(out, hostile_board):
    (out / "CNAME").write_text("example.org")
    (out / "systems" / "mine.html").write_text("mine")
    assert (out / "systems" / "majority.html").exists()
    write_site(without(hostile_board, "majority"), out)
    assert not (out / "systems" / "majority.html").exists()
    assert (out / "CNAME").read_text() == "example.org"
    assert (out / "systems" / "mine.html").read_text() == "mine"


def test_a_stale_page_that_somebody_changed_stays(out, hostile_board):
    (out / "systems" / "majority.html").write_text("changed by hand")
    write_site(without(hostile_board, "majority"), out)
    assert (out / "systems" / "majority.html").read_text() == "changed by hand"


def test_a_list_cannot_make_it_delete_outside(out, hostile_board, tmp_path):
    import hashlib

    (tmp_path / "precious").write_text("x")
    digest = hashlib.sha256(b"x").hexdigest()
    told = {**json.loads((out / "site.json").read_text()), "../precious": digest, str(tmp_path / "precious"): digest}
    (out / "site.json").write_text(json.dumps(told))
    write_site(hostile_board, out)
    assert (tmp_path / "precious").exists()


def test_a_failure_leaves_the_earlier_site(out, hostile_board, monkeypatch):
    before = contents(out)

    def fails(site):
        yield Page("new.html", "new")
        raise RuntimeError("half-way")

    monkeypatch.setattr(kinds, "KINDS", (kinds.KINDS[0], kinds.Kind(fails)))
    with pytest.raises(RuntimeError):
        write_site(hostile_board, out)
    assert contents(out) == before


def test_two_pages_of_one_name_are_refused(hostile_board, monkeypatch, tmp_path):
    monkeypatch.setattr(kinds, "KINDS", (kinds.KINDS[0], kinds.KINDS[0]))
    with pytest.raises(ValueError, match="two files"):
        write_site(hostile_board, tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"index.html": 1}'])
def test_a_list_that_is_none_is_refused(out, hostile_board, text):
    (out / "site.json").write_text(text)
    with pytest.raises(Misuse, match="delete it"):
        write_site(hostile_board, out)
    assert writing.BOARD in contents(out)
