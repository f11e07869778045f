"""The command line: it parses, calls and prints; the work is done elsewhere.

Results go to stdout, progress and faults to stderr. Exit 0 done, 1 faults found, 2 misuse.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points, version
from types import ModuleType
from typing import Any, NoReturn

from counterclaim.errors import CounterclaimError

ORDER = ("data", "baseline", "validate", "score", "compare", "rank", "cite")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parsed = parser().parse_args(arguments)
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


def parser() -> argparse.ArgumentParser:
    """Return the parser with every verb that is installed (pyproject.toml lists them)."""
    top = _Parser(
        prog="counterclaim",
        description="Who says what, how firmly, and who contradicts whom: the benchmark's command line.",
    )
    top.add_argument("--version", action="version", version=f"counterclaim {version('counterclaim')}")
    verbs = top.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)
    found = {point.name: point for point in entry_points(group="counterclaim.verbs")}
    for name in sorted(found, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        module = found[name].load()
        add_verb(verbs, name, module)
    return top


def add_verb(verbs: Any, name: str, module: ModuleType) -> None:
    """Add one verb: a module with SUMMARY, EXAMPLE, add_arguments and (unless it has verbs of its own) run."""
    verb = verbs.add_parser(
        name,
        help=module.SUMMARY,
        description=module.SUMMARY,
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


def add_data(verb: argparse.ArgumentParser) -> None:
    """Add --data."""
    verb.add_argument("--data", metavar="DIR", help="a dataset folder of the built form (default: the release)")


def add_split(verb: argparse.ArgumentParser) -> None:
    """Add --split."""
    verb.add_argument("--split", default="test", metavar="SPLIT", help="train, validation, test or real (default: test)")


def add_format(verb: argparse.ArgumentParser, *formats: str) -> None:
    """Add --format; the first is the default."""
    verb.add_argument("--format", choices=formats, default=formats[0], help=f"how to print (default: {formats[0]})")
