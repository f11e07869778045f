"""The pages of events: whole, without what a text or a name could smuggle in, with links that lead somewhere."""

import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from conftest import TOY, multiply

from counterclaim.corpus.build import build
from counterclaim.corpus.sources import read_corpus
from counterclaim.dataset import DatasetFolder
from counterclaim.statistics.intervals import Resampling
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.board import rank
from counterclaim_leaderboard.site.kinds import pages_of, site_of

EVIL = "ov<img src=x onerror=alert(1)>ens"
"""Stands in articles, claims and the quotations of the gold."""
NAME = '"><script>alert(2)</script> & co'
"""Stands for a holder, the event and a system."""
SYSTEMS = ("gold", "majority", "stratified-random", "cue-lexicon", "cue-graph")


class Elements(HTMLParser):
    """The start tags of a page, and the text of each element that has an id."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self._open = [], {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag not in ("meta", "link", "br"):
            self._open.append((tag, told.get("id")))
            self.texts.setdefault(told.get("id"), "")

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for _, name in self._open:
            self.texts[name] += data

    def of(self, tag):
        return [told for found, told in self.tags if found == tag]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The toy corpus with hostile words in every file, and a letter beyond 16 bits before the first attribution."""
    folder = tmp_path_factory.mktemp("evil")
    shutil.copy(TOY / "corpus.yaml", folder)
    multiply(folder, {"toy-01": "train", "toy-03": "test", "toy-04": "test"})
    for path in (*folder.rglob("*.yaml"), *folder.rglob("*.txt")):
        text = path.read_text().replace("ovens", EVIL)
        text = re.sub(r'name: "the manager"', lambda _: "name: '" + NAME + "'", text)
        path.write_text(re.sub(r'^title: ".*"$', lambda _: "title: '" + NAME + "'", text, flags=re.MULTILINE))
    build(read_corpus(folder), folder / "built")
    return DatasetFolder(folder / "built")


@pytest.fixture(scope="module")
def board(data, tmp_path_factory):
    shelf = tmp_path_factory.mktemp("shelf")
    run_baselines(SYSTEMS, shelf, data=data.path)
    card = shelf / "majority" / "system.yaml"
    card.write_text(re.sub("^name: .*$", lambda _: "name: '" + NAME + "'", card.read_text(), flags=re.MULTILINE))
    return rank(shelf, data=data.path, resampling=Resampling(20, 1, "percentile"), draws=20, pages=True)


@pytest.fixture(scope="module")
def pages(board):
    return {page.path: page.text for page in pages_of(site_of(board)) if page.path.startswith("events/")}


@pytest.fixture(scope="module")
def page(pages):
    return Elements(pages["events/toy-03.html"])


def told(page):
    return json.loads(page.texts["event-data"])


def test_there_is_a_page_for_each_event_and_an_index(pages):
    assert set(pages) == {"events/index.html", "events/toy-03.html", "events/toy-04.html"}


def test_an_article_is_shown_letter_for_letter(page, data):
    for row in data.rows("articles", "test"):
        if row["event"] == "toy-03":
            lines = [line for line in row["text"].split("\n") if line]
            shown = [page.texts[f"article-{row['article']}-p{number}"] for number in range(1, len(lines) + 1)]
            assert shown == lines
            starts = [
                int(one["data-start"]) for one in page.of("p") if (one.get("id") or "").startswith(f"article-{row['article']}-p")
            ]
            assert [row["text"][start : start + len(line)] for start, line in zip(starts, lines, strict=True)] == lines


def test_every_attribution_has_its_number_at_its_content_and_a_line_in_the_list(page, data):
    for row in data.rows("attribution", "test"):
        if row["event"] == "toy-03":
            numbers = {one["id"] for one in page.of("a") if (one.get("id") or "").startswith(f"article-{row['article']}-a")}
            assert numbers == {f"article-{row['article']}-a{k}" for k in range(1, len(row["attributions"]) + 1)}
            listed = [page.texts[f"article-{row['article']}-l{k}"] for k in range(1, len(row["attributions"]) + 1)]
            for one in row["attributions"]:
                content = row["text"][slice(*one["content"][0])]
                assert any(content in line and one["cue_type"] in line for line in listed)


def test_hostile_texts_and_names_stay_text(pages, page):
    for text in pages.values():
        found = Elements(text)
        assert found.of("img") == []
        assert all(one.get("type") == "application/json" or "src" in one for one in found.of("script"))
        assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on") or name == "style"]
    assert any(EVIL in text for name, text in page.texts.items() if name and name.startswith("article-"))
    assert NAME in told(page)["answers"]
    assert NAME in [one["value"] for one in page.of("option")]
    assert NAME in page.texts["holder-manager"]
    assert any(EVIL in text for name, text in page.texts.items() if name and name.startswith("claim-"))


def test_links_lead_somewhere_and_a_system_is_named_in_the_address(pages, page):
    ids = [one["id"] for _, one in page.tags if "id" in one]
    assert len(ids) == len(set(ids))
    names = set()
    for one in page.of("a"):
        target = one["href"]
        if target.startswith("#system="):
            name, task = re.fullmatch(r"#system=([^&]*)&task=(.*)", target).groups()
            names.add(unquote(name))
            assert task in ids
        elif target.startswith("#"):
            assert unquote(target[1:]) in ids
    assert names == {*SYSTEMS, NAME} - {"majority"}
    listed = {one["href"] for one in Elements(pages["events/index.html"]).of("a")}
    assert {"../events/toy-03.html", "../events/toy-04.html"} <= listed


def test_the_picture_has_each_disputed_claim_and_holder_once(page):
    """By hand: c03 is asserted by speaker and echo and denied by manager and bakery; c01 and c02 exclude each other."""
    claims = [one["data-claim"] for one in page.of("a") if one.get("class") == "claim"]
    holders = [one["data-holder"] for one in page.of("a") if one.get("class") == "holder"]
    assert sorted(claims) == ["c01", "c02", "c03"]
    assert sorted(holders) == ["bakery", "echo", "manager", "post", "speaker"]


def test_what_is_in_the_page_for_the_script_is_the_gold(page, data):
    items = told(page)["items"]
    for task in ("stance", "contradiction", "contrast"):
        rows = sorted((row for row in data.rows(task, "test") if row["event"] == "toy-03"), key=lambda row: row["id"])
        assert [items[task]["labels"][int(digit)] for digit in items[task]["gold"]] == [row["label"] for row in rows]
        for one in told(page)["answers"].values():
            assert task not in one or len(one[task]["given"]) == len(rows)
    contradiction = items["contradiction"]
    texts = {row["article"]: row["text"] for row in data.rows("articles", "test") if row["event"] == "toy-03"}
    rows = sorted((row for row in data.rows("contradiction", "test") if row["event"] == "toy-03"), key=lambda row: row["id"])
    for (one, other, _), row in zip(contradiction["items"], rows, strict=True):
        for number, side in ((one, "first"), (other, "second")):
            article, _, span = contradiction["mentions"][number]
            assert " … ".join(texts[article][start:end] for start, end in span) == row[f"{side}_mention"]


def test_the_same_board_gives_the_same_bytes(board, pages):
    again = {page.path: page.text for page in pages_of(site_of(board)) if page.path.startswith("events/")}
    assert again == pages


def test_the_errors_of_a_system_are_shown_in_a_browser(board, pages, chromium, tmp_path):
    """From the address to the sentence: each wrong stance of the chosen system is in the list, and nothing hostile ran."""
    from counterclaim_leaderboard.site.writing import write_site

    write_site(board, tmp_path)
    page = Elements(pages["events/toy-03.html"])
    gold = told(page)["items"]["stance"]["gold"]
    tab = chromium.new_page(viewport={"width": 390, "height": 844})
    messages = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    tab.on("dialog", lambda dialog: messages.append(dialog.message) or dialog.dismiss())
    address = (tmp_path / "events" / "toy-03.html").as_uri()
    tab.goto(address)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    for name in ("stratified-random", NAME):
        tab.select_option("#system", name)
        given = told(page)["answers"][name]["stance"]["given"]
        wrong = sum(one != right for one, right in zip(given, gold, strict=True))
        shown = tab.locator("#stance .errors")
        assert f"{wrong} of {len(gold)} stances wrong" in shown.inner_text()
        while shown.get_by_role("button").count():
            shown.get_by_role("button").first.click()
        assert shown.locator("ol > li").count() == wrong
        for target in shown.locator("a").evaluate_all("links => links.map((link) => link.getAttribute('href'))"):
            assert tab.locator(f'[id="{target[1:]}"]').count() == 1
    tab.goto("about:blank")
    tab.goto(address + "#system=cue-graph&task=graph")
    assert "disputes missed" in tab.locator("#graph .errors").inner_text()
    assert tab.locator("#system").input_value() == "cue-graph"
    tab.locator(".picture a.claim").first.focus()
    assert tab.locator(".graph.picking").count() == 1
    tab.close()
    assert messages == []
