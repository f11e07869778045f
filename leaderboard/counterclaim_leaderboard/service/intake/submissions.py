"""The records of submissions: made once, counted against the quota in the same transaction, withdrawn but never erased."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, insert, select, update

from counterclaim_leaderboard.service.accounts.tokens import Team
from counterclaim_leaderboard.service.database import Database, board_changed
from counterclaim_leaderboard.service.intake.receiver import Upload, take_in
from counterclaim_leaderboard.service.intake.store import Store, lock_store
from counterclaim_leaderboard.service.problems import Problem, busy
from counterclaim_leaderboard.service.schema import State, files, submissions, teams
from counterclaim_leaderboard.service.times import Clock, day, now


@dataclass(frozen=True)
class Admitted:
    """A submission, and whether this upload made it or one before under the same key."""

    id: str
    new: bool


def admit(database: Database, store: Store, team: Team, upload: Upload, key: str | None, clock: Clock = now) -> Admitted:
    """Keep an upload as a submission of a team.

    The quota is looked at twice: before the files are taken in, so that a refused upload leaves nothing, and again while no other
    upload of the team can be counted.

    Raises:
        Problem: the quota is used up, or the key stands for another content.
    """
    with database.reading() as connection:
        earlier = _earlier(connection, team, upload, key)
        if earlier is not None:
            return earlier
        _check_quota(connection, team, clock())
    take_in(upload, store)
    with database.writing() as connection:
        connection.execute(select(teams.c.id).where(teams.c.id == team.id).with_for_update())
        earlier = _earlier(connection, team, upload, key)
        if earlier is not None:
            return earlier
        at = clock()
        _check_quota(connection, team, at)
        lock_store(connection)
        if store.missing(one.sha256 for one in upload.files.values()):
            raise busy("the files were swept away before they were recorded; send them again")
        identity = secrets.token_urlsafe(16)
        row = {
            "id": identity,
            "team": team.id,
            "key": key,
            "digest": upload.digest,
            "received": at,
            "day": day(at),
            "state": State.QUEUED.value,
            "charged": True,
            "attempt": 0,
            "crashes": 0,
            "losses": 0,
        }
        number = connection.execute(insert(submissions).values(row)).inserted_primary_key[0]
        named = [
            {"submission": number, "name": name, "sha256": one.sha256, "bytes": one.bytes} for name, one in upload.files.items()
        ]
        connection.execute(insert(files), named)
    return Admitted(identity, True)


def withdraw(database: Database, team: Team, identity: str, clock: Clock = now) -> None:
    """Take a submission off the board; its record, and its place in the ledger, stay. Once withdrawn, it stays so.

    One that no worker has taken yet is never scored and costs no quota.

    Raises:
        Problem: the team has no such submission.
    """
    at = clock()
    mine = (submissions.c.id == identity, submissions.c.team == team.id)
    with database.writing() as connection:
        # in one statement, since a worker may take it or give it back between two
        waits = submissions.c.state == State.QUEUED.value
        ended = {
            "state": case((waits, State.WITHDRAWN.value), else_=submissions.c.state),
            "charged": case((waits, False), else_=submissions.c.charged),
            "finished": case((waits, at), else_=submissions.c.finished),
        }
        connection.execute(update(submissions).where(*mine, submissions.c.withdrawn.is_(None)).values(withdrawn=at, **ended))
        if connection.scalar(select(submissions.c.number).where(*mine)) is None:
            raise not_found()
        board_changed(connection)


def not_found() -> Problem:
    """Return the refusal of an id that leads nowhere, or to another team's submission: the two are told alike."""
    return Problem(404, "No such submission", "expected the id of a submission of this team, found another text; mend the id")


def _earlier(connection: Any, team: Team, upload: Upload, key: str | None) -> Admitted | None:
    if key is None:
        return None
    query = select(submissions.c.id, submissions.c.digest).where(submissions.c.team == team.id, submissions.c.key == key)
    found = connection.execute(query).first()
    if found is None:
        return None
    if found.digest != upload.digest:
        raise Problem(409, "Key taken", "this Idempotency-Key stands for another content; send this one under a key of its own")
    return Admitted(found.id, False)


def _check_quota(connection: Any, team: Team, at: float) -> None:
    quota = connection.execute(select(teams).where(teams.c.id == team.id)).one()
    today = day(at)
    counted = select(func.count()).select_from(submissions).where(submissions.c.team == team.id)
    charged = counted.where(submissions.c.charged.is_(True))
    unscored = counted.where(submissions.c.charged.is_(False), submissions.c.day == today)
    for limit, query, told in (
        (quota.in_all, charged, "submissions in all"),
        (quota.per_day, charged.where(submissions.c.day == today), "submissions a day (UTC)"),
        (quota.unscored_per_day, unscored, "submissions a day (UTC) that are not scored"),
    ):
        if connection.scalar(query) >= limit:
            raise Problem(429, "Quota used up", f"the quota of the team is {limit} {told}, and it is used up; nothing was kept")
