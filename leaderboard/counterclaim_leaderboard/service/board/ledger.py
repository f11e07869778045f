"""The public ledger: every question that was put to the gold, by whom, when, and whether the answer was released.

Each scoring is one question. Faulty and crashed submissions asked none. A withdrawn one stays.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from counterclaim_leaderboard.service.schema import State, releases, submissions, teams
from counterclaim_leaderboard.service.times import told


@dataclass(frozen=True)
class Query:
    """One scoring."""

    number: int
    """Of the submission, ascending; not its id, which opens its page."""
    scored: str
    team: str
    system: str
    digest: str
    """SHA-256 of the names and digests of the files, as in the record of the submission."""
    gold: str
    released: dict[str, bool]
    """By task: whether it raised the team's best."""
    withdrawn: bool


@dataclass(frozen=True)
class Ledger:
    """Part of the ledger, newest first."""

    queries: int
    """Of all there are."""
    rows: list[Query]


def read_ledger(connection: Any, limit: int, before: int | None = None) -> Ledger:
    """Return the newest queries, or the newest with numbers below `before`."""
    scored = submissions.c.state == State.SCORED.value
    query = (
        select(submissions, teams.c.name.label("team_name"))
        .join(teams, teams.c.id == submissions.c.team)
        .where(scored)
        .order_by(submissions.c.number.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(submissions.c.number < before)
    found = connection.execute(query).all()
    released: dict[int, dict[str, bool]] = {row.number: {} for row in found}
    columns = (releases.c.submission, releases.c.task, releases.c.improved)
    for one in connection.execute(select(*columns).where(releases.c.submission.in_(released)).order_by(releases.c.task)):
        released[one.submission][one.task] = one.improved
    rows = [
        Query(
            row.number,
            told(row.finished) or "",
            row.team_name,
            json.loads(row.system)["name"],
            row.digest,
            row.gold,
            released[row.number],
            row.withdrawn is not None,
        )
        for row in found
    ]
    return Ledger(connection.scalar(select(func.count()).select_from(submissions).where(scored)), rows)
