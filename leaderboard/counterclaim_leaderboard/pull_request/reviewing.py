"""Review a submission: first its files by the rules, then all its predictions, then the board."""

from pathlib import Path
from typing import Any

from counterclaim.errors import FaultsFound, Misuse
from counterclaim_leaderboard.pull_request.changes import Change, changes
from counterclaim_leaderboard.pull_request.rules import entries_of, file_faults, size_faults
from counterclaim_leaderboard.pull_request.taking import take


def review(folder: Path, shelf: Path, **how: Any) -> Change:
    """Hold a folder to the rules, score it, and rank it among the submissions of a shelf.

    Args:
        folder: of the submission.
        shelf: the submissions that stand.
        how: as `changes` takes it.

    Raises:
        Misuse: there is no such folder or shelf.
        FaultsFound: a rule is broken, or the predictions have faults; no file is opened while its name, kind or size is a fault.
    """
    if not folder.is_dir():
        raise Misuse(f"{folder}: expected the folder of a submission, found none; mend the path")
    folder = folder.resolve()
    faults = file_faults(folder.name, entries_of(folder)) or size_faults(folder)
    if faults:
        raise FaultsFound(faults)
    return changes(folder, shelf, **how)


def review_commits(base: str, head: str, shelf: Path, scratch: Path, **how: Any) -> Change:
    """Review the one submission that differs between two commits of the clone that this is called in; raises as `review`."""
    if shelf.is_absolute():
        raise Misuse(f"{shelf}: expected the submissions as a path within the clone, found an absolute one")
    return review(take(Path(), base, head, shelf.as_posix(), scratch), shelf, **how)
