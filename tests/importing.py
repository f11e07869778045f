"""Writes files of a corpus and imports them."""

import json
from pathlib import Path

from counterclaim.dataset import DatasetFolder
from counterclaim.errors import FaultsFound
from counterclaim.importers.base import Options
from counterclaim.importers.splitting import Splitting
from counterclaim.importers.writing import import_corpus


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


class Corpus:
    """A folder of files; each can be text or bytes."""

    def __init__(self, root: Path) -> None:
        self.path, self.out = root / "corpus", root / "out"
        self.path.mkdir()

    def write(self, **files):
        return self.put(files)

    def put(self, files):
        for name, content in files.items():
            path = self.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def load(self, form, path=None, by="corpus", **options):
        self.report = import_corpus(
            form, self.path / (path or ""), self.out, options=Options(**options), splitting=Splitting(by, (50, 0, 50), 0)
        )
        return DatasetFolder(self.out)

    def faults(self, form, path=None, **options):
        """The faults as told; nothing may have been written."""
        try:
            self.load(form, path, **options)
        except FaultsFound as error:
            assert [one for one in self.path.parent.iterdir() if one != self.path] == []
            return [str(fault).removeprefix(f"{self.path}/") for fault in error.faults]
        raise AssertionError("no fault")


def rows(data, config, split="test"):
    return {row["id"]: row for row in data.rows(config, split)}
