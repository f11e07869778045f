"""Read the first row of every record set of a Croissant file (`make croissant`), in an environment of its own."""

import sys

import mlcroissant


def main(path: str) -> None:
    """Print each record set with the number of its fields; an error of the library ends the run."""
    dataset = mlcroissant.Dataset(jsonld=path)
    for record_set in dataset.metadata.record_sets:
        row = next(iter(dataset.records(record_set=record_set.id)))
        print(f"{record_set.id}: {len(row)} fields")


main(sys.argv[1])
