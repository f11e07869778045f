"""What became of the items of a task: which were answered, what was dropped, what it cost."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import yaml

from counterclaim.submission import Cost


@dataclass
class Tally:
    """The account of one task."""

    task: str
    items: int
    unanswered: dict[str, str] = field(default_factory=dict)
    """The reason by id."""
    unasked: int = 0
    """Pairs that the prefilter answered."""
    dropped: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    """The client's."""
    prices: tuple[float, float] = (0.0, 0.0)

    @property
    def cost(self) -> Cost:
        """The tokens, those of replies from the cache included, and their price where there is one."""
        read, written = self.counts["prompt tokens"], self.counts["completion tokens"]
        price_in, price_out = self.prices
        return Cost(tokens=read + written, price=(read * price_in + written * price_out) / 1e6 if any(self.prices) else None)

    def remark(self) -> str:
        """Say what a reader of the submission has to know: the same for a run that was resumed."""
        told = [f"{len(self.unanswered)} of {self.items} {self.task} items unanswered and filled"]
        if self.unasked:
            told.append(f"{self.unasked} without a shared content word neutral unasked")
        told += [f"{number} {what} dropped" for what, number in sorted(self.dropped.items())]
        return ", ".join(told) + "."

    def line(self) -> str:
        """Return the summary."""
        counts = self.counts
        return (
            f"llm {self.task}: {self.items - len(self.unanswered)} of {self.items} items answered; {counts['requests']} requests, "
            f"{counts['retries']} retries, {counts['from the cache']} replies from the cache; {counts['prompt tokens']} + "
            f"{counts['completion tokens']} tokens{'' if self.cost.price is None else f', {self.cost.price:.4f} US dollars'}"
        )

    def report(self) -> str:
        """Return all of it as YAML."""
        told: dict[str, Any] = {
            "task": self.task,
            "items": self.items,
            "answered": self.items - len(self.unanswered),
            "unasked": self.unasked,
            "dropped": dict(sorted(self.dropped.items())),
            "counts": dict(sorted(self.counts.items())),
            "price": None if self.cost.price is None else round(self.cost.price, 6),
            "unanswered": dict(sorted(self.unanswered.items())),
        }
        return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)
