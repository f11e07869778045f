"""A pipeline for the graph task, part after part: attributions, mentions, holders, stances, pairs of mentions, the graph."""
