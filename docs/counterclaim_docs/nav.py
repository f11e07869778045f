"""The pages of the site and their order: a page is added here and nowhere else."""

from collections.abc import Mapping

HOME = "README.md"

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Start": ("docs/tutorial.md", "leaderboard/submissions/README.md"),
    "The data": (
        "annotations/README.md",
        "annotations/DATASHEET.md",
        "annotations/GUIDELINES.md",
        "annotations/FORMATS.md",
        "annotations/briefs/README.md",
    ),
    "Systems and boards": (
        "baselines/README.md",
        "baselines/TRANSFER.md",
        "leaderboard/service.md",
        "leaderboard/HIDDEN.md",
        "benchmark/README.md",
    ),
    "Reference": ("reference/metrics.md", "reference/commands.md", "reference/schemas.md", "reference/api.md"),
    "The project": ("CONTRIBUTING.md", "CHANGELOG.md", "ROADMAP.md"),
}
"""By the title of a section: paths from the root of the project. Those in `reference/` are made by `reference.REFERENCE`."""

TITLES = {"annotations/README.md": "The dataset card", "benchmark/README.md": "Timings of the scorer"}
"""What the list of pages calls a page whose own heading says less there."""

NO_PAGES = ("annotations/briefs/", "baselines/counterclaim_baselines/", "tests/")
"""Folders whose Markdown is material (briefs, prompts, examples): shown as it stands where a page links to it."""
