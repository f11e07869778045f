"""Counterclaim: who says what, how firmly, and who contradicts whom.

The public names are loaded when they are first used, so that importing the package stays quick. The functions mean what the verbs
of the command line mean.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.comparing import compare
    from counterclaim.corpus.attach import attach
    from counterclaim.dataset import load
    from counterclaim.scoring import score, validate
    from counterclaim.submission.system import System
    from counterclaim.submission.writing import write_submission
    from counterclaim_leaderboard.board import rank

# `rank` is a name from above, as in cli/verbs.py: here the parts of the project are put together, and nothing below knows of it.
_HOMES = {
    "System": "counterclaim.submission.system",
    "attach": "counterclaim.corpus.attach",
    "compare": "counterclaim.comparing",
    "load": "counterclaim.dataset",
    "rank": "counterclaim_leaderboard.board",
    "score": "counterclaim.scoring",
    "validate": "counterclaim.scoring",
    "write_submission": "counterclaim.submission.writing",
}

__all__ = ["System", "attach", "compare", "load", "rank", "score", "validate", "write_submission"]


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
