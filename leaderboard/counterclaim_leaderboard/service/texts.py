"""Texts that strangers write: what they may hold, and how they are made safe to store and show."""

import unicodedata

_ALLOWED_CONTROLS = frozenset("\n\t")
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cleaned(text: str, longest: int) -> str:
    """Return the text without characters that no database or terminal should get, cut to a length."""
    kept = "".join(character if _is_plain(character) else "\N{REPLACEMENT CHARACTER}" for character in text[:longest])
    return kept if len(text) <= longest else kept[:-1] + "…"


def is_plain(text: str) -> bool:
    """Tell whether a text holds no control, surrogate or direction-changing characters."""
    return all(map(_is_plain, text))


def _is_plain(character: str) -> bool:
    if character in _ALLOWED_CONTROLS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in _BIDIRECTIONAL
