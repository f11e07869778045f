"""From an item to an answer of the right form: the request, the check, and a second try."""

from typing import Any

import msgspec

from counterclaim_baselines.llm import prompts
from counterclaim_baselines.llm.client import Client, Unanswered
from counterclaim_baselines.llm.forms import Answer, read, schema
from counterclaim_baselines.llm.prompts import Message
from counterclaim_baselines.llm.settings import Settings


def answered(client: Client, messages: list[Message], form: type[Answer], seed: int) -> Answer:
    """Return the model's answer; one that has not the form is told what is wrong, and asked for again.

    Raises:
        Unanswered: the model refuses, or gives no answer of the form in as many tries as the settings allow.
    """
    settings = client.settings
    fault = ""
    for _ in range(settings.tries):
        choice = client.ask(request(settings, messages, form, seed)).choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            raise Unanswered(f"refused: {' '.join((choice.message.refusal or 'filtered').split())[:200]}")
        content = choice.message.content or ""
        try:
            return read(content, form)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            fault = "it was cut off at the limit of tokens" if choice.finish_reason == "length" else str(error)
        messages = [*messages, *prompts.again(content, fault)]
    raise Unanswered(f"no answer of the form in {settings.tries} tries: {fault}")


def request(settings: Settings, messages: list[Message], form: type[Answer], seed: int) -> dict[str, Any]:
    """Return the body of a request; what the settings set to null is left out."""
    body: dict[str, Any] = {
        "model": settings.model,
        "messages": messages,
        "temperature": settings.temperature,
        "max_tokens": settings.max_tokens,
        "seed": seed,
        "response_format": _held(settings, form),
        **msgspec.json.decode(settings.body),
    }
    return {name: value for name, value in body.items() if value is not None}


def _held(settings: Settings, form: type[Answer]) -> dict[str, Any] | None:
    if settings.form == "schema":
        return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema(form), "strict": True}}
    return {"type": "json_object"} if settings.form == "object" else None
