"""VitaminC as the cross-encoder is taught it: a claim, a sentence of evidence, and what the one is to the other in our labels.

Schuster, Fisch & Barzilay (2021), "Get Your Vitamin C! Robust Fact Verification with Contrastive Evidence": claims about revisions
of Wikipedia. Of it only the pairs from real revisions are read. They are not part of this package.
"""

import hashlib
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from counterclaim.errors import Misuse
from counterclaim.importers.fever import LABELS
from counterclaim_baselines.base import Row

ARCHIVE, MEMBER = "vitaminc_real.zip", "vitaminc_real/test.jsonl"
HELD_OUT = 10
"""One page of Wikipedia in so many is not taught, the same ones whatever the seed."""


def digest(folder: Path) -> str:
    """Return the SHA-256 of the archive; raises Misuse where it is not there."""
    return hashlib.sha256(_archive(folder).read_bytes()).hexdigest()


def read(folder: Path) -> list[Row]:
    """Return claim, evidence, label, case and page of each pair; raises Misuse where the archive is missing or not of this kind."""
    path = _archive(folder)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(MEMBER) as lines:
            raw = [json.loads(line) for line in lines]
        return [
            {"claim": one["claim"], "evidence": one["evidence"], "label": LABELS[one["label"]]}
            | {"case": one["case_id"], "page": one["page"]}
            for one in raw
        ]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Misuse(
            f"{path}: expected {MEMBER} with claim, evidence, label, case_id and page in each line, "
            f"found {error}; fetch the archive anew"
        ) from None


def _archive(folder: Path) -> Path:
    path = folder / ARCHIVE
    if not path.is_file():
        raise Misuse(
            f"expected VitaminC's {ARCHIVE} in {folder}, found none; it is not ours to ship: fetch it from its authors "
            "(https://github.com/TalSchuster/VitaminC) and give its folder, --option vitaminc=FOLDER"
        )
    return path


def parts(pairs: Sequence[Row], most: int, asked: int, seed: int) -> tuple[list[Row], list[Row]]:
    """Return what is taught and what is held out, at least so many pairs of each where there are as many.

    Pages are held out whole, by a digest of their names. Cases are drawn at random and kept whole: their pairs contrast, which is
    what VitaminC is for.

    Args:
        pairs: of `read`.
        most: how many are taught.
        asked: how many are held out to be asked; the same ones whatever the seed.
        seed: of what is taught.
    """
    held = [hashlib.sha256(one["page"].encode()).digest()[0] % HELD_OUT == 0 for one in pairs]
    taught = [one for one, out in zip(pairs, held, strict=True) if not out]
    return _drawn(taught, most, seed), _drawn([one for one, out in zip(pairs, held, strict=True) if out], asked, 0)


def _drawn(pairs: Sequence[Row], most: int, seed: int) -> list[Row]:
    """Draw whole cases until there are enough pairs."""
    cases: dict[str, list[Row]] = {}
    for one in pairs:
        cases.setdefault(one["case"], []).append(one)
    names = list(cases)
    drawn: list[Row] = []
    for number in np.random.default_rng(seed).permutation(len(names)):
        if len(drawn) >= most:
            break
        drawn += cases[names[number]]
    return drawn
