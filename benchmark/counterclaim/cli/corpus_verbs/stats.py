"""`counterclaim data stats`."""

import argparse
from pathlib import Path

from counterclaim.cli.corpus_verbs.options import add_sources

SUMMARY = "Audit the gold: sizes, phenomena, realism, who was right, decoys, shared names, copies. A star marks a missed goal."
EXAMPLE = "  counterclaim data stats --reference GUM"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    verb.add_argument("--only", nargs="+", metavar="AUDIT", help="only these audits")
    verb.add_argument(
        "--reference",
        type=Path,
        metavar="DIR",
        help="a copy of GUM (dep/ and rst/): the realism figures of its news documents as well",
    )
    verb.add_argument(
        "--pictures", type=Path, metavar="DIR", help="write the pictures of the datasheet as SVG, and print no figures"
    )


def run(arguments: argparse.Namespace) -> None:
    """Print the figures."""
    from counterclaim.audit import AUDITS, Release  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.audit.pictures import draw  # noqa: PLC0415
    from counterclaim.audit.realism import reference  # noqa: PLC0415
    from counterclaim.corpus.gum import read_gum  # noqa: PLC0415
    from counterclaim.corpus.sources import with_sheets  # noqa: PLC0415
    from counterclaim.errors import Misuse, near_miss  # noqa: PLC0415

    for name in arguments.only or ():
        if name not in AUDITS:
            raise Misuse(f"counterclaim data stats: expected an audit, found {name!r}; {near_miss(name, AUDITS)}")
    documents = read_gum(arguments.reference) if arguments.reference else []
    sheets = with_sheets(arguments.sources)
    release = Release([event for event, _ in sheets], sheets)
    if arguments.pictures:
        for path in draw(release, arguments.pictures):
            print(path)
        return
    told = {name: audit(release) for name, audit in AUDITS.items() if not arguments.only or name in arguments.only}
    if documents and "realism" in told:
        told["realism, of the reference"] = reference(documents)
    for name, figures in told.items():
        print(name)
        for figure in figures:
            print(f"{' *' if figure.met is False else '  '} {figure.name}: {figure.told}")
