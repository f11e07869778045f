"""The command line: it parses, calls and prints; the work is done elsewhere.

Results go to stdout, progress and faults to stderr. Exit 0 done, 1 faults found, 2 misuse.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn

from counterclaim.cli.verbs import VERBS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    parsed = parser(given).parse_args(given)
    from counterclaim.errors import CounterclaimError  # noqa: PLC0415 - keeps `--help` quick

    try:
        code: int = parsed.run(parsed) or 0
        sys.stdout.flush()
    except CounterclaimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return code


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser with every verb, of which only the one that the arguments name is loaded."""
    top = _Parser(
        prog="counterclaim",
        description="Who says what, how firmly, and who contradicts whom: the benchmark's command line.",
    )
    top.add_argument("--version", action=_Version, help="show the version and exit")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    for name, verb in VERBS.items():
        if name == asked:
            add_verb(verbs, name, verb.summary, import_module(verb.module))
        else:
            verbs.add_parser(name, help=verb.summary)
    return top


def add_verb(verbs: Any, name: str, summary: str, module: ModuleType) -> None:
    """Add one verb: a module with EXAMPLE, add_arguments and (unless it has verbs of its own) run."""
    verb = verbs.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example:\n{module.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(verb)
    if hasattr(module, "run"):
        verb.set_defaults(run=module.run)


class _Parser(argparse.ArgumentParser):
    """Says what to do about a misuse."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see `{self.prog} --help`\n")


class _Version(argparse.Action):
    """Prints the version, which takes a while to look up, only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415 - keeps `--help` quick

        print(f"counterclaim {version('counterclaim')}")
        parser.exit()
