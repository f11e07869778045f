"""Names of files for things that are named by others."""

import hashlib
import re

LONGEST = 60

_KEPT = re.compile(r"[a-z0-9][a-z0-9_-]*")
_DIGEST_LIKE = re.compile(r".*-[0-9a-f]{10}")
_RESERVED = frozenset({"index", "con", "prn", "aux", "nul", *(f"{port}{i}" for port in ("com", "lpt") for i in range(10))})
"""Names that mean something to a server or to Windows."""


def slug(name: str) -> str:
    """Return a name for a file: the name itself where it is plain, else its plain characters and a digest of the whole.

    It depends on the name alone, so that a link holds while other systems come and go. Two names have one slug only if their
    SHA-256 begins alike: a plain name that looks like one with a digest gets a digest, too.
    """
    if _KEPT.fullmatch(name) and len(name) <= LONGEST and name not in _RESERVED and not _DIGEST_LIKE.fullmatch(name):
        return name
    plain = re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-")[:LONGEST].rstrip("-")
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{plain or 'x'}-{digest}"
