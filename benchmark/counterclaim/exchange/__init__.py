"""Out to the tools in which people annotate, and back: so that people can annotate anew and be measured like any other hand.

A new format is one file with `write` and `read`, and one line here.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from counterclaim.errors import Fault
from counterclaim.exchange import brat, cas, label_studio
from counterclaim.exchange.documents import Document


class Format(NamedTuple):
    """How documents become the files of a tool, and files documents."""

    write: Callable[[Sequence[Document], Path], dict[Path, str]]
    read: Callable[[Path, list[Fault]], list[Document]]


FORMATS: dict[str, Format] = {
    "brat": Format(brat.write, brat.read),
    "cas": Format(cas.write, cas.read),
    "label-studio": Format(label_studio.write, label_studio.read),
}

__all__ = ["FORMATS", "Format"]
