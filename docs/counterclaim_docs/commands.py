"""The help of every verb, as the command line prints it."""

import argparse
from collections.abc import Iterator, Mapping
from functools import partial

from counterclaim import cli
from counterclaim.cli.verbs import VERBS

WIDTH = 88
"""Columns of the printed help, whatever the terminal."""


def verbs() -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Yield each verb and each verb below it, with its parser: ("data", "check") and so on."""
    for name in VERBS:
        yield from _walk((name,), _below(cli.parser([name]))[name])


def page() -> str:
    """Return the page in Markdown."""
    parts = ["# The command line", (cli.__doc__ or "").partition("\n\n")[2].strip(), _told(cli.parser([]))]
    for path, parser in verbs():
        parts += [f"{'#' * (len(path) + 1)} {' '.join(path)}", _told(parser)]
    return "\n\n".join(parts) + "\n"


def _walk(path: tuple[str, ...], parser: argparse.ArgumentParser) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    yield path, parser
    for name, below in _below(parser).items():
        yield from _walk((*path, name), below)


def _below(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    return next((action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)), {})


def _told(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = partial(parser.formatter_class, width=WIDTH)  # type: ignore[call-arg]
    return f"```text\n{parser.format_help().rstrip()}\n```"
