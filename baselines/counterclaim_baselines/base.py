"""What a baseline is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from counterclaim.answers import ANSWERS
from counterclaim.errors import Misuse
from counterclaim.submission import Cost, System, SystemKind

Row = Mapping[str, Any]
Line = dict[str, Any]


class Baseline(ABC):
    """A system with the interface that all baselines share: fit on labelled rows, predict on rows without their gold."""

    name: str
    tasks: ClassVar[tuple[str, ...]]
    sees: ClassVar[str]
    """What of an item it looks at, in words."""
    training_data: ClassVar[str] = "none"
    kind: ClassVar[SystemKind] = SystemKind.LEARNED
    sees_gold: ClassVar[bool] = False
    """True for the rows that only bound the others: an annotator, gold itself."""
    seed: int | None = None
    """Of what is random; None where nothing is."""
    extra: ClassVar[str | None] = None
    """The extra of the package that it needs."""
    heavy: ClassVar[bool] = False
    """Too slow to be run with all others: its stored predictions stand."""
    batch: ClassVar[int] = 0
    """How many items are asked at once; what is answered is kept, and a killed run goes on there. 0 for all."""
    turned: ClassVar[bool] = True
    """Whether pairs are asked a second time with their mentions turned round."""
    cost: Cost | None = None
    """Of the answers, where it is counted."""
    remark: str = ""
    """What system.yaml says of its answers, once it has given them."""

    def __init__(self) -> None:
        """Start with nothing learned and no options."""
        self.options: dict[str, str] = {}
        self.parts: dict[str, Baseline] = {}
        """Baselines that it is made of, each by the task that it is taught before the whole is; kept with its state."""

    def configure(self, options: Mapping[str, str]) -> None:
        """Take options by name; raises Misuse for one that the baseline does not have. Most have none."""
        if options:
            raise Misuse(f"{self.name}: expected no options, found {', '.join(options)}; leave them out")

    def learns(self) -> bool:
        """Tell whether it needs training items."""
        return not (self.sees_gold or self.training_data.startswith("none"))

    def chosen(self) -> tuple[str, ...]:
        """Return the tasks that it is run on: all of its own, unless options choose some."""
        return self.tasks

    def can_answer(self, task: str, items: Sequence[Row]) -> bool:
        """Tell whether the items hold what it reads; all but the annotators' own rows need nothing but the question."""
        del task, items
        return True

    @abstractmethod
    def fit(self, task: str, train: Sequence[Row], validation: Sequence[Row]) -> None:
        """Learn a task from labelled rows of the dataset. What needs no training does nothing."""

    @abstractmethod
    def predict(self, task: str, items: Sequence[Row]) -> list[Line]:
        """Return one line of predictions for each item, as a submission holds them; each item is answered by itself."""

    def save(self, folder: Path) -> None:
        """Write what was learned into a folder."""
        import joblib  # noqa: PLC0415 - imports slowly

        joblib.dump(self.__dict__, folder / "state.joblib", compress=3)

    def load(self, folder: Path) -> None:
        """Read what was learned from a folder that `save` wrote; one of our own, since reading it runs what is in it."""
        import joblib  # noqa: PLC0415 - imports slowly

        self.__dict__.update(joblib.load(folder / "state.joblib"))

    def system(self) -> System:
        """Describe the baseline as system.yaml does."""
        seed = "" if self.seed is None else f" Seed {self.seed}."
        return System(
            name=self.name,
            authors=["The Counterclaim authors"],
            description=f"{_first_line(type(self))} Sees {self.sees}.{seed}",
            licence="Apache-2.0",
            training_data=self.training_data,
            test_articles_seen=self.sees_gold,
            kind=self.kind,
        )


def question(task: str, row: Row) -> Row:
    """Return an item without the columns that answer it."""
    return {name: value for name, value in row.items() if name not in ANSWERS[task]}


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]
