"""Counterclaim: who says what, how firmly, and who contradicts whom.

The public names are loaded when they are first used, so that importing the package stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.comparing import compare
    from counterclaim.corpus.attach import attach
    from counterclaim.dataset import load
    from counterclaim.scoring import score, validate

_HOMES = {
    "attach": "counterclaim.corpus.attach",
    "compare": "counterclaim.comparing",
    "load": "counterclaim.dataset",
    "score": "counterclaim.scoring",
    "validate": "counterclaim.scoring",
}

__all__ = ["attach", "compare", "load", "score", "validate"]


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'counterclaim' has no attribute {name!r}")
