"""What the API tells, as records: the OpenAPI description is made of them, and so is every answer."""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from counterclaim_leaderboard.service.schema import State, files, releases, submissions, teams
from counterclaim_leaderboard.service.times import told


@dataclass(frozen=True)
class FaultTold:
    """One thing wrong in one place of an upload."""

    file: str
    where: str
    expected: str
    found: str
    remedy: str


@dataclass(frozen=True)
class ProblemTold:
    """Problem details (RFC 9457), with every fault of the input."""

    type: str
    title: str
    status: int
    detail: str
    faults: list[FaultTold]


@dataclass(frozen=True)
class FileTold:
    """A file as it was received."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Released:
    """What is released of a task: on hidden gold the team's best by the Ladder rule, else the score with its interval."""

    headline: str
    value: float
    improved: bool
    """Whether this submission raised the team's best."""
    low: float | None
    high: float | None


@dataclass(frozen=True)
class SubmissionTold:
    """A submission, as its team may see it."""

    id: str
    number: int
    team: str
    state: State
    received: str
    finished: str | None
    withdrawn: str | None
    costs_quota: bool
    ahead: int | None
    """How many wait before it, while it waits."""
    system: dict[str, Any] | None
    files: list[FileTold]
    released: dict[str, Released]
    score: dict[str, Any] | None
    """Every metric at full precision; never where gold is hidden."""
    signature: str | None
    faults: list[FaultTold]
    fault_count: int
    """Of all faults, also those that are too many to be told."""
    reason: str | None
    """Why it crashed."""


@dataclass(frozen=True)
class SubmissionsTold:
    """Submissions, newest first."""

    submissions: list[SubmissionTold]


def submission_told(connection: Any, identity: str, hidden: bool, team: int | None = None) -> SubmissionTold | None:
    """Return a submission by its id, of a team or of any; None where there is none."""
    where = [submissions.c.id == identity, *([submissions.c.team == team] if team is not None else [])]
    found = _told(connection, connection.execute(_rows().where(*where)).all(), hidden)
    return found[0] if found else None


def submissions_told(connection: Any, team: int, hidden: bool, limit: int, before: int | None) -> list[SubmissionTold]:
    """Return the newest submissions of a team, or the newest with numbers below `before`."""
    query = _rows().where(submissions.c.team == team).order_by(submissions.c.number.desc()).limit(limit)
    if before is not None:
        query = query.where(submissions.c.number < before)
    return _told(connection, connection.execute(query).all(), hidden)


def _rows() -> Any:
    return select(submissions, teams.c.name.label("team_name")).join(teams, teams.c.id == submissions.c.team)


def _told(connection: Any, rows: Sequence[Any], hidden: bool) -> list[SubmissionTold]:
    """Turn rows into records, with a few queries for all of them."""
    numbers, ahead = [row.number for row in rows], _ahead(connection, rows)
    named: dict[int, list[FileTold]] = {number: [] for number in numbers}
    for one in connection.execute(select(files).where(files.c.submission.in_(numbers)).order_by(files.c.name)):
        named[one.submission].append(FileTold(one.name, one.sha256, one.bytes))
    released: dict[int, dict[str, Released]] = {number: {} for number in numbers}
    for one in connection.execute(select(releases).where(releases.c.submission.in_(numbers)).order_by(releases.c.task)):
        released[one.submission][one.task] = Released(one.headline, one.value, one.improved, one.low, one.high)
    return [
        SubmissionTold(
            id=row.id,
            number=row.number,
            team=row.team_name,
            state=State(row.state),
            received=told(row.received) or "",
            finished=told(row.finished),
            withdrawn=told(row.withdrawn),
            costs_quota=row.charged,
            ahead=ahead.get(row.number),
            system=_of_json(row.system),
            files=named[row.number],
            released=released[row.number],
            score=None if hidden else _of_json(row.score),
            signature=row.signature,
            faults=[FaultTold(**fault) for fault in _of_json(row.faults) or []],
            fault_count=row.fault_count or 0,
            reason=row.reason,
        )
        for row in rows
    ]


def _ahead(connection: Any, rows: Sequence[Any]) -> dict[int, int]:
    """Return how many wait before each of those that wait."""
    waiting = sorted(row.number for row in rows if row.state == State.QUEUED)
    if not waiting:
        return {}
    queued = submissions.c.state == State.QUEUED.value
    before = connection.scalar(select(func.count()).select_from(submissions).where(queued, submissions.c.number < waiting[0]))
    between = select(submissions.c.number).where(queued, submissions.c.number.between(waiting[0], waiting[-1]))
    line = list(connection.scalars(between.order_by(submissions.c.number)))
    return {number: before + bisect_left(line, number) for number in waiting}


def _of_json(text: str | None) -> Any:
    return None if text is None else json.loads(text)
