"""Tokens: 256 random bits, shown once.

Kept is their SHA-256 and not a slow hash of them: nobody guesses 256 bits, and a slow hash would give a stranger a way to keep the
service busy. A short prefix finds the row; the comparison takes the same time whatever differs.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.database import Database
from counterclaim_leaderboard.service.schema import teams, tokens
from counterclaim_leaderboard.service.times import Clock, now

DAY = 24 * 3600.0

_FORM = re.compile(r"cct_(?P<prefix>[0-9a-f]{12})_[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True)
class Team:
    """Whose token it is."""

    id: int
    name: str


def issue(database: Database, team: str, days: float, clock: Clock = now) -> str:
    """Make a token for a team; it can be read in what is returned and nowhere else. Raises Misuse where there is no such team."""
    prefix = secrets.token_hex(6)
    token = f"cct_{prefix}_{secrets.token_urlsafe(32)}"
    with database.writing() as connection:
        number = connection.scalar(select(teams.c.id).where(teams.c.name == team))
        if number is None:
            raise Misuse(f"expected the name of a team, found {team!r}; see `counterclaim service team list`")
        row = {"prefix": prefix, "sha256": _digest(token), "team": number, "created": clock(), "expires": clock() + days * DAY}
        connection.execute(insert(tokens).values(row))
    return token


def revoke(database: Database, prefix: str, clock: Clock = now) -> None:
    """Have a token hold no more. Takes the prefix, or the token itself. Raises Misuse where there is none such."""
    match = _FORM.fullmatch(prefix)
    prefix = match["prefix"] if match else prefix.removeprefix("cct_")
    with database.writing() as connection:
        done = connection.execute(
            update(tokens).where(tokens.c.prefix == prefix, tokens.c.revoked.is_(None)).values(revoked=clock())
        )
        if done.rowcount == 0:
            raise Misuse("expected the prefix of a token that holds, found another text; see `counterclaim service token list`")


def holder(connection: Any, token: str, at: float) -> Team | None:
    """Return the team that a token stands for; None for one that is forged, expired or revoked."""
    match = _FORM.fullmatch(token)
    if match is None:
        return None
    found = connection.execute(
        select(tokens.c.sha256, tokens.c.expires, tokens.c.revoked, teams.c.id, teams.c.name)
        .join(teams, teams.c.id == tokens.c.team)
        .where(tokens.c.prefix == match["prefix"])
    ).first()
    kept = found.sha256 if found is not None else _digest("")
    same = hmac.compare_digest(kept, _digest(token))
    if found is None or not same or found.revoked is not None or found.expires <= at:
        return None
    return Team(found.id, found.name)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
