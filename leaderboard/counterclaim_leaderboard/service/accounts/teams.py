"""Teams and their quotas, as the operator sets them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.database import Database, board_changed
from counterclaim_leaderboard.service.schema import submissions, teams, tokens
from counterclaim_leaderboard.service.texts import is_plain
from counterclaim_leaderboard.service.times import Clock, now, told


@dataclass(frozen=True)
class Quota:
    """How many submissions a team may make."""

    per_day: int = 5
    in_all: int = 100
    unscored_per_day: int = 20
    """Submissions that cost no quota: with faults, crashed, or withdrawn in time. Capped all the same, since each is work."""


def add_team(database: Database, name: str, quota: Quota, clock: Clock = now) -> None:
    """Add a team. Raises Misuse for a name that is taken or cannot be shown, and for a quota below 0."""
    if not (name and name == name.strip() and len(name) <= 100 and name.isprintable() and is_plain(name)):
        raise Misuse(f"expected a name of 1 to 100 printable characters, found {name!r}; choose another")
    _check(quota)
    try:
        with database.writing() as connection:
            connection.execute(insert(teams).values(name=name, created=clock(), **vars(quota)))
    except IntegrityError:
        raise Misuse(f"expected a name that is free, found {name!r}, taken; choose another") from None


def set_quota(database: Database, name: str, quota: dict[str, int]) -> None:
    """Change the quotas that are named. Raises Misuse where there is no such team."""
    _check(Quota(**quota))
    with database.writing() as connection:
        done = connection.execute(update(teams).where(teams.c.name == name).values(**quota))
        if done.rowcount == 0:
            raise Misuse(f"expected the name of a team, found {name!r}; see `counterclaim service team list`")
        board_changed(connection)


def list_teams(database: Database) -> list[dict[str, Any]]:
    """Return every team with its quotas and how much of them is used."""
    used = (
        select(func.count())
        .where(submissions.c.team == teams.c.id, submissions.c.charged.is_(True))
        .correlate(teams)
        .scalar_subquery()
        .label("used")
    )
    columns = (teams.c.name, teams.c.per_day, teams.c.in_all, teams.c.unscored_per_day, used)
    with database.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(select(*columns).order_by(teams.c.name))]


def list_tokens(database: Database) -> list[dict[str, Any]]:
    """Return every token by its prefix, with what it stands for."""
    columns = (tokens.c.prefix, teams.c.name.label("team"), tokens.c.created, tokens.c.expires, tokens.c.revoked)
    query = select(*columns).join(teams, teams.c.id == tokens.c.team).order_by(teams.c.name, tokens.c.created)
    with database.reading() as connection:
        rows = [dict(row._mapping) for row in connection.execute(query)]
    return [{**row, **{name: told(row[name]) for name in ("created", "expires", "revoked")}} for row in rows]


def _check(quota: Quota) -> None:
    for name, value in vars(quota).items():
        if not 0 <= value <= 1_000_000:
            raise Misuse(f"{name}: expected 0 to 1000000, found {value}; mend the number")
