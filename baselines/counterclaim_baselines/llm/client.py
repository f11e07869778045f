"""Chat completions of an OpenAI-compatible endpoint: asked with patience, answered once."""

import os
import re
from collections import Counter
from random import Random
from threading import Lock
from typing import Any

import httpx2
import msgspec

from counterclaim.errors import Misuse
from counterclaim_baselines.llm.cache import Cache, key_of
from counterclaim_baselines.llm.pace import Pace, backoff, retry_after
from counterclaim_baselines.llm.settings import Settings

PATIENCE = 600.0
"""Seconds that an endpoint may ask us to wait; where it asks for more, the run ends, to be started again."""

_ADDRESS_OR_KEY = frozenset({301, 302, 307, 308, 401, 402, 404, 405})
_TOO_LONG = re.compile(r"context|too (?:long|large|many tokens)|maximum.{0,40}tokens", re.IGNORECASE)
_FILTERED = re.compile(r"content.?(?:filter|management|policy)|moderation|flagged", re.IGNORECASE)
_FORMAT = re.compile(r"response_format|json_schema|json_object", re.IGNORECASE)


class Unanswered(Exception):  # noqa: N818 - what became of the question, not an error of ours
    """A question that gets no answer, and why."""


class Away(Unanswered):
    """The endpoint did not reply, however often it was asked, or would not hear the request."""


class Message(msgspec.Struct):
    """What the model says."""

    content: str | None = None
    refusal: str | None = None


class Choice(msgspec.Struct):
    """One of the model's answers."""

    message: Message
    finish_reason: str | None = None


class Usage(msgspec.Struct):
    """The tokens of a request and its answer."""

    prompt_tokens: int | None = 0
    completion_tokens: int | None = 0


class Reply(msgspec.Struct):
    """A reply of the interface: what of it is used, and kept."""

    choices: list[Choice]
    usage: Usage | None = None


class Client:
    """Asks for chat completions; thread-safe."""

    def __init__(self, settings: Settings, seed: int, cache: Cache) -> None:
        """Take the key from the environment; it goes into the header of requests and nowhere else."""
        self.settings, self.seed, self.cache = settings, seed, cache
        self._key = os.environ.get(settings.key, "").strip()
        if not (self._key.isascii() and (self._key.isprintable() or not self._key)):
            raise Misuse(f"llm: expected a key of printable ASCII characters in {settings.key}, found others; set it anew")
        self.pace = Pace(settings.per_minute)
        self._lock = Lock()
        self.counts: Counter[str] = Counter()
        """Of requests, retries, replies from the cache, tokens of prompts and of answers."""
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        limits = httpx2.Limits(max_connections=settings.concurrency, max_keepalive_connections=settings.concurrency)
        self._http = httpx2.Client(headers=headers, timeout=settings.timeout, limits=limits)
        self._url = settings.endpoint.rstrip("/") + "/chat/completions"

    def ask(self, request: dict[str, Any]) -> Reply:
        """Return the reply to a request, from the cache or the endpoint.

        Raises:
            Unanswered: the request is too long, or the endpoint filters it.
            Away: no reply after all retries, or another refusal of the request.
            Misuse: the address, the key or the way of holding the answers to JSON is not the endpoint's.
        """
        key = key_of(request)
        with self.cache.asking(key):
            kept = self.cache.get(key)
            if kept is None:
                reply = self._asked(request, Random(f"{self.seed}/{key}"))
                self.cache.put(key, msgspec.json.encode(reply))
            else:
                reply = msgspec.json.decode(kept, type=Reply)
                self._count("from the cache")
        usage = reply.usage or Usage()
        self._count("prompt tokens", usage.prompt_tokens or 0)
        self._count("completion tokens", usage.completion_tokens or 0)
        return reply

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _asked(self, request: dict[str, Any], random: Random) -> Reply:
        reason = ""
        for attempt in range(self.settings.retries + 1):
            self.pace.wait()
            self._count("retries" if attempt else "requests")
            named = None
            try:
                response = self._http.post(self._url, json=request)
            except httpx2.TimeoutException:
                reason = f"no reply within {self.settings.timeout:g} s"
            except httpx2.RequestError as error:
                reason = f"no connection, or a broken one ({type(error).__name__})"
            else:
                reply = self._read(response)
                if isinstance(reply, Reply):
                    return reply
                reason, named = reply, retry_after(response.headers.get("Retry-After"))
            if named is not None and named > PATIENCE:
                raise Misuse(
                    f"{self._url}: expected an answer, found {reason} and a wait of {named:.0f} s; run again then: "
                    "what was answered is kept"
                )
            if attempt < self.settings.retries:
                if named is not None:
                    self.pace.hold(named)
                self.pace.sleep(backoff(self.settings.backoff, attempt, random) if named is None else named)
        raise Away(reason)

    def _read(self, response: httpx2.Response) -> Reply | str:
        """Return the reply, or the reason to ask again."""
        status = response.status_code
        if status == 200:
            try:
                reply = msgspec.json.decode(response.content, type=Reply)
            except msgspec.MsgspecError as error:
                return self._clean(f"a reply that is none of the interface ({error})")
            return reply if reply.choices else "a reply without a choice"
        told = self._clean(f"status {status}: {_message(response)}")
        if status in _ADDRESS_OR_KEY:
            raise Misuse(
                f"{self._url}: expected chat completions of {self.settings.model!r}, found {told}; mend the endpoint, the model or "
                f"the key in {self.settings.key}"
            )
        if status in (408, 409, 425, 429) or status >= 500:
            return told
        if _FORMAT.search(told):
            raise Misuse(
                f"{self._url}: expected an endpoint that takes form={self.settings.form}, found {told}; use "
                "--option form=object or form=text"
            )
        if status == 413 or _TOO_LONG.search(told) or _FILTERED.search(told):
            raise Unanswered(told)
        raise Away(told)

    def _clean(self, told: str) -> str:
        """Cut a message short, without the key that some endpoints repeat."""
        told = " ".join((told.replace(self._key, "[key]") if self._key else told).split())
        return told if len(told) <= 300 else told[:300] + " …"

    def _count(self, what: str, number: int = 1) -> None:
        with self._lock:
            self.counts[what] += number


def _message(response: httpx2.Response) -> str:
    """Return what an error reply says, in whichever of the usual forms."""
    try:
        told = response.json()
    except ValueError:
        return str(response.text)
    error = told.get("error", told) if isinstance(told, dict) else told
    return str(error.get("message", error) if isinstance(error, dict) else error)
