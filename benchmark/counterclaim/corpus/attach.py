"""Join the annotation of real articles to their texts, which the user has and the project does not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.corpus.build import build
from counterclaim.corpus.gum import conllu_text
from counterclaim.corpus.read import digest
from counterclaim.corpus.sources import Corpus
from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim.records import Event

STANDOFF = "real.json"
"""The released standoff annotation: events of the real subset, without text."""


def write_standoff(events: list[Event], path: Path) -> None:
    """Write the events of the real subset, offsets only, one a line."""
    path.write_bytes(b"[\n" + b",\n".join(msgspec.json.encode(event) for event in events) + b"\n]\n")


def read_standoff(path: Path) -> list[Event]:
    """Read the events of the real subset; raises Misuse where there is no such file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Event])
    except FileNotFoundError:
        raise Misuse(f"{path}: expected the standoff annotation of the real articles, found no file") from None


def attach(path: Path | str, out: Path | str, *, data: Path | str | None = None) -> dict[str, Any]:
    """Write a dataset folder of the real subset from texts that the user has.

    Args:
        path: a text in UTF-8, exactly as annotated; a .conllu document of GUM, whose text is taken as `conllu_text` gives it; or a
            folder, in which every such file is looked at.
        out: the folder to write: a dataset of the built form with the split `real`.
        data: the dataset folder that holds real.json; default the release.

    Returns:
        What dataset.json holds.

    Raises:
        Misuse: a path cannot be used.
        FaultsFound: none of the texts is one that was annotated, or a file cannot be read as text.
    """
    from counterclaim.dataset import open_dataset  # noqa: PLC0415

    folder = open_dataset(data)
    events = read_standoff(folder.path / STANDOFF)
    texts = {digest(text): text for text in _texts(Path(path))}
    joined = [one for event in events if (one := _join(event, texts))]
    if not joined:
        known = ", ".join(f"{event.id}/{a.id} {a.sha256}" for event in events for a in event.articles)
        found = f"SHA-256 {', '.join(list(texts)[:3])}{' and others' if len(texts) > 3 else ''}" if texts else "no text"
        remedy = "use the text letter for letter as it was annotated"
        raise FaultsFound([Fault(str(path), "", f"the text of a real article ({known})", found, remedy)])
    return build(
        Corpus(joined, folder.manifest.version, folder.manifest.released, folder.manifest.withheld),
        Path(out),
        card="\nReal articles with their text, attached. Not for redistribution.\n",
    )


def _texts(path: Path) -> list[str]:
    """Read the texts of a file, or of the .txt and .conllu files of a folder."""
    files = (
        sorted(one for one in path.rglob("*") if one.suffix in (".txt", ".conllu") and one.is_file()) if path.is_dir() else [path]
    )
    found, faults = [], []
    for file in files:
        try:
            raw = file.read_bytes()
        except OSError as error:
            raise Misuse(f"{file}: expected the text of a real article, found: {error.strerror}; mend the path") from None
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(str(file), "", "UTF-8", "other bytes", "save the text as UTF-8"))
            continue
        found.append(conllu_text(text) if file.suffix == ".conllu" else text)
    if faults:
        raise FaultsFound(faults)
    return found


def _join(event: Event, texts: Mapping[str, str]) -> Event | None:
    """Return the event with its texts, where all of them are there."""
    if not all(article.sha256 in texts for article in event.articles):
        return None
    articles = tuple(msgspec.structs.replace(article, text=texts[article.sha256]) for article in event.articles)
    return msgspec.structs.replace(event, articles=articles)
