"""Write a submission folder: the form in which predictions are compared, ranked and handed in."""

import gzip
from pathlib import Path

import msgspec
import yaml

from counterclaim.errors import Misuse
from counterclaim.submission.system import System
from counterclaim.submission.tables import Predictions, Table, rows_of
from counterclaim.tasks import task_named


def write_submission(predictions: Predictions, folder: Path | str, system: System) -> Path:
    """Write system.yaml and a file TASK.jsonl.gz for each task; the same predictions are the same bytes.

    Args:
        predictions: by task, a table (pandas, Polars, pyarrow) or rows, with a column for each key of a line.
        folder: is made where it is missing; files of the same names are replaced.
        system: who and what made the predictions.

    Returns:
        The folder. Whether what was written is valid is for `validate` to say.

    Raises:
        Misuse: there is no such task, what stands for its table is none or holds what JSON has no form for, or the folder cannot be
            made. Nothing is written.

    >>> from counterclaim import System, load, validate, write_submission
    >>> rows = [{"id": one, "label": "neutral"} for one in load("contrast", split="test")["id"]]
    >>> system = System(name="always-neutral", authors=["A. Writer"], description="Says neutral.", licence="CC0",
    ...     training_data="none", test_articles_seen=False)
    >>> folder = write_submission({"contrast": rows}, "board/always-neutral", system)
    >>> sorted(path.name for path in folder.iterdir()), validate(folder).system.name
    (['contrast.jsonl.gz', 'system.yaml'], 'always-neutral')
    """
    # No time in the header: the same predictions are the same file.
    files = {f"{task}.jsonl.gz": gzip.compress(_lines(task, table), mtime=0) for task, table in predictions.items()}
    described = yaml.safe_dump(msgspec.to_builtins(system), sort_keys=False, allow_unicode=True, width=100)
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misuse(f"{path}: expected a folder or a place for one, found: {error.strerror}; name another") from None
    for name, raw in files.items():
        (path / name).write_bytes(raw)
    (path / "system.yaml").write_text(described, encoding="utf-8")
    return path


def _lines(task: str, table: Table) -> bytes:
    try:
        return b"".join(msgspec.json.encode(row) + b"\n" for row in rows_of(task_named(task).name, table))
    except (TypeError, ValueError, OverflowError) as error:
        raise Misuse(f"{task}: expected text, numbers, lists and records, found: {error}; give the rows in these") from None
