"""Take the files of a submission out of a commit as data: read by git's plumbing, written by us, nothing checked out, nothing run.

A checkout would follow what the commit says: links, attributes with their filters, submodules. `diff-tree`, `ls-tree` and
`cat-file` do none of it.
"""

import re
import subprocess
from pathlib import Path

from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim_leaderboard.pull_request.rules import Entry, file_faults, names_of, shown

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
TOLD = 20
"""How many files elsewhere are spelled out."""


def take(repository: Path, base: str, head: str, shelf: str, out: Path) -> Path:
    """Write the one submission that differs between two commits into the folder `out`; return its folder.

    Args:
        repository: a clone that has both commits.
        base: the commit that is to be changed.
        head: the commit with the change; the difference is from where the two parted.
        shelf: the folder of the submissions within the repository.
        out: an empty folder.

    Raises:
        Misuse: a commit is not there.
        FaultsFound: more or less than one submission was changed, something else was, or a file breaks the rules; then nothing is
            written.
    """
    for commit in (base, head):
        if not _COMMIT.fullmatch(commit):
            raise Misuse(f"expected a commit as its whole digest in hex, found {commit[:80]!r}")
    parted = _git(repository, "merge-base", base, head).decode().strip()
    changed = _git(repository, "diff-tree", "-r", "-z", "--no-renames", "--name-only", parted, head)
    names, elsewhere = names_of((_text(path) for path in changed.split(b"\0") if path), shelf)
    faults = [
        Fault(shown(path), "", f"a change within {shelf}/<system>/", "another file", "leave it to a pull request of its own")
        for path in elsewhere[:TOLD]
    ]
    if len(elsewhere) > TOLD:
        faults.append(Fault(shelf, "", "no change elsewhere", f"{len(elsewhere) - TOLD} more files", "leave them out"))
    if len(names) != 1:
        found = ", ".join(shown(name) for name in sorted(names)[:TOLD]) or "none"
        faults.append(Fault(shelf, "", "one submission that is new or changed", found, "one pull request for each system"))
        raise FaultsFound(faults)
    (name,) = names
    listed = _listed(repository, head, f"{shelf}/{name}")
    if not listed:
        faults.append(Fault(shown(name), "", "the files of a submission", "none: it was taken out", "ask a maintainer"))
    faults += file_faults(name, [entry for entry, _ in listed])
    if faults:
        raise FaultsFound(faults)
    for entry, blob in listed:
        path = out / name / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_git(repository, "cat-file", "blob", blob))
    return out / name


def _listed(repository: Path, head: str, folder: str) -> list[tuple[Entry, str]]:
    """List the files of a folder of a commit, each with the digest of its blob; a submodule as what it is, of size 0."""
    told = _git(repository, "--literal-pathspecs", "ls-tree", "-r", "-z", "-l", "--full-tree", head, "--", f"{folder}/")
    found = []
    for line in told.split(b"\0"):
        if line:
            meta, _, path = line.partition(b"\t")
            mode, _, blob, size = meta.split()
            entry = Entry(_text(path)[len(folder) + 1 :], int(mode, 8), 0 if size == b"-" else int(size))
            found.append((entry, blob.decode()))
    return found


def _git(repository: Path, *arguments: str) -> bytes:
    """Run git's plumbing; raises Misuse with what it says."""
    done = subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=False)
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise Misuse(f"{repository}: expected a clone with both commits, found: {told}; fetch them")
    return done.stdout


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
