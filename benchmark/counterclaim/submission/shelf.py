"""Read a folder of submissions: all of them, or all their faults."""

from collections.abc import Mapping
from pathlib import Path

from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim.submission.folder import Submission, read_submission
from counterclaim.tasks.base import Gold


def read_submissions(folder: Path, gold: Mapping[str, Gold]) -> dict[str, Submission]:
    """Read every submission in a folder, by the names of their systems.

    Raises:
        Misuse: the folder holds no submission.
        FaultsFound: with the faults of all submissions together, two of one name among them.
    """
    if not folder.is_dir():
        raise Misuse(f"{folder}: expected a folder with one folder for each submission, found none; mend the path")
    paths = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not paths:
        raise Misuse(
            f"{folder}: expected one folder for each submission, found none; run `counterclaim baseline run --all --out {folder}`"
        )
    submissions: dict[str, Submission] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            submission = read_submission(path, gold)
        except FaultsFound as error:
            faults += error.faults
            continue
        if submission.system.name in submissions:
            faults.append(
                Fault(
                    str(path / "system.yaml"),
                    "name",
                    "a name of its own",
                    f"{submission.system.name!r}, taken",
                    "rename one",
                )
            )
        submissions[submission.system.name] = submission
    if faults:
        raise FaultsFound(faults)
    return submissions
