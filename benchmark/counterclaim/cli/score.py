"""`counterclaim score`."""

import argparse

from counterclaim.cli.options import add_backend, add_data, add_format, add_interval, add_split, backend, resampling
from counterclaim.errors import Misuse

EXAMPLE = """  counterclaim score leaderboard/submissions/tfidf --split test --format json
  counterclaim score leaderboard/submissions/tfidf --by ambiguous
  counterclaim score leaderboard/submissions/tfidf --format hub --repo OWNER/NAME > .eval_results/counterclaim.yaml"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    verb.add_argument("path", metavar="PATH", help="the folder of the submission")
    add_split(verb)
    verb.add_argument("--by", metavar="PROPERTY", help="on slices of the items: kind, type, articles, ambiguous, votes and others")
    add_interval(verb)
    add_format(verb, "text", "json", "latex", "hub")
    verb.add_argument("--repo", metavar="OWNER/NAME", help="for --format hub: the dataset on the Hub, as `data publish` names it")
    add_data(verb)
    add_backend(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the scores."""
    if (arguments.format == "hub") != (arguments.repo is not None) or (arguments.repo and arguments.by):
        raise Misuse("counterclaim score: expected --format hub with --repo OWNER/NAME and without --by; give both or none")
    of = {"split": arguments.split, "data": arguments.data, "resampling": resampling(arguments)}
    with backend(arguments):
        if arguments.by is not None:
            from counterclaim.formats import slices as sliced  # noqa: PLC0415 - keeps `--help` quick
            from counterclaim.slices import score_by  # noqa: PLC0415

            print(sliced.FORMATS[arguments.format](score_by(arguments.path, arguments.by, **of)))
            return
        from counterclaim.formats import scores  # noqa: PLC0415
        from counterclaim.scoring import score  # noqa: PLC0415

        if arguments.repo is not None:
            from counterclaim.formats import hub  # noqa: PLC0415

            print(hub.as_yaml(score(arguments.path, **of), arguments.repo))
            return
        print(scores.FORMATS[arguments.format](score(arguments.path, **of)))
