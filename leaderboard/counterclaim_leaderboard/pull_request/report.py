"""Tell in Markdown what a submission changes, or what is wrong with it; nothing that somebody else wrote is markup in it."""

import html
from collections.abc import Sequence

from counterclaim.errors import FaultsFound, report
from counterclaim_leaderboard.pull_request.changes import Change, TaskChange

LONGEST = 60_000
"""Characters of a report of faults at most; a summary of a workflow takes a megabyte."""


def as_markdown(change: Change) -> str:
    """Return the new row of each task, what it is significantly better and worse than, and whose rank it changed."""
    system = change.board.systems[change.name]
    lines = [
        f"## `{change.name}`: valid",
        "",
        "| task | headline | value | 95% interval | rank | before |",
        "|---|---|---|---|---|---|",
    ]
    for one in change.tasks:
        score = one.row.score
        before = "new" if one.before is None else f"{one.before.score.value:.3f}, rank {one.before.rank}"
        told = f"{score.value:.3f} | [{score.low:.3f}, {score.high:.3f}] | {one.row.rank} of {one.ranked}"
        lines.append(f"| {one.task} | {one.headline} | {told} | {before} |")
    lines.append("")
    for one in change.tasks:
        lines += [f"### {one.task}", "", *_told(one), ""]
    if change.left:
        lines += [f"Taken out with the submission that this one replaces: {', '.join(change.left)}.", ""]
    if system.test_articles_seen:
        lines += ["**Test articles were seen** in training or in choosing the system, as system.yaml says.", ""]
    lines += [
        f"Licence: `{system.licence}`. Training data: {_plain(system.training_data)}",
        "",
        "Rank = 1 + the number of systems significantly better (paired approximate randomisation over events, Holm-corrected over"
        " the board): systems that the data cannot separate share a rank. A further system adds tests to the correction, so that"
        " others' ranks may change.",
        "",
        f"`{change.board.scores[change.name].signature}`",
    ]
    return "\n".join(lines)


def _told(one: TaskChange) -> list[str]:
    moved = [f"{_names([name])} {was} → {now}" for name, (was, now) in sorted(one.moved.items())]
    return [
        f"- significantly better than: {_names(one.better_than)}",
        f"- significantly worse than: {_names(one.worse_than)}",
        f"- not to be separated from: {_names(one.apart_from)}",
        f"- ranks of others that change: {', '.join(moved) or 'none'}",
    ]


def faults_as_markdown(error: FaultsFound) -> str:
    """Return all faults, preformatted."""
    told = report(error.faults)
    cut = "" if len(told) <= LONGEST else "\n..."
    count = len(error.faults)
    head = f"## {count} fault{'' if count == 1 else 's'}: nothing was scored"
    return f"{head}\n\n<pre>{html.escape(told[:LONGEST])}{cut}</pre>"


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _plain(text: str) -> str:
    """Return text as code on one line: nothing in it is markup, a mention or a link, and it has no character that does not show."""
    shown = "".join(c if c.isprintable() else " " for c in text).replace("`", "'")
    return f"`{' '.join(shown.split())[:500]}`"
