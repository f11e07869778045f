"""What a baseline has answered so far, kept line by line, so that a run that was killed goes on where it ended."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from counterclaim_baselines.base import Line


class Journal:
    """The answers to items of one task, by id; in a file where a path is given."""

    def __init__(self, path: Path | None) -> None:
        """Read what is there; a last line that was cut off is dropped."""
        self.path = path
        self.lines: dict[str, Line] = {}
        if path is None or not path.exists():
            return
        whole = 0
        with path.open("rb") as file:
            for raw in file:
                if not raw.endswith(b"\n"):
                    break
                line = msgspec.json.decode(raw)
                self.lines[line["id"]] = line
                whole += len(raw)
        with path.open("r+b") as file:
            file.truncate(whole)

    def add(self, lines: Iterable[Line]) -> None:
        """Keep answers, on disk before anything else is asked."""
        kept = list(lines)
        self.lines.update({str(line["id"]): line for line in kept})
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(b"".join(msgspec.json.encode(line) + b"\n" for line in kept))
                file.flush()
