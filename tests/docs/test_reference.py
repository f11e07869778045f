"""The reference is whole: every verb documented, every metric defined by formula and source."""

import re

import pytest
from conftest import ROOT

from counterclaim.tasks import TASKS
from counterclaim_docs import commands, metrics
from counterclaim_docs.nav import HOME, SECTIONS

VERBS = [path for path, _ in commands.verbs()]
WRITTEN = "\n".join(
    (ROOT / page).read_text() for page in [HOME, *(page for pages in SECTIONS.values() for page in pages)] if (ROOT / page).exists()
)


@pytest.mark.parametrize("path", VERBS, ids=" ".join)
def test_every_verb_is_documented(path):
    """By hand, in a page that says what it is for; and on the page of its help."""
    named = f"counterclaim {path[0]}" if len(path) == 1 else " ".join(path[-2:])
    assert re.search(rf"\b{named}\b", WRITTEN), f"no page of the site says what `counterclaim {' '.join(path)}` is for"
    assert f"usage: counterclaim {' '.join(path)} " in commands.page()


def test_the_verbs_are_those_of_the_command_line():
    assert {("score",), ("data", "check"), ("baseline", "run"), ("gold", "simulate")} <= set(VERBS)
    assert len(VERBS) == len(set(VERBS))


@pytest.mark.parametrize("metric", metrics.by_class(), ids=lambda metric: metric.__name__)
def test_every_metric_has_formula_and_source(metric):
    told = metrics.definition(metric)
    assert re.search(r" [/=] ", told) or re.search(r"\bminus\b", told), "no formula"
    assert re.search(r"\b(18|19|20)\d\d\b", told) or "of this benchmark" in told.lower(), "no source"


def test_the_page_of_metrics_has_every_name_and_marks_the_headlines():
    page = metrics.page()
    for task in TASKS.values():
        row = next(line for line in page.splitlines() if line.startswith(f"| {task.name} |"))
        assert re.findall(r"`(\w+)`", row) == list(task.metrics)
        assert re.findall(r"\*\*`(\w+)`\*\*", row) == [task.headline]
    assert set(re.findall(r"\(#([\w-]+)\)", page)) == {
        title.lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", page, re.M)
    }
