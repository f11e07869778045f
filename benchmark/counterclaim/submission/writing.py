"""Write a submission folder: the form in which predictions are compared, ranked and handed in."""

import gzip
from pathlib import Path

import msgspec
import yaml

from counterclaim.submission.system import System
from counterclaim.submission.tables import Predictions, rows_of


def write_submission(predictions: Predictions, folder: Path | str, system: System) -> Path:
    """Write system.yaml and a file TASK.jsonl.gz for each task; the same predictions are the same bytes.

    Args:
        predictions: by task, a table (pandas, Polars, pyarrow) or rows, with a column for each key of a line.
        folder: is made where it is missing; files of the same names are replaced.
        system: who and what made the predictions.

    Returns:
        The folder. Whether what was written is valid is for `validate` to say.

    >>> from counterclaim import System, load, validate, write_submission
    >>> rows = [{"id": one, "label": "neutral"} for one in load("contrast", split="test")["id"]]
    >>> system = System(name="always-neutral", authors=["A. Writer"], description="Says neutral.", licence="CC0",
    ...     training_data="none", test_articles_seen=False)
    >>> folder = write_submission({"contrast": rows}, "board/always-neutral", system)
    >>> sorted(path.name for path in folder.iterdir()), validate(folder).system.name
    (['contrast.jsonl.gz', 'system.yaml'], 'always-neutral')
    """
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    for task, table in predictions.items():
        raw = b"".join(msgspec.json.encode(row) + b"\n" for row in rows_of(table))
        # No time in the header: the same predictions are the same file.
        (path / f"{task}.jsonl.gz").write_bytes(gzip.compress(raw, mtime=0))
    described = yaml.safe_dump(msgspec.to_builtins(system), sort_keys=False, allow_unicode=True, width=100)
    (path / "system.yaml").write_text(described, encoding="utf-8")
    return path
