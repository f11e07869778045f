"""Other corpora as dataset folders of our form, so that every verb takes them by --data.

A new format is one file with a FORMAT, and one line here. What a corpus lacks stays empty.
"""

from counterclaim.importers import (
    brat,
    daccord,
    fever,
    fnc1,
    gum,
    nli,
    perspectrum,
    plain,
    semeval2016,
    summedits,
    vitaminc,
)
from counterclaim.importers.base import Format

FORMATS: dict[str, Format] = {
    one.FORMAT.name: one.FORMAT
    for one in (brat, gum, vitaminc, fever, nli, perspectrum, daccord, summedits, fnc1, semeval2016, plain)
}

__all__ = ["FORMATS", "Format"]
