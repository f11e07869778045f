"""The queue: one holder at a time, nothing lost, nothing scored twice, whoever dies when."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from counterclaim.scoring import score
from counterclaim.submission.system import read_system
from counterclaim_leaderboard.service.intake.submissions import withdraw
from counterclaim_leaderboard.service.schema import releases
from counterclaim_leaderboard.service.schema import submissions as table
from counterclaim_leaderboard.service.scoring import queue
from counterclaim_leaderboard.service.scoring.scoring_process import Outcome
from counterclaim_leaderboard.service.settings import Queueing

LIMITS = Queueing(lease=60.0, crashes=3, losses=4)

pytest_plugins = ["served"]


@pytest.fixture
def outcome(served, submissions, toy_data):
    folder = submissions.gold("scored")
    return Outcome([], 0, read_system(folder / "system.yaml", []), score(folder, data=toy_data.path), served.context.gold)


@pytest.fixture
def one(served, submissions):
    """A submission in the queue, and the calls of a worker."""

    class One:
        def __init__(self):
            self.id = served.upload(submissions.gold()).json()["id"]

        def claim(self):
            return queue.claim(served.context.database, LIMITS, lambda: served.at)

        def record(self, held, outcome):
            return queue.record(served.context.database, held, outcome, served.settings, lambda: served.at)

        def crash(self, held):
            return queue.record_crash(served.context.database, held, queue.Crash("it broke"), LIMITS, lambda: served.at)

        def told(self):
            return served.told(self.id)

    return One()


def releases_written(served):
    with served.context.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(releases))


def test_who_holds_it_holds_it_alone(one):
    assert one.claim().attempt == 1
    assert one.claim() is None
    assert one.told()["state"] == "running"


def test_a_lease_that_runs_out_puts_it_back(served, one):
    one.claim()
    served.at += 61
    assert one.claim().attempt == 2


def test_a_lease_renewed_does_not_run_out(served, one):
    held = one.claim()
    for _ in range(5):
        served.at += 50
        assert queue.renew(served.context.database, held, LIMITS, lambda: served.at)
        assert one.claim() is None


def test_a_worker_thought_dead_writes_nothing(served, one, outcome):
    late = one.claim()
    served.at += 61
    second = one.claim()
    assert not one.record(late, outcome)
    assert not one.crash(late)
    assert not queue.renew(served.context.database, late, LIMITS)
    assert not queue.give_back(served.context.database, late)
    assert one.told()["state"] == "running"
    assert one.record(second, outcome)
    assert releases_written(served) == len(outcome.score.tasks)


def test_an_outcome_is_written_once(served, one, outcome):
    held = one.claim()
    assert one.record(held, outcome)
    assert not one.record(held, outcome)
    assert releases_written(served) == len(outcome.score.tasks)
    assert served.ledger()["queries"] == 1


def test_an_outcome_is_written_whole_or_not_at_all(served, one, outcome, monkeypatch):
    held = one.claim()

    def fails(connection):
        raise RuntimeError("killed between two statements")

    with monkeypatch.context() as patched:
        patched.setattr(queue, "board_changed", fails)
        with pytest.raises(RuntimeError):
            one.record(held, outcome)
    assert one.told()["state"] == "running"
    assert releases_written(served) == 0
    assert one.record(held, outcome)


def test_workers_lost_again_and_again_end_in_a_crash(served, one):
    for attempt in range(1, 5):
        assert one.claim().attempt == attempt
        served.at += 61
    assert one.claim() is None
    told = one.told()
    assert (told["state"], told["costs_quota"]) == ("crashed", False)
    assert told["reason"] == "the worker was lost 4 times while it held the submission"


def test_giving_back_costs_nothing(served, one):
    for _ in range(20):
        assert queue.give_back(served.context.database, one.claim())
    assert one.told()["state"] == "queued"


def test_withdrawn_in_the_queue_it_is_never_scored(served, one):
    told = served.http.delete(f"/api/v1/submissions/{one.id}", headers=served.headers()).json()
    assert (told["state"], told["costs_quota"]) == ("withdrawn", False)
    assert one.claim() is None


def test_withdrawn_while_it_is_scored_its_question_was_put(served, one, outcome):
    held = one.claim()
    team = served.context.team(served.tokens["Team A"])
    withdraw(served.context.database, team, one.id, lambda: served.at)
    assert one.record(held, outcome)
    told = one.told()
    assert (told["state"], told["costs_quota"]) == ("scored", True)
    assert told["withdrawn"] is not None
    assert served.board()["tasks"] == {}
    assert served.ledger()["rows"][0]["withdrawn"] is True


def test_withdrawn_while_it_is_scored_a_crash_ends_it(served, one):
    held = one.claim()
    withdraw(served.context.database, served.context.team(served.tokens["Team A"]), one.id)
    assert one.crash(held)
    assert one.told()["state"] == "withdrawn"
    assert one.claim() is None


def test_many_workers_take_each_row_once(served, submissions):
    served.add("Team B", per_day=30)
    folder = submissions.gold()
    made = {served.upload(folder, "Team B").json()["id"] for _ in range(12)}
    with ThreadPoolExecutor(8) as pool:
        claims = [future.result() for future in [pool.submit(queue.claim, served.context.database, LIMITS) for _ in range(20)]]
    held = [claim.id for claim in claims if claim is not None]
    assert len(held) == len(set(held)) == 12
    assert set(held) == made


def test_the_oldest_first(served, submissions):
    folder = submissions.gold()
    made = [served.upload(folder).json()["id"] for _ in range(3)]
    assert [served.told(one)["ahead"] for one in made] == [0, 1, 2]
    assert [queue.claim(served.context.database, LIMITS).id for _ in made] == made


def test_a_best_withdrawn_still_holds_for_the_ladder(served, submissions, outcome):
    """Else a team could learn a score again and again by withdrawing what it learned."""
    ids = [served.upload(submissions.gold()).json()["id"] for _ in range(2)]
    queue.record(served.context.database, queue.claim(served.context.database, LIMITS), outcome, served.settings)
    assert len(served.board()["tasks"]["stance"]["rows"]) == 1
    served.http.delete(f"/api/v1/submissions/{ids[0]}", headers=served.headers())
    assert served.board()["tasks"] == {}
    queue.record(served.context.database, queue.claim(served.context.database, LIMITS), outcome, served.settings)
    assert served.told(ids[1])["released"]["stance"]["improved"] is False
    assert served.board()["tasks"] == {}


def test_the_row_keeps_the_record(served, one, outcome):
    one.record(one.claim(), outcome)
    for _ in range(2):
        served.http.delete(f"/api/v1/submissions/{one.id}", headers=served.headers())
    with served.context.database.reading() as connection:
        row = connection.execute(select(table)).one()
    assert row.score is not None
    assert row.state == "scored"
