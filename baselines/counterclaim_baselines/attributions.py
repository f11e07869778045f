"""An attribution as the extractors find it, and the line of a submission that holds it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from counterclaim.spans import Span


class Found(NamedTuple):
    """One act of saying: the spans of its three roles, () where there are no words for it."""

    source: Span
    cue: Span
    content: Span


def runs(tokens: Iterable[int]) -> list[list[int]]:
    """Cut ascending numbers of tokens into runs without a gap."""
    found: list[list[int]] = []
    for token in tokens:
        if found and found[-1][-1] + 1 == token:
            found[-1].append(token)
        else:
            found.append([token])
    return found


def spelled(one: Found, by: Iterable[str] | None = None) -> dict[str, Any]:
    """Return an attribution as a submission holds it, with the names of who is said to speak where they are given."""
    spans: dict[str, Any] = {role: [list(piece) for piece in span] for role, span in one._asdict().items()}
    return spans if by is None else {**spans, "by": list(by)}
