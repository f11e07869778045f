"""Join the annotation of a real article to its text, which the user has and the project does not."""

from pathlib import Path
from typing import Any

import msgspec

from counterclaim.corpus.build import build
from counterclaim.corpus.read import digest
from counterclaim.corpus.sources import Corpus
from counterclaim.errors import Fault, FaultsFound, Misuse
from counterclaim.records import Article, Event

STANDOFF = "real.json"
"""The released standoff annotation: events of the real subset, without text."""


def write_standoff(events: list[Event], path: Path) -> None:
    """Write the events of the real subset, offsets only."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(events), indent=1) + b"\n")


def read_standoff(path: Path) -> list[Event]:
    """Read the events of the real subset; raises Misuse where there is no such file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[Event])
    except FileNotFoundError:
        raise Misuse(f"{path}: expected the standoff annotation of the real articles, found no file") from None


def attach(file: Path | str, out: Path | str, *, data: Path | str | None = None) -> dict[str, Any]:
    """Write a dataset folder of the real subset from a text that the user has.

    Args:
        file: the article's text, in UTF-8, exactly as annotated.
        out: the folder to write: a dataset of the built form with the split `real`.
        data: the dataset folder that holds real.json; default the release.

    Returns:
        What dataset.json holds.

    Raises:
        Misuse: a path cannot be used.
        FaultsFound: the text is not one that was annotated.
    """
    from counterclaim.dataset import open_dataset  # noqa: PLC0415

    folder = open_dataset(data)
    events = read_standoff(folder.path / STANDOFF)
    try:
        raw = Path(file).read_bytes()
    except OSError as error:
        raise Misuse(f"{file}: expected the text of a real article, found: {error.strerror}; mend the path") from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise FaultsFound([Fault(str(file), "", "UTF-8", "other bytes", "save the text as UTF-8")]) from None
    joined = [one for event in events if (one := _join(event, text))]
    if not joined:
        known = ", ".join(f"{event.id}/{a.id} {a.sha256}" for event in events for a in event.articles)
        raise FaultsFound(
            [
                Fault(
                    str(file),
                    "",
                    f"the text of a real article ({known})",
                    f"SHA-256 {digest(text)}",
                    "use the text letter for letter as it was annotated",
                )
            ]
        )
    return build(
        Corpus(joined, folder.manifest.version),
        Path(out),
        card="\nReal articles with their text, attached. Not for redistribution.\n",
    )


def _join(event: Event, text: str) -> Event | None:
    """Return the event with the text, where it is the one annotated."""
    articles: list[Article] = []
    for article in event.articles:
        if article.sha256 != digest(text):
            return None
        articles.append(msgspec.structs.replace(article, text=text))
    return msgspec.structs.replace(event, articles=tuple(articles))
