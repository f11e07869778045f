"""The site in headless Chromium, opened from disk: `make test-browser`. Skipped where Playwright or chromium is missing."""

import json

import pytest
from conftest import HOSTILE

from counterclaim_leaderboard.site.writing import write_site

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `browser`: make test-browser")

PAGES = (
    *("index.html", "compare.html", "data.html", "systems/tfidf.html", "systems/majority.html"),
    *("events/index.html", "events/toy-03.html#system=tfidf"),
)


@pytest.fixture(scope="session")
def folder(hostile_board, tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    write_site(hostile_board, out)
    return out


@pytest.fixture
def visit(chromium, folder):
    """Open a page; in the end, it must have said nothing on the console and asked for nothing but files."""
    contexts, told = [], []

    def open_(path="index.html", **options):
        contexts.append(chromium.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith("file:") else told.append(request.url))
        file, _, state = path.partition("#")
        page.goto((folder / file).as_uri() + (f"#{state}" if state else ""))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert told == []


def names(page, board="stance"):
    return page.locator(f"#{board} tbody tr:visible th").evaluate_all("all => all.map(one => one.dataset.value)")


def values(page, board="stance"):
    cells = page.locator(f"#{board} tbody td[data-value]:nth-child(3)")
    return [float(one) for one in cells.evaluate_all("all => all.map(one => one.dataset.value)")]


def head(page, name, board="stance"):
    return page.locator(f"#{board} thead").get_by_role("button", name=name)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_says_nothing_and_fits_a_phone(visit, path, scheme):
    page = visit(path, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, paper[4:-1].split(","))) > 384) == (scheme == "light")


def test_a_click_sorts_and_a_second_click_turns_the_order(visit):
    page = visit()
    assert values(page) == sorted(values(page), reverse=True)
    head(page, "Value").click()
    assert values(page) == sorted(values(page))
    assert page.locator("#stance th[data-key=value]").get_attribute("aria-sort") == "ascending"
    head(page, "System").click()
    assert names(page) == sorted(names(page), key=str.lower)
    assert page.locator("#stance th[data-key=value]").get_attribute("aria-sort") == "none"
    assert values(page, "contradiction") == sorted(values(page, "contradiction"), reverse=True)


def test_rows_without_a_rank_stay_last_in_either_order(visit):
    page = visit()
    for _ in range(2):
        head(page, "Rank").click()
        ranks = page.locator("#stance tbody td:first-child").evaluate_all("all => all.map(one => one.dataset.value)")
        assert ranks[-2:] == ["", ""]


def test_a_filter_hides_rows_tells_it_and_outlives_a_reload(visit):
    page = visit()
    page.get_by_label("artefact").uncheck()
    assert not {"majority", "stratified-random"} & set(names(page))
    assert "tfidf" in names(page)
    assert page.get_by_role("status").inner_text() == "5 of 7 systems are shown."
    page.reload()
    assert "majority" not in names(page)
    page.get_by_role("button", name="Show all").click()
    sync_api.expect(page.get_by_role("status")).to_have_text("All 7 systems are shown.")
    assert "majority" in names(page)
    assert page.url.endswith("index.html#")


def test_search_and_open_weights(visit):
    page = visit()
    page.get_by_label("Search by name").fill("TFI")
    assert names(page) == ["tfidf"]
    page.get_by_label("open weights only").check()
    assert names(page) == []
    page.get_by_label("Search by name").fill("<script>")
    page.get_by_label("open weights only").uncheck()
    assert names(page) == [HOSTILE]


def test_a_deep_link_gives_what_was_shown(visit):
    page = visit("index.html#q=a&kind=artefact,learned&sort.stance=system.descending&at=stance")
    assert names(page) == ["stratified-random", "majority"]
    assert page.get_by_label("Search by name").input_value() == "a"
    assert page.evaluate("document.getElementById('stance').getBoundingClientRect().top") < 40
    page = visit("index.html#contradiction")
    assert page.evaluate("document.getElementById('contradiction').getBoundingClientRect().top") < 40


def test_two_systems_compared_are_told_by_the_numbers_of_the_board(visit, hostile_board):
    page = visit("compare.html#task=stance&a=tfidf&b=majority")
    board = hostile_board.tasks["stance"]
    (one,) = [one for one in board.compared.comparisons if {one.first, one.second} == {"majority", "tfidf"}]
    difference = abs(one.test.difference)
    verdict = page.locator("#verdict").inner_text()
    assert "The data cannot separate" in verdict
    assert f"+{difference:.3f}" in verdict
    assert f"p = {one.adjusted_p:.3f} corrected for {len(board.compared.comparisons)} pairs" in verdict
    page.get_by_role("button", name="Swap").click()
    assert f"−{difference:.3f}" in page.locator("#verdict").inner_text()
    assert "a=majority&b=tfidf" in page.url
    assert page.locator("#events tbody tr").count() == 4
    page.get_by_label("Board").select_option("contradiction")
    assert page.get_by_label("First").evaluate("one => one.selectedOptions[0].textContent") == "majority"
    page.get_by_label("Second").select_option(label=HOSTILE)
    assert HOSTILE in page.locator("#scores").inner_text()
    page.get_by_label("Second").select_option(label="gold")
    assert "bounds the others and is not tested" in page.locator("#verdict").inner_text()
    page.reload()
    assert "gold" in page.locator("#scores").inner_text()


def test_a_link_to_systems_that_are_not_there_shows_others(visit):
    page = visit("compare.html#task=nonsense&a=nobody&b=%3Cb%3E")
    assert page.locator("#scores tbody tr").count() == 2


def test_the_keyboard_reaches_all_and_shows_where_it_is(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.id || document.activeElement.textContent.trim()).slice(0, 20)"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert {"Compare", "search", "open", "Show all", "Rank", "System", "Value"} <= reached
    head(page, "System").focus()
    page.keyboard.press("Enter")
    assert page.locator("#stance th[data-key=system]").get_attribute("aria-sort") == "ascending"


def test_without_a_script_the_tables_stand(visit):
    page = visit(java_script_enabled=False)
    assert page.locator("#stance tbody tr").count() > 3
    assert page.locator("#controls").is_hidden()
    assert "needs the script" in visit("compare.html", java_script_enabled=False).inner_text("main")


def test_what_the_screen_reader_is_told_of_a_row(visit):
    page = visit("systems/tfidf.html")
    drawing = page.get_by_role("img", name="from").first
    assert drawing.is_visible()
    assert page.get_by_role("region", name="What was taken for what").first.is_visible()


def test_the_board_of_the_page_is_that_of_the_file(visit, folder):
    told = json.loads((folder / "board.json").read_text())["tasks"]["stance"]["rows"]
    assert names(visit()) == [row["system"] for row in told]
