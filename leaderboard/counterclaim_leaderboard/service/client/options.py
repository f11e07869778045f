"""Options that the client's verbs share."""

import argparse
import os
from pathlib import Path

from counterclaim.errors import Misuse
from counterclaim_leaderboard.service.client.service import Service

TOKEN = "COUNTERCLAIM_TOKEN"
"""The environment variable that holds the token. There is no option for it: a list of processes would show it."""


def add_service(verb: argparse.ArgumentParser) -> None:
    """Add --url and --token-file."""
    verb.add_argument("--url", required=True, help="of the service, such as https://board.example.org")
    verb.add_argument("--token-file", type=Path, metavar="FILE", help=f"holds the token (default: ${TOKEN})")


def service(arguments: argparse.Namespace) -> Service:
    """Return the service that the options name; raises Misuse where there is no token."""
    if arguments.token_file is None:
        return Service(arguments.url, os.environ.get(TOKEN, "").strip())
    try:
        return Service(arguments.url, arguments.token_file.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{arguments.token_file}: expected a file that holds a token, found: {error}; mend the path") from None
