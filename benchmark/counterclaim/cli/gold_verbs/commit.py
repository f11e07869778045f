"""`counterclaim gold commit`."""

import argparse
from pathlib import Path

from counterclaim.cli.options import add_data, add_split

SUMMARY = "Commit to the gold of a split, item by item: a file to publish, and a secret to keep."
EXAMPLE = "  counterclaim gold commit --data full --split test --out commitments.json --secret secret.json"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("--out", type=Path, metavar="FILE", required=True, help="the commitments, to be published")
    verb.add_argument(
        "--secret", type=Path, metavar="FILE", required=True, help="salts, ids and gold, to be kept (mode 0600; never overwritten)"
    )
    add_split(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Commit, and print the line to publish."""
    from counterclaim.dataset import open_dataset  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.errors import Misuse  # noqa: PLC0415
    from counterclaim.hidden.committing import commit  # noqa: PLC0415
    from counterclaim.hidden.files import write_new  # noqa: PLC0415

    for path in (arguments.out, arguments.secret):
        if path.exists():
            raise Misuse(f"{path}: expected no file, found one; nothing is overwritten: move it away or name another")
    public, secret = commit(open_dataset(arguments.data), arguments.split)
    write_new(arguments.secret, secret, 0o600)
    write_new(arguments.out, public)
    for task, made in public.commitments.items():
        print(f"{task:<14} {len(made)} commitments")
    print(f"digest {public.digest}")
