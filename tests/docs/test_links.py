"""Every relative link and anchor of every Markdown page leads somewhere; every page has a place on the site."""

import re

import pytest
from conftest import ROOT

from counterclaim_docs.links import links, relinked, without_code
from counterclaim_docs.nav import HOME, NO_PAGES, SECTIONS
from counterclaim_docs.reference import REFERENCE

HIDDEN = {"site-docs", "build", "node_modules"}
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in ROOT.rglob("*.md")
    if not any(part.startswith(".") or part in HIDDEN for part in page.relative_to(ROOT).parts)
)


def anchors(text):
    """The anchors of the headings, as hosts of code make them."""
    headings = re.findall(r"^#+ +(.+?)\s*$", without_code_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def without_code_blocks(text):
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_links_and_anchors_lead_somewhere(name):
    for target in links((ROOT / name).read_text()):
        path, _, anchor = target.partition("#")
        to = (ROOT / name).parent / path if path else ROOT / name
        assert to.exists(), f"{name}: {target} leads to nothing"
        assert to.resolve().is_relative_to(ROOT), f"{name}: {target} leads out of the project"
        assert not anchor or anchor in anchors(to.read_text()), f"{name}: {target} leads to no heading"


def test_every_page_has_a_place_on_the_site():
    listed = {HOME, *(page for section in SECTIONS.values() for page in section)}
    found = {page for page in PAGES if page in listed or not page.startswith(NO_PAGES)}
    assert found <= listed, f"in no section of docs/counterclaim_docs/nav.py: {sorted(found - listed)}"
    assert listed <= found | REFERENCE.keys(), f"not written: {sorted(listed - found - REFERENCE.keys())}"


def test_links_in_code_are_none():
    page = "[a](b.md) `[c](d.md)` [`e`](f/)\n```text\n[g](h.md)\n```\n[i](https://example.org) ![j](k.svg)\n"
    assert links(page) == ["b.md", "f/", "k.svg"]
    assert relinked(page, str.upper) == page.replace("b.md", "B.MD").replace("f/", "F/").replace("k.svg", "K.SVG")
    assert len(without_code(page)) == len(page)
