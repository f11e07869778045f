"""The board and its page."""

import json

import pytest

from counterclaim.errors import FaultsFound, Misuse
from counterclaim.scoring import score
from counterclaim_baselines.registry import LIGHT
from counterclaim_baselines.running import run_baselines
from counterclaim_leaderboard.board import BOUNDS, rank
from counterclaim_leaderboard.formats import FORMATS, as_json


@pytest.fixture(scope="module")
def board(toy_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("submissions")
    run_baselines(LIGHT, folder, data=toy_data.path)
    return rank(folder, data=toy_data.path)


def test_rows_equal_the_scores(board, toy_data, tmp_path):
    (folder,) = run_baselines(["tfidf"], tmp_path, data=toy_data.path)
    alone = score(folder, data=toy_data.path)
    for task, told in alone.tasks.items():
        (row,) = [row for row in board.tasks[task].rows if row.system == "tfidf"]
        one = told.metrics[told.headline]
        assert row.score == one
    assert board.scores["tfidf"].signature == alone.signature


def test_a_board_alone_keeps_nothing_for_pages(board):
    assert board.seen == {}


def test_bounds_are_there_and_hold_no_rank(board):
    for task in board.tasks.values():
        assert {row.system for row in task.rows} >= ({"gold"} if task.task in ("contrast", "graph") else BOUNDS)
        assert all((row.rank is None) == (row.system in BOUNDS) for row in task.rows)
        assert task.rows[0].score.value == 1.0


def test_four_events_cannot_separate_and_the_board_says_so(board):
    """The smallest p of four events is 1/8: whatever the scores, all systems share the first rank."""
    for task in board.tasks.values():
        assert task.smallest_p == min(1.0, 2 / 16 * len(task.compared.comparisons))
        assert task.power is None or task.power.alone is None
        assert {row.rank for row in task.rows} <= {1, None}
    assert "cannot separate any two systems" in FORMATS["text"](board)


def test_json_has_the_promised_keys(board):
    told = json.loads(as_json(board))
    assert set(told["tasks"]) == {"attribution", "stance", "contradiction", "contrast", "graph"}
    for row in told["tasks"]["stance"]["rows"]:
        assert row.keys() == {"system", "rank", "value", "low", "high"}
    assert told["signature"].startswith("counterclaim|")
    assert all(system["signature"] for system in told["systems"].values())


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_every_system(board, form):
    shown = FORMATS[form](board)
    for name in LIGHT:
        assert name in shown.replace(r"\_", "_")


def test_faults_of_all_submissions_together(submissions, toy_data):
    for name in ("one", "other"):
        submissions.write(name, stance=submissions.lines("stance")[1:])
    with pytest.raises(FaultsFound) as caught:
        rank(submissions.folder, data=toy_data.path)
    assert len(caught.value.faults) == 2


def test_no_submissions(toy_data, tmp_path):
    with pytest.raises(Misuse, match="baseline run --all"):
        rank(tmp_path, data=toy_data.path)
