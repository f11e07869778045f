"""Print what a service tells of a submission."""

from collections.abc import Mapping
from typing import Any

from counterclaim.errors import FaultsFound, Misuse
from counterclaim_leaderboard.service.client.service import faults_told
from counterclaim_leaderboard.service.texts import cleaned


def line(told: Mapping[str, Any]) -> str:
    """Return one submission in a line."""
    name = (told["system"] or {}).get("name", "")
    withdrawn = ", withdrawn" if told["withdrawn"] and told["state"] != "withdrawn" else ""
    return _plain(f"{told['id']}  {told['received']}  {told['state']}{withdrawn}  {name}".rstrip())


def report(told: Mapping[str, Any]) -> str:
    """Return all that is told of one submission.

    Raises:
        FaultsFound: it has faults.
        Misuse: scoring it crashed.
    """
    if told["faults"]:
        raise FaultsFound(faults_told(told["faults"]))
    if told["state"] == "crashed":
        raise Misuse(_plain(f"{told['id']}: scoring crashed ({told['reason']}); it cost no quota, submit it again with --again"))
    lines = [line(told)]
    if told["ahead"] is not None:
        lines.append(f"waiting before it: {told['ahead']}")
    metrics = [
        (task, metric, one, metric == score["headline"])
        for task, score in ((told["score"] or {}).get("tasks") or {}).items()
        for metric, one in score["metrics"].items()
    ]
    for task, metric, one, headline in metrics:
        mark = "*" if headline else " "
        lines.append(f" {mark} {task:<14} {metric:<24} {one['value']:6.3f}  [{one['low']:.3f}, {one['high']:.3f}]")
    if not metrics:
        for task, one in told["released"].items():
            raised = "raised the team's best" if one["improved"] else "did not beat the team's best by the step: this is the best"
            lines.append(f" * {task:<14} {one['headline']:<24} {one['value']:6.3f}  {raised}")
    if told["signature"]:
        lines.append(told["signature"])
    return _plain("\n".join(lines))


def _plain(text: str) -> str:
    """Keep a service from steering a terminal."""
    return cleaned(text, 100_000)
