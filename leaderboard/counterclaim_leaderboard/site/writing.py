"""Put a site into a folder: all of it is made before any of it is moved there, and nothing that is not ours is taken away.

`site.json` keeps what was written, with digests. Pages of systems that have left are deleted by it, and only where their bytes are
still those that were written.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from counterclaim.errors import Misuse
from counterclaim_leaderboard.board import Board
from counterclaim_leaderboard.formats import as_csv, as_json, as_latex
from counterclaim_leaderboard.site.kinds import pages_of, site_of
from counterclaim_leaderboard.site.rendering import Page

BOARD, WRITTEN = "board.json", "site.json"
"""The numbers of a site, and the list of its files."""
_LAST = ("index.html", BOARD, WRITTEN)


def files_of(board: Board) -> dict[str, str]:
    """Return the text of every file of a board's site, by its path; the same board gives the same bytes."""
    made = {BOARD: as_json(board) + "\n", "board.csv": as_csv(board) + "\n", "board.tex": as_latex(board) + "\n"}
    for page in (*_assets(), *pages_of(site_of(board))):
        if page.path in made:
            raise ValueError(f"two files of the site are named {page.path}")
        made[page.path] = page.text
    return made


def write_site(board: Board, out: Path) -> None:
    """Write the site into the folder `out`.

    Raises:
        Misuse: the list of what an earlier run wrote cannot be read.
    """
    made = files_of(board)
    digests = {path: _digest(text.encode("utf-8")) for path, text in sorted(made.items())}
    earlier = written(out)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".site-") as scratch:
        folder = Path(scratch)
        made[WRITTEN] = json.dumps(digests, indent=1) + "\n"
        for path, text in made.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
        for path in sorted(made, key=lambda path: (path in _LAST, path)):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).replace(out / path)
    _delete(out, {path: digest for path, digest in earlier.items() if path not in made})


def _assets() -> Iterable[Page]:
    for one in sorted((files("counterclaim_leaderboard.site") / "assets").iterdir(), key=lambda one: one.name):
        yield Page(f"assets/{one.name}", one.read_text(encoding="utf-8"))


def written(out: Path) -> dict[str, str]:
    """Return the digests of the files that were written into a folder, by path; none where there is no list of them.

    Raises:
        Misuse: the list cannot be read.
    """
    path = out / WRITTEN
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Misuse(f"{path}: expected the list of the files of a site, found {error}; delete it") from None
    if not isinstance(told, dict) or not all(isinstance(digest, str) for digest in told.values()):
        raise Misuse(f"{path}: expected the list of the files of a site, found something else; delete it")
    return told


def _delete(out: Path, stale: dict[str, str]) -> None:
    """Delete files that an earlier run wrote and nobody has changed since, and folders that this leaves empty."""
    root = out.resolve()
    for name, digest in stale.items():
        path = out / name
        if not path.is_file() or root not in path.resolve().parents or _digest(path.read_bytes()) != digest:
            continue
        path.unlink()
        if path.parent != out and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
