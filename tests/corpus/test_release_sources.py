"""What the events of the release must not share: names, and runs of words."""

import calendar
import re
from itertools import combinations

import pytest
from conftest import ROOT

from counterclaim.corpus.read import EventReader
from counterclaim.corpus.sources import check_sources
from counterclaim.corpus.verify import verify_built

EVENTS = sorted(path for path in (ROOT / "annotations/events").iterdir() if path.is_dir())

COMMON = frozenset(
    (*"Agency Authority Centre Daily Hospital Ministry Press Service Report".split(), *calendar.month_name, *calendar.day_name)
)
"""Words that name a kind of body, a month or a day."""


@pytest.fixture(scope="module")
def events():
    return [EventReader(folder).read(()) for folder in EVENTS]


def names(event):
    """The capitalised words of the names of sources, parties, outlets and the place."""
    told = [event.place, *(source.name for source in event.sources), *(party.name for party in event.parties)]
    return {word for name in told for word in re.findall(r"(?<!^)(?<![.!?] )\b[A-Z][a-z]{3,}\b", f"x {name}")} - COMMON


def runs(event, length=8):
    found = set()
    for article in event.articles:
        words = re.findall(r"\w+", article.text.lower())
        found |= {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
    return found


def test_no_two_events_share_a_name(events):
    for one, other in combinations(events, 2):
        assert not names(one) & names(other), (one.id, other.id)


def test_no_two_events_share_a_run_of_eight_words(events):
    for one, other in combinations(events, 2):
        assert not runs(one) & runs(other), (one.id, other.id)


def test_lengths_are_those_of_news(events):
    for event in events:
        for article in event.articles:
            assert 250 <= len(article.text.split()) <= 620, article.id


def test_sources_have_no_fault_and_the_built_dataset_is_theirs():
    from counterclaim.corpus.sources import read_corpus

    assert check_sources(ROOT / "annotations")[1] == []
    verify_built(read_corpus(ROOT / "annotations"), ROOT / "annotations")
