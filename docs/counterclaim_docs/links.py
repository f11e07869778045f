"""The links of a Markdown page, found as a reader of the page finds them: not in code."""

import re
from collections.abc import Callable

_FENCED = re.compile(r"^ *(```+).*?^ *\1", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(?<=\]\()[^)\s]+(?=\))")
_ELSEWHERE = re.compile(r"[a-z]+:")


def links(text: str) -> list[str]:
    """Return the targets of the links and images that stay within the project, in their order."""
    return [match[0] for match in _found(text)]


def relinked(text: str, mend: Callable[[str], str]) -> str:
    """Return the page with each of those targets mended."""
    parts, end = [], 0
    for match in _found(text):
        parts += [text[end : match.start()], mend(match[0])]
        end = match.end()
    return "".join([*parts, text[end:]])


def without_code(text: str) -> str:
    """Return the page with its code blanked out, every character at its place."""
    for code in (_FENCED, _INLINE):
        text = code.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def _found(text: str) -> list[re.Match[str]]:
    return [match for match in _LINK.finditer(without_code(text)) if not _ELSEWHERE.match(match[0])]
