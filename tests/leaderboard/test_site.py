"""Every page of a site: what it may load, where it leads, how it is built; and that a card cannot break out of it."""

import json
import posixpath
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from conftest import HOSTILE
from pages import parsed

from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.site.kinds import site_of
from counterclaim_leaderboard.site.rendering import POLICY, as_json
from counterclaim_leaderboard.site.writing import files_of


@pytest.fixture(scope="module")
def pages(site_files):
    return {path: parsed(text) for path, text in site_files.items() if path.endswith(".html")}


def test_there_is_a_page_of_each_kind(pages, hostile_board):
    assert {"index.html", "compare.html", "data.html"} < set(pages)
    assert sum(path.startswith("systems/") for path in pages) == len(hostile_board.systems)


def test_elements_are_closed_and_ids_are_no_twins(pages):
    for path, page in pages.items():
        assert page.faults == [], path
        assert len(page.ids) == len(set(page.ids)), path


def test_every_page_has_the_policy_and_nothing_that_it_forbids(pages):
    for path, page in pages.items():
        assert [one["content"] for one in page.attributes("meta") if one.get("http-equiv")] == [POLICY], path
        assert not [name for _, one in page.elements for name in one if name.startswith("on") or name == "style"], path
        assert page.attributes("style", "iframe", "object", "embed", "base") == [], path
        for script in page.attributes("script"):
            assert script.get("type") == "application/json" or script["src"].lstrip("./").startswith("assets/"), path


def test_no_page_asks_the_network(pages, site_files):
    for path, page in pages.items():
        loaded = [one.get("src") for one in page.attributes("script", "img")] + [one["href"] for one in page.attributes("link")]
        assert not [one for one in loaded if one and ":" in one], path
    for path, text in site_files.items():
        if path.startswith("assets/"):
            assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org/2000/svg)", text), path


def test_every_link_leads_somewhere(pages, site_files):
    for path, page in pages.items():
        for one in page.attributes("a", "link", "script"):
            target = one.get("href") or one.get("src")
            if target is None or target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            assert there in site_files, f"{path}: {target}"
            if anchor and "=" not in anchor:  # else it is a state for the page's script
                assert anchor in pages[there].ids, f"{path}: {target}"


def test_headings_are_in_order(pages):
    for path, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{path}: {levels}"


def test_tables_are_told_to_those_who_hear_them(pages):
    for path, page in pages.items():
        assert len(page.text.get("caption", [])) == len(page.attributes("table")), path
        assert all(page.text.get("caption", [])), path
        assert all(one.get("scope") in ("col", "row") for one in page.attributes("th")), path
        drawings = [one for one in page.attributes("svg") if one.get("aria-hidden") != "true"]
        assert all(one["role"] in ("img", "group") and one["aria-label"] for one in drawings), path
        assert page.attributes("html") == [{"lang": "en"}]


def test_fields_have_labels(pages):
    for path, page in pages.items():
        wanted = {one["id"] for one in page.attributes("select", "input") if one.get("type") != "checkbox"}
        assert wanted <= {one.get("for") for one in page.attributes("label")}, path


def test_a_hostile_card_stays_text(pages, site_files, hostile_board):
    own = next(path for path in pages if path.startswith("systems/script"))
    assert pages[own].text["h1"] == [HOSTILE]
    assert HOSTILE in pages[own].text["title"][0]
    for path, page in pages.items():
        assert not [one for one in page.attributes("img") if one.get("src") == "x"], path
        assert not [one for one in page.attributes("a") if (one.get("href") or "").startswith("javascript:")], path
    told = json.loads("".join(pages["compare.html"].text["script"]))
    assert HOSTILE in [one["name"] for one in told["systems"]]
    for path in ("index.html", own):
        assert HOSTILE in pages[path].text["bdi"], path


def test_json_in_a_page_cannot_end_its_element():
    told = as_json({"</script><!--": "&amp;\u2028"})
    assert not set("<>&\u2028") & set(told)
    assert json.loads(told) == {"</script><!--": "&amp;\u2028"}


def test_of_a_withheld_split_no_item_and_no_event_is_told(hostile_board, toy_data):
    dataset = replace(toy_data)
    dataset.__dict__["manifest"] = type(toy_data.manifest)(
        **{name: getattr(toy_data.manifest, name) for name in toy_data.manifest.__struct_fields__} | {"withheld": ("test",)}
    )
    board = replace(hostile_board, dataset=dataset)
    assert not site_of(board).shows_gold
    files = files_of(board)
    assert not [path for path in files if path.startswith("events/")]
    for path, text in files.items():
        if path.endswith(".html"):
            assert not any(event in text for event in toy_data.manifest.events["test"]), path
            assert 'class="confusion"' not in text, path
            assert "-slices" not in text, path
    assert "not public" in files["data.html"]


def test_the_overall_board_averages_and_says_who_is_missing(hostile_board, pages, submissions, toy_data):
    assert {row.system for row in hostile_board.overall.rows} == {"gold", HOSTILE}
    means = {row.system: row.score.value for row in hostile_board.overall.rows}
    assert means["gold"] == 1
    assert 0.7 < means[HOSTILE] < 1
    submissions.write("part", stance=submissions.lines("stance"))
    board = rank(submissions.folder, data=toy_data.path, pages=True)
    assert board.overall is None
    assert "no overall board" in files_of(board)["index.html"]


def test_the_same_board_gives_the_same_bytes(site_files, shelf, toy_data):
    assert files_of(rank(shelf, data=toy_data.path, pages=True)) == site_files


def test_an_index_of_a_hundred_systems_is_below_a_megabyte_and_a_half(hostile_board):
    """Every system of the board under ten and more other names."""
    names = {f"{name[:20]}-{copy}": name for copy in range(17) for name in hostile_board.systems if name != "gold"}
    tasks = {
        task: replace(
            one, rows=tuple(replace(row, system=new) for new, name in names.items() for row in one.rows if row.system == name)
        )
        for task, one in hostile_board.tasks.items()
    }
    systems = {new: hostile_board.systems[name] for new, name in names.items()}
    board = replace(hostile_board, tasks=tasks, systems=systems, overall=None)
    from counterclaim_leaderboard.site.index import pages

    assert len(systems) > 100
    (page,) = pages(site_of(board))
    assert 100_000 < len(page.text.encode()) < 1_500_000
