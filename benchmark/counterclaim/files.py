"""Writing files so that nothing is ever half-written."""

import os
import tempfile
from pathlib import Path


def atomically(path: Path, text: str) -> None:
    """Write to a temporary file beside the path, then rename: a reader sees the old text or the new, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
