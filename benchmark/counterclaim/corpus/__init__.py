"""From the sources of the gold, written by hand, to the dataset: read, check, merge, measure, build."""
