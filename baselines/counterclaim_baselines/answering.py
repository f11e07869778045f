"""Ask a baseline its items: blind to their gold, batch by batch, each pair turned round as well."""

from collections.abc import Callable, Sequence

from tqdm import tqdm

from counterclaim.parallel import spread, width
from counterclaim_baselines.base import Baseline, Line, Row, question
from counterclaim_baselines.journal import Journal


def predict_lines(
    model: Baseline, task: str, items: Sequence[Row], journal: Callable[[bool], Journal] = lambda _: Journal(None)
) -> list[Line]:
    """Let a baseline answer the items; the lines come in order of id.

    Of the contradiction task it is asked each pair a second time with its mentions turned round, which `reversed` tells. What is
    answered stands in a journal for each of the two.
    """
    lines = sorted(answers(model, task, items, journal(False)), key=lambda line: str(line["id"]))
    if task != "contradiction" or not model.turned:
        return lines
    turned = {line["id"]: line["label"] for line in answers(model, task, [_turned(item) for item in items], journal(True))}
    return [{**line, "reversed": turned[line["id"]]} for line in lines]


def answers(model: Baseline, task: str, items: Sequence[Row], journal: Journal | None = None) -> list[Line]:
    """Ask, blind to the gold, batch by batch what the journal does not hold; workers, if there are any, share the batches."""
    journal = journal or Journal(None)
    left = [item for item in items if item["id"] not in journal.lines]
    asked = left if model.sees_gold else [question(task, item) for item in left]
    size = model.batch or max(len(asked), 1)
    batches = [asked[start : start + size] for start in range(0, len(asked), size)]
    step = width()
    for start in tqdm(range(0, len(batches), step), desc=f"{model.name} {task}", disable=None if model.batch else True):
        for lines in spread(model.predict, [(task, batch) for batch in batches[start : start + step]]):
            journal.add(lines)
    return [journal.lines[str(item["id"])] for item in items]


def _turned(item: Row) -> Row:
    """Return a pair with its first mention second."""
    other = {"first": "second", "second": "first"}

    def name(column: str) -> str:
        side, _, what = column.partition("_")
        return f"{other[side]}_{what}" if side in other else column

    return {name(column): value for column, value in item.items()}
