"""The data: how much of what, how far the annotators agree, what the test set can show, and what it cannot."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counterclaim.labels import ConflictType, EventKind, Stance, Verdict
from counterclaim_leaderboard.board import boards
from counterclaim_leaderboard.site.contents import Site
from counterclaim_leaderboard.site.gold import site_shows_gold
from counterclaim_leaderboard.site.rendering import Page


@dataclass(frozen=True)
class Distribution:
    """How often each label occurs in each split that may be shown."""

    title: str
    counts: Mapping[str, Mapping[str, int]]
    """By label and split."""
    totals: Mapping[str, int]
    """By split."""


@dataclass(frozen=True)
class Agreement:
    """How far the two annotators' votes on the items of a task agree, before anything was settled."""

    task: str
    split: str
    items: int
    """On which both voted."""
    agreed: float
    ambiguous: float
    """The share of all items of which both readings stand."""


def pages(site: Site) -> Iterator[Page]:
    """Give the page."""
    manifest = site.board.manifest
    splits = [split for split in manifest.events if site_shows_gold(manifest, split)]
    sizes = {config: {} for config in sorted({one.config for one in manifest.files.values()})}  # type: dict[str, dict[str, int]]
    for one in manifest.files.values():
        sizes[one.config][one.split] = one.rows
    yield site.render(
        "data.html",
        "data.html",
        splits=list(manifest.events),
        withheld=[split for split in manifest.events if split not in splits],
        sizes=sizes,
        distributions=list(_distributions(site, splits)),
        agreements=list(_agreements(site, splits)),
        boards=boards(site.board),
    )


def _distributions(site: Site, splits: list[str]) -> Iterator[Distribution]:
    yield _distribution(site, splits, "Kinds of event", "graph", "kind", [one.value for one in EventKind])
    yield _distribution(site, splits, "Stances", "stance", "label", [one.value for one in Stance])
    yield _distribution(site, splits, "Pairs of mentions", "contradiction", "label", [one.value for one in Verdict])
    yield _distribution(site, splits, "Contradictions by type", "contradiction", "type", [one.value for one in ConflictType])


def _distribution(site: Site, splits: list[str], title: str, config: str, column: str, labels: list[str]) -> Distribution:
    data = site.board.dataset
    there = [split for split in splits if site.has(config, split)]
    found = {split: Counter(data.rows(config, split, [column]).columns[column]) for split in there}
    counts = {label: {split: found[split][label] for split in there} for label in labels}
    return Distribution(title, counts, {split: sum(one[split] for one in counts.values()) for split in there})


def _agreements(site: Site, splits: list[str]) -> Iterator[Agreement]:
    data = site.board.dataset
    for task in ("stance", "contradiction"):
        for split in splits:
            if not site.has(task, split):
                continue
            columns = data.rows(task, split, ["vote_a", "vote_b", "ambiguous"]).columns
            votes = [(a, b) for a, b in zip(columns["vote_a"], columns["vote_b"], strict=True) if a is not None and b is not None]
            marked = columns["ambiguous"]
            agreed = sum(a == b for a, b in votes) / len(votes) if votes else 0.0
            yield Agreement(task, split, len(votes), agreed, sum(one is not None for one in marked) / len(marked))
