"""The queue in the database: who holds which submission, for how long, and under which attempt.

A claim raises the number of the attempt, and every later write names the number that it was claimed under. A worker that was
thought dead and comes back writes nothing, since another attempt is running: nothing is scored twice. A lease that runs out puts
the submission back: nothing is lost.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import case, select, update

from counterclaim_leaderboard.service.board.releasing import release_score
from counterclaim_leaderboard.service.database import Database, board_changed
from counterclaim_leaderboard.service.schema import State, files, submissions, teams
from counterclaim_leaderboard.service.scoring.scoring_process import Outcome
from counterclaim_leaderboard.service.settings import Queueing, Settings
from counterclaim_leaderboard.service.times import Clock, now


@dataclass(frozen=True)
class Claim:
    """A submission in the hands of a worker."""

    number: int
    id: str
    team: int
    attempt: int
    files: dict[str, str]
    """SHA-256 by name."""


@dataclass(frozen=True)
class Crash:
    """A scoring that ended badly."""

    reason: str
    final: bool = False
    """Whether it would end so again: a limit of processor time was passed, however busy the machine."""


def claim(database: Database, limits: Queueing, clock: Clock = now) -> Claim | None:
    """Take the oldest submission that waits; None where none does. Leases that have run out are ended first."""
    at = clock()
    with database.writing() as connection:
        _end_leases(connection, limits, at)
        columns = (submissions.c.number, submissions.c.id, submissions.c.team, submissions.c.attempt)
        waiting = select(*columns).where(submissions.c.state == State.QUEUED.value).order_by(submissions.c.number).limit(1)
        found = connection.execute(waiting.with_for_update(skip_locked=True)).first()
        if found is None:
            return None
        taken = {"state": State.RUNNING.value, "attempt": found.attempt + 1, "lease_until": at + limits.lease}
        connection.execute(update(submissions).where(submissions.c.number == found.number).values(taken))
        named = connection.execute(select(files.c.name, files.c.sha256).where(files.c.submission == found.number))
        return Claim(found.number, found.id, found.team, found.attempt + 1, {row.name: row.sha256 for row in named})


def is_waiting(database: Database, clock: Clock = now) -> bool:
    """Tell whether there is anything to claim, without keeping writers waiting."""
    expired = (submissions.c.state == State.RUNNING.value) & (submissions.c.lease_until < clock())
    with database.reading() as connection:
        query = select(submissions.c.number).where((submissions.c.state == State.QUEUED.value) | expired).limit(1)
        return connection.scalar(query) is not None


def renew(database: Database, held: Claim, limits: Queueing, clock: Clock = now) -> bool:
    """Lengthen the lease; return False where it is lost."""
    with database.writing() as connection:
        return bool(connection.execute(_held(held).values(lease_until=clock() + limits.lease)).rowcount)


def give_back(database: Database, held: Claim) -> bool:
    """Put the submission back into the queue, as if it had not been claimed; return False where the lease is lost."""
    with database.writing() as connection:
        return bool(connection.execute(_held(held).values(_waiting())).rowcount)


def record(database: Database, held: Claim, outcome: Outcome, settings: Settings, clock: Clock = now) -> bool:
    """Write the score and what is released of it, or the faults, which cost no quota; return False where the lease is lost."""
    told: dict[str, Any] = {
        "finished": clock(),
        "lease_until": None,
        "system": None if outcome.system is None else _json(outcome.system),
    }
    score, gold = outcome.score, outcome.gold
    if score is None or gold is None:
        told |= {"state": State.INVALID.value, "charged": False}
        told |= {"faults": _json(outcome.faults), "fault_count": outcome.fault_count}
    else:
        told |= {"state": State.SCORED.value, "signature": score.signature, "gold": gold, "score": _json(score)}
    with database.writing() as connection:
        connection.execute(select(teams.c.id).where(teams.c.id == held.team).with_for_update())
        if connection.execute(_held(held).values(told)).rowcount == 0:
            return False
        if score is not None and gold is not None:
            release_score(connection, held.number, held.team, gold, score, settings)
            board_changed(connection)
    return True


def record_crash(database: Database, held: Claim, crash: Crash, limits: Queueing, clock: Clock = now) -> bool:
    """Count a scoring that ended badly: back into the queue, or after too many (or a final one) the end, which costs no quota.

    Returns False where the lease is lost.
    """
    with database.writing() as connection:
        query = select(submissions.c.crashes).where(submissions.c.number == held.number)
        crashes = connection.scalar(query) + 1
        values = _crashed(crash.reason, clock()) if crash.final or crashes >= limits.crashes else _waiting()
        return bool(connection.execute(_held(held).values({**values, "crashes": crashes})).rowcount)


def _end_leases(connection: Any, limits: Queueing, at: float) -> None:
    expired = update(submissions).where(submissions.c.state == State.RUNNING.value, submissions.c.lease_until < at)
    losses = submissions.c.losses + 1
    reason = f"the worker was lost {limits.losses} times while it held the submission"
    connection.execute(expired.where(losses >= limits.losses).values({**_crashed(reason, at), "losses": losses}))
    connection.execute(expired.values({**_waiting(), "losses": losses}))


def _held(held: Claim) -> Any:
    mine = (submissions.c.number == held.number, submissions.c.attempt == held.attempt)
    return update(submissions).where(*mine, submissions.c.state == State.RUNNING.value)


def _waiting() -> dict[str, Any]:
    """Return the values of one that waits again; one withdrawn meanwhile waits no more and costs nothing."""
    kept = submissions.c.withdrawn.is_(None)
    state = case((kept, State.QUEUED.value), else_=State.WITHDRAWN.value)
    return {"state": state, "charged": case((kept, True), else_=False), "lease_until": None}


def _crashed(reason: str, at: float) -> dict[str, Any]:
    return {"state": State.CRASHED.value, "charged": False, "finished": at, "lease_until": None, "reason": reason}


def _json(thing: Any) -> str:
    return msgspec.json.encode(thing).decode()
