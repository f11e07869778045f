"""What a harness asks and what becomes of an answer, in no harness's terms."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.dataset import open_dataset
from counterclaim_baselines.base import Line, Row, question
from counterclaim_baselines.llm import prompts
from counterclaim_baselines.llm.forms import FORMS, read
from counterclaim_baselines.llm.lines import FILLED, line_of


class Asked(msgspec.Struct, frozen=True):
    """Which items are asked."""

    task: str
    split: str
    data: str | None
    """A dataset folder of the built form; None for the release."""


class Item(msgspec.Struct, frozen=True):
    """One item as a harness takes it."""

    id: str
    event: str
    instructions: str
    """The system message."""
    question: str
    """The user's message."""
    target: str
    """The gold in the form of an answer."""


def items(asked: Asked) -> list[Item]:
    """Return the items in the order of their ids, as `llm` asks them."""
    return [_item(asked.task, row) for _, row in sorted(rows(asked).items())]


@lru_cache(maxsize=8)
def rows(asked: Asked) -> Mapping[str, Row]:
    """Return the rows of the dataset by id.

    Raises:
        Misuse: there is no such dataset, task or split.
        FaultsFound: a file is not the one that dataset.json names.
    """
    return {row["id"]: row for row in open_dataset(asked.data).rows(asked.task, asked.split)}


def answered(asked: Asked, one: str, reply: str) -> tuple[Line, str]:
    """Return the line of predictions that a reply gives for an item, and what is wrong with the reply.

    A reply that holds no answer of the form gives the line that commits to nothing, as in `llm`.
    """
    row = question(asked.task, rows(asked)[one])
    try:
        answer = read(reply, FORMS[prompts.prompted(asked.task)])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return {"id": one, **FILLED[asked.task]}, f"no answer of the form: {error}"
    return line_of(answer, row, Counter()), ""


def _item(task: str, row: Row) -> Item:
    (system, user) = prompts.messages(task, (), question(task, row))
    target = msgspec.json.encode(prompts.gold(task, row)).decode()
    return Item(row["id"], row["event"], system["content"], user["content"], target)
