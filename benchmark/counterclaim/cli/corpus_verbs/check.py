"""`counterclaim data check`."""

import argparse

from counterclaim.cli.corpus_verbs.options import add_sources
from counterclaim.cli.options import add_data

SUMMARY = "Report all faults in the sources of the gold together."
EXAMPLE = "  counterclaim data check --sources annotations"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_sources(verb)
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print that there are no faults; faults are raised."""
    from counterclaim.corpus.sources import read_corpus  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.corpus.verify import verify_built  # noqa: PLC0415

    corpus = read_corpus(arguments.sources)
    verify_built(corpus, arguments.data or arguments.sources)
    claims = sum(len(event.claims) for event in corpus.events)
    articles = sum(len(event.articles) for event in corpus.events)
    print(f"no faults: {len(corpus.events)} events, {articles} articles, {claims} claims; the built dataset is theirs")
