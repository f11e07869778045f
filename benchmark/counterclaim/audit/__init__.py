"""The audit of a release: figures that anyone can print again by `counterclaim data stats`.

A new one is one file and one line here.
"""

from collections.abc import Callable

from counterclaim.audit.base import Figure, Release
from counterclaim.audit.copies import copies
from counterclaim.audit.decoys import decoys
from counterclaim.audit.fairness import fairness
from counterclaim.audit.names import names
from counterclaim.audit.phenomena import phenomena
from counterclaim.audit.realism import realism
from counterclaim.audit.sizes import sizes

AUDITS: dict[str, Callable[[Release], list[Figure]]] = {
    "sizes": sizes,
    "phenomena": phenomena,
    "realism": realism,
    "who was right": fairness,
    "decoys": decoys,
    "names": names,
    "copies": copies,
}

__all__ = ["AUDITS", "Figure", "Release"]
