"""What the events of the release must not share: names, and runs of words."""

import pytest
from conftest import ROOT

from counterclaim.audit.copies import shared_runs
from counterclaim.audit.names import collisions
from counterclaim.corpus.read import EventReader
from counterclaim.corpus.sources import check_sources
from counterclaim.corpus.verify import verify_built

EVENTS = sorted(path for path in (ROOT / "annotations/events").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def events():
    return [EventReader(folder).read(()) for folder in EVENTS]


def test_no_two_events_share_a_name(events):
    assert collisions(events) == {}


def test_no_two_events_share_a_run_of_eight_words(events):
    assert shared_runs(events) == {}


def test_lengths_are_those_of_news(events):
    for event in events:
        for article in event.articles:
            assert 250 <= len(article.text.split()) <= 620, article.id


def test_sources_have_no_fault_and_the_built_dataset_is_theirs():
    from counterclaim.corpus.sources import read_corpus

    assert check_sources(ROOT / "annotations")[1] == []
    verify_built(read_corpus(ROOT / "annotations"), ROOT / "annotations")
