"""`counterclaim service`: what the operator does. There is no way to do it over the network."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counterclaim_leaderboard.service.operating.options import add_places, need_packages

EXAMPLE = """  counterclaim service team add "Team A" --per-day 5
  counterclaim service token new "Team A" --days 90
  counterclaim service backup /backups/monday"""

_QUOTAS = {
    "per_day": "submissions a day that are scored (new teams: 5)",
    "in_all": "submissions in all that are scored (new teams: 100)",
    "unscored_per_day": "submissions a day that cost no quota: faulty, crashed, withdrawn in time (new teams: 20)",
}


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verbs below this one."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    team = _group(verbs, "team", "Teams and their quotas.")
    for name, told, function in (("add", "Add a team.", _add_team), ("set", "Change its quotas.", _set_team)):
        one = _verb(team, name, told, function)
        one.add_argument("team", metavar="NAME")
        for quota, meaning in _QUOTAS.items():
            one.add_argument(f"--{quota.replace('_', '-')}", type=int, metavar="N", help=meaning)
    _verb(team, "list", "List the teams.", _list_teams)
    token = _group(verbs, "token", "Tokens: shown once, when they are made.")
    new = _verb(token, "new", "Make a token for a team and print it.", _new_token)
    new.add_argument("team", metavar="TEAM")
    new.add_argument("--days", type=float, default=365.0, help="for which it holds (default: 365)")
    _verb(token, "revoke", "Have a token hold no more.", _revoke).add_argument("prefix", metavar="PREFIX")
    _verb(token, "list", "List the tokens by their prefixes.", _list_tokens)
    _verb(verbs, "backup", "Copy database and files into a new folder; the service may run.", _back_up).add_argument(
        "folder", type=Path, metavar="DIR"
    )
    _verb(verbs, "restore", "Make database and store of a backup.", _restore).add_argument("folder", type=Path, metavar="DIR")


def _group(verbs: Any, name: str, told: str) -> Any:
    return verbs.add_parser(name, help=told, description=told).add_subparsers(title="verbs", metavar="VERB", required=True)


def _verb(verbs: Any, name: str, told: str, function: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=told, description=told)
    add_places(verb)
    verb.set_defaults(run=function)
    return verb


def _database(arguments: argparse.Namespace) -> Any:
    need_packages()
    from counterclaim_leaderboard.service.database import Database  # noqa: PLC0415 - an extra

    return Database(arguments.database)


def _made(arguments: argparse.Namespace) -> Any:
    """Return the database, with its tables."""
    database = _database(arguments)
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - an extra

    from counterclaim.errors import Misuse  # noqa: PLC0415

    try:
        database.create()
    except (DBAPIError, OSError) as error:
        raise Misuse(f"expected a database that answers, found {type(error).__name__}; mend the URL or start it") from None
    return database


def _quota(arguments: argparse.Namespace) -> dict[str, int]:
    return {name: value for name in _QUOTAS if (value := getattr(arguments, name)) is not None}


def _add_team(arguments: argparse.Namespace) -> None:
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.teams import Quota, add_team  # noqa: PLC0415

    add_team(database, arguments.team, Quota(**_quota(arguments)))
    print(f"{arguments.team}: added")


def _set_team(arguments: argparse.Namespace) -> None:
    from counterclaim.errors import Misuse  # noqa: PLC0415

    quota = _quota(arguments)
    if not quota:
        raise Misuse("expected at least one quota, found none; see `counterclaim service team set --help`")
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.teams import set_quota  # noqa: PLC0415

    set_quota(database, arguments.team, quota)
    print(f"{arguments.team}: changed")


def _list_teams(arguments: argparse.Namespace) -> None:
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.teams import list_teams  # noqa: PLC0415

    for row in list_teams(database):
        quotas = f"{row['used']} of {row['in_all']} used, {row['per_day']} a day, {row['unscored_per_day']} a day unscored"
        print(f"{row['name']}: {quotas}")


def _new_token(arguments: argparse.Namespace) -> None:
    from counterclaim.errors import Misuse  # noqa: PLC0415

    if not 0 < arguments.days <= 3650:
        raise Misuse(f"--days: expected more than 0 and at most 3650, found {arguments.days:g}; mend it")
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.tokens import issue  # noqa: PLC0415

    print(issue(database, arguments.team, arguments.days))


def _revoke(arguments: argparse.Namespace) -> None:
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.tokens import revoke  # noqa: PLC0415

    revoke(database, arguments.prefix)
    print("revoked")


def _list_tokens(arguments: argparse.Namespace) -> None:
    database = _made(arguments)
    from counterclaim_leaderboard.service.accounts.teams import list_tokens  # noqa: PLC0415

    for row in list_tokens(database):
        revoked = f", revoked {row['revoked']}" if row["revoked"] else ""
        print(f"{row['prefix']}: {row['team']}, made {row['created']}, expires {row['expires']}{revoked}")


def _back_up(arguments: argparse.Namespace) -> None:
    database = _database(arguments)
    from counterclaim_leaderboard.service.intake.store import Store  # noqa: PLC0415
    from counterclaim_leaderboard.service.operating.backup import back_up  # noqa: PLC0415

    print(f"{arguments.folder}: the database and {back_up(database, Store(arguments.store), arguments.folder)} files")


def _restore(arguments: argparse.Namespace) -> None:
    database = _database(arguments)
    from counterclaim_leaderboard.service.intake.store import Store  # noqa: PLC0415
    from counterclaim_leaderboard.service.operating.backup import restore  # noqa: PLC0415

    print(f"{arguments.folder}: restored, with {restore(database, Store(arguments.store), arguments.folder)} files")
