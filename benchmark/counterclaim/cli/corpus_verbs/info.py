"""`counterclaim data info`."""

import argparse

from counterclaim.cli.options import add_data

SHOWN = 24
"""How many events of a split are named; a corpus that was imported can have thousands."""
SUMMARY = "Say what is in a built dataset."
EXAMPLE = "  counterclaim data info"


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_data(verb)


def run(arguments: argparse.Namespace) -> None:
    """Print the version, the events, and rows and labels of each file."""
    from collections import Counter  # noqa: PLC0415 - keeps `--help` quick

    from counterclaim.dataset import open_dataset  # noqa: PLC0415

    dataset = open_dataset(arguments.data)
    manifest = dataset.manifest
    print(f"{manifest.name} {manifest.version}, digest {manifest.digest}")
    for split, events in manifest.events.items():
        others = f" and {len(events) - SHOWN} others" if len(events) > SHOWN else ""
        print(f"{split}: {len(events)} events ({', '.join(events[:SHOWN])}{others})")
    for name, entry in manifest.files.items():
        labels: Counter[str] = Counter()
        if entry.config in ("stance", "contradiction"):
            labels.update(row["label"] for row in dataset.rows(entry.config, entry.split))
        told = ", ".join(f"{label} {count}" for label, count in labels.most_common())
        print(f"{name}: {entry.rows} rows{f' ({told})' if told else ''}")
