"""The second graphs of events, read and scored."""

import shutil

import pytest

from counterclaim.corpus.second_graphs import measure, second_graphs
from counterclaim.corpus.sources import check_sources
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.metrics import ClaimGraphF1, DisputeF1


@pytest.fixture
def second(sources):
    """The folder of a second chain that found just what the first did."""
    folder = next(iter(sorted((sources / "events").iterdir())))
    (folder / "second").mkdir()
    shutil.copy(folder / "claims.yaml", folder / "second" / "claims.yaml")
    shutil.copy(folder / "gold.yaml", folder / "second" / "graph.yaml")
    return folder / "second"


def test_the_gold_itself_scores_one(sources, second):
    graphs = second_graphs(sources)
    assert [one.event for one in graphs] == [second.parent.name]
    assert measure(graphs, DisputeF1()).score.value == measure(graphs, ClaimGraphF1()).score.value == 1.0


def test_another_graph_scores_less(sources, second):
    graph = second / "graph.yaml"
    graph.write_text(graph.read_text().replace("label: denies", "label: asserts"))
    assert measure(second_graphs(sources), ClaimGraphF1()).score.value < 1.0


def test_faults_are_told_and_checked(sources, second):
    graph = second / "graph.yaml"
    graph.write_text(graph.read_text().replace("label: denies", "label: denis", 1))
    with pytest.raises(FaultsFound, match=r"second/graph\.yaml"):
        second_graphs(sources)
    assert any("second/graph.yaml" in str(fault) for fault in check_sources(sources)[1])


def test_none_is_said(sources):
    with pytest.raises(Misuse, match=r"second/claims\.yaml"):
        second_graphs(sources)
