"""A folder of submissions."""

from pathlib import Path

from counterclaim.errors import Misuse


def submission_folders(folder: Path) -> list[Path]:
    """Return the folder of each submission in a folder, by name.

    Raises:
        Misuse: there is no folder, or no submission in it.
    """
    if not folder.is_dir():
        raise Misuse(f"{folder}: expected a folder with one folder for each submission, found none; mend the path")
    paths = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not paths:
        raise Misuse(
            f"{folder}: expected one folder for each submission, found none; run `counterclaim baseline run --all --out {folder}`"
        )
    return paths
