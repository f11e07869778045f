"""What a description of a system may hold on a board that everybody reads."""

from collections.abc import Iterator

from counterclaim.errors import Fault
from counterclaim.submission import System
from counterclaim_leaderboard.service.texts import is_plain

_LONGEST = {"name": 100, "description": 2000, "licence": 200, "training_data": 2000, "link": 500}
_AUTHORS, _AUTHOR = 50, 200


def faults_of_description(system: System) -> list[Fault]:
    """Return a fault for each text that is empty, too long or not plain, and for a link that leads anywhere but the web."""
    found = []
    if not 1 <= len(system.authors) <= _AUTHORS:
        found.append(_fault("authors", f"1 to {_AUTHORS} names", str(len(system.authors)), "name them, or those who answer for it"))
    for field, text, longest in _texts(system):
        if not (text.strip() and len(text) <= longest and is_plain(text)) or (field in ("name", "link") and not text.isprintable()):
            told = f"{len(text)} characters" if text.strip() else "none"
            found.append(_fault(field, f"1 to {longest} characters, none of them a control character", told, "mend the text"))
    if system.link is not None and not system.link.startswith(("https://", "http://")):
        found.append(_fault("link", "an address that begins with https:// or http://", "another", "mend the address"))
    if system.parameters is not None and not 0 <= system.parameters <= 10**15:
        found.append(_fault("parameters", "a number from 0 to 10^15", "another", "mend the number"))
    return found


def _texts(system: System) -> Iterator[tuple[str, str, int]]:
    for field, longest in _LONGEST.items():
        if (text := getattr(system, field)) is not None:
            yield field, text, longest
    for author in system.authors[:_AUTHORS]:
        yield "authors", author, _AUTHOR


def _fault(field: str, expected: str, found: str, remedy: str) -> Fault:
    return Fault("system.yaml", field, expected, found, remedy)
