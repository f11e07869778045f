"""The options of the baseline, as the command line gives them."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from counterclaim.errors import Misuse, near_miss


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is asked of which model, and how."""

    endpoint: str
    """The base address of the interface, up to and with its version: http://127.0.0.1:8080/v1."""
    model: str
    shots: int = 0
    """Examples from the train split in each prompt."""
    tasks: str = "attribution,stance,contradiction,contrast,graph"
    temperature: float | None = 0.0
    max_tokens: int | None = None
    """Of an answer; null for the endpoint's own limit."""
    body: str = "{}"
    """A JSON object merged into each request; a null takes a parameter out."""
    form: Literal["schema", "object", "text"] = "schema"
    """How the endpoint is held to JSON: by a schema, by response_format json_object, or by the prompt alone."""
    tries: int = 2
    """How often a question is put until the answer has the form."""
    pairs_per_request: int = 1
    prefilter: bool = False
    """Answer neutral, unasked, where two mentions share no content word."""
    key: str = "OPENAI_API_KEY"
    """The name of the environment variable that holds the key."""
    concurrency: int = 4
    per_minute: float | None = None
    """Requests at most."""
    timeout: float = 120.0
    """Seconds."""
    retries: int = 6
    """Of a request that failed on the way: 429, 5xx, timeouts, broken connections."""
    backoff: float = 1.0
    """Seconds before the first retry, at most; doubled for each further one."""
    price_in: float = 0.0
    """Of a million tokens of prompts, in US dollars."""
    price_out: float = 0.0
    licence: str = "that of the model"
    link: str | None = None
    parameters: int | None = None
    open_weights: bool | None = None

    @property
    def named_tasks(self) -> tuple[str, ...]:
        """The tasks, in the order given."""
        return tuple(self.tasks.split(","))


_LEAST = {
    "shots": 0,
    "tries": 1,
    "pairs_per_request": 1,
    "concurrency": 1,
    "per_minute": 1e-6,
    "timeout": 1e-6,
    "retries": 0,
    "backoff": 0,
    "max_tokens": 1,
}


def settings_of(options: Mapping[str, str]) -> Settings:
    """Return the settings that options ask for.

    Raises:
        Misuse: an option is unknown, missing or no value of its kind.
    """
    known = Settings.__struct_fields__
    for name in options:
        if name not in known:
            raise Misuse(f"llm: expected an option, found {name!r}; {near_miss(name, known) or 'see baselines/README.md'}")
    for name in ("endpoint", "model"):
        if not options.get(name):
            raise Misuse(f"llm: expected --option {name}=..., found none; name an OpenAI-compatible endpoint and a model of it")
    try:
        settings = msgspec.convert(dict(options), Settings, strict=False)
        msgspec.json.decode(settings.body, type=dict[str, object])
    except msgspec.MsgspecError as error:
        raise Misuse(f"llm: expected values of the options' kinds, found: {error}; see baselines/README.md") from None
    for name, least in _LEAST.items():
        value = getattr(settings, name)
        if value is not None and not value >= least:
            raise Misuse(f"llm: expected {name} of {least} or more, found {value}; mend the option")
    every = Settings.__struct_defaults__[known.index("tasks") - len(known)].split(",")
    for task in settings.named_tasks:
        if task not in every:
            raise Misuse(f"llm: expected tasks by name, found {task!r}; {near_miss(task, every)}")
    if not _plain_address(settings.endpoint):
        raise Misuse(
            "llm: expected for endpoint an address such as http://127.0.0.1:8080/v1, without password or query, found another; "
            f"a key belongs into the environment variable {settings.key}"
        )
    return settings


def _plain_address(address: str) -> bool:
    """Tell whether an address can be shown: it holds no secret."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.username or parts.query or parts.fragment)
    except ValueError:
        return False
