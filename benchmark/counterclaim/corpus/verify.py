"""Tell whether a built dataset is that of the sources."""

import json
from pathlib import Path

from counterclaim.corpus.build import manifest_of
from counterclaim.corpus.sources import Corpus
from counterclaim.errors import Fault, FaultsFound


def verify_built(corpus: Corpus, folder: Path | str) -> None:
    """Compare the rows' digests of dataset.json with those that the sources give; raises FaultsFound. Nothing built is no fault."""
    path = Path(folder) / "dataset.json"
    if not path.exists():
        return
    built, expected = json.loads(path.read_text(encoding="utf-8")), manifest_of(corpus)
    if built.get("digest") != expected["digest"] or built.get("version") != corpus.version:
        raise FaultsFound(
            [
                Fault(
                    str(path),
                    "digest",
                    str(expected["digest"]),
                    str(built.get("digest")),
                    "run `counterclaim data build`",
                )
            ]
        )
