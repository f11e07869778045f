"""The commitment to one answer, and the id that says nothing of it.

    salt        = 32 random bytes, of each item its own
    commitment  = HMAC-SHA256(key: salt, message: canonical([COMMITMENT, name, version, split, task, id, answer]))
    opaque id   = event "#" first 16 hex digits of HMAC-SHA256(key: secret, message: canonical([IDENTITY, task, id]))

It hides: HMAC under a key that nobody knows is a pseudorandom function (Bellare 2006), so a commitment tells nothing of the answer,
though there are but three or seven answers to try; without a salt, trying them would do. Salts are of one item each, so two items
with one answer look no more alike than any two, and a reveal of one helps with no other.

It binds: two openings (salt, message) of one commitment would be a collision of SHA-256. Salts are of 32 bytes and nothing else,
since HMAC pads a shorter key with zeros, and a key and the same key with a zero at its end would open alike. The message names
dataset, version, split, task and id, so that no opening fits another item.
"""

import hashlib
import hmac
import json
import re
from typing import Any

SCHEME = "HMAC-SHA256, 32-byte salt per item, message as canonical JSON; counterclaim gold 1"
COMMITMENT = "counterclaim gold commitment 1"
IDENTITY = "counterclaim opaque id 1"
SALT = re.compile(r"[0-9a-f]{64}")
"""A salt or a key in a file: 32 bytes in hex."""


def canonical(thing: Any) -> bytes:
    """Return JSON with sorted keys, no spaces, in UTF-8. There are no floats in the gold, so that a thing is written in one way."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("utf-8")


def commitment(salt: str, of: tuple[str, str, str], task: str, item: str, answer: dict[str, Any]) -> str:
    """Return the commitment in hex to the answer of an item; `of` is the name, version and split of the dataset."""
    return _hmac(salt, [COMMITMENT, *of, task, item, answer])


def opaque_id(key: str, event: str, task: str, item: str) -> str:
    """Return the id under which an item is published; the event stays, since the question tells it anyway."""
    return f"{event}#{_hmac(key, [IDENTITY, task, item])[:16]}"


def digest(thing: Any) -> str:
    """Return the SHA-256 of a thing in its canonical form."""
    return hashlib.sha256(canonical(thing)).hexdigest()


def _hmac(key: str, message: list[Any]) -> str:
    return hmac.new(bytes.fromhex(key), canonical(message), hashlib.sha256).hexdigest()
