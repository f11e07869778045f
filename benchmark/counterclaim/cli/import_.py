"""`counterclaim import`."""

import argparse
from pathlib import Path

EXAMPLE = """  counterclaim import gum gum-wikinews --out gum
  counterclaim import vitaminc vitaminc_real.zip --out vitaminc --split-by cluster --shares 80,10,10 --seed 0
  counterclaim import plain pairs.csv --out pairs --task contradiction --column first=premise --label no=contradiction"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument(
        "name",
        metavar="FORMAT",
        help="brat, gum, vitaminc, fever, nli, perspectrum, daccord, summedits, fnc1, semeval2016 or plain",
    )
    verb.add_argument("path", metavar="PATH", type=Path, help="a file, a folder or a zip")
    verb.add_argument("--out", metavar="DIR", type=Path, required=True, help="the dataset folder to write; it must not exist")
    verb.add_argument(
        "--split-by",
        choices=("corpus", "cluster", "none"),
        default="corpus",
        help="the corpus's own splits, splits drawn by cluster, or none: all of it is test (default: corpus)",
    )
    verb.add_argument(
        "--shares", default="80,10,10", metavar="N,N,N", help="of clusters: train, validation, test (default: 80,10,10)"
    )
    verb.add_argument("--seed", type=int, default=0, metavar="N", help="of the drawing (default: 0)")
    verb.add_argument("--only", default="*", metavar="PATTERN", help="files whose names match, such as 'GUM_news_*' (default: all)")
    verb.add_argument("--encoding", default="utf-8", metavar="NAME", help="of the files (default: utf-8)")
    verb.add_argument("--task", default="", metavar="TASK", help="for plain: contradiction or stance")
    verb.add_argument("--column", action="append", default=[], metavar="OURS=THEIRS", help="for plain: what a column is called")
    verb.add_argument(
        "--label", action="append", default=[], metavar="THEIRS=OURS", help="for plain: what a label becomes, or drop"
    )


def run(arguments: argparse.Namespace) -> None:
    """Import, and print the report."""
    from counterclaim.importers.base import Options  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.importers.splitting import Splitting, shares_of  # noqa: PLC0415
    from counterclaim.importers.writing import import_corpus  # noqa: PLC0415

    columns, labels = (dict(map(_told, given)) for given in (arguments.column, arguments.label))
    options = Options(arguments.only, arguments.encoding, columns, labels, arguments.task)
    splitting = Splitting(arguments.split_by, shares_of(arguments.shares), arguments.seed)
    print(import_corpus(arguments.name, arguments.path, arguments.out, options=options, splitting=splitting).told())


def _told(given: str) -> tuple[str, str]:
    from counterclaim.errors import Misuse  # noqa: PLC0415 - keeps `--help` quick

    left, equals, right = given.rpartition("=")
    if not equals:
        raise Misuse(f"expected NAME=NAME, found {given!r}; write both names with '=' between them")
    return left, right
