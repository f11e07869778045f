"""What a baseline has learned, kept in a folder, so that it need not be learned again."""

import hashlib
import inspect
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counterclaim.signature import package_version
from counterclaim_baselines.base import Baseline


@dataclass(frozen=True)
class States:
    """The states of baselines in a folder; None for none, then everything is learned anew."""

    root: Path | None

    def folder(self, model: Baseline, task: str, digest: str) -> Path | None:
        """Return where the state of a model belongs: named by all that decides it.

        These are the task, the digest of the data, the seed and options, the version of the package, the code of the baseline
        with what it imports from this package, and all of this for each of its parts.
        """
        if self.root is None:
            return None
        return self.root / model.name / f"{task}-{_decided(model, digest)[:16]}"

    def fitted(self, model: Baseline, task: str, digest: str, fit: Callable[[], None]) -> None:
        """Load the state of a model, or fit it and keep the state: whole, or not at all."""
        folder = self.folder(model, task, digest)
        if folder is not None and (folder / "state").is_dir():
            model.load(folder / "state")
            return
        fit()
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder, prefix=".state-"))
        try:
            model.save(scratch)
            scratch.rename(folder / "state")
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise


def _decided(model: Baseline, digest: str) -> str:
    """Return the digest of all that decides a state."""
    options = repr(sorted(model.options.items()))
    parts = [f"{task} {part.name} {_decided(part, digest)}" for task, part in sorted(model.parts.items())]
    decided = "|".join((digest, str(model.seed), options, package_version(), *parts, *_code(type(model))))
    return hashlib.sha256(decided.encode()).hexdigest()


def _code(baseline: type[Baseline]) -> list[str]:
    """Return the source of the modules of a baseline, of those of this package whose names stand in them, and of its own folder."""
    own = {one.__module__ for one in baseline.__mro__ if issubclass(one, Baseline)}
    found: dict[str, str] = {}
    left = sorted(own)
    while left:
        name = left.pop()
        if name not in found and (name in own or name.startswith(f"{__package__}.")):
            found[name] = inspect.getsource(sys.modules[name])
            left += sorted({_home(thing) for thing in vars(sys.modules[name]).values()})
    folder = Path(inspect.getfile(baseline)).parent
    if folder != Path(__file__).parent and baseline.__module__.startswith(f"{__package__}."):
        found |= {str(path): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in (".py", ".md")}
    return [found[name] for name in sorted(found)]


def _home(thing: object) -> str:
    """Return the name of the module that a thing stands in, of a module its own."""
    return str(getattr(thing, "__module__", getattr(thing, "__name__", "")))


NONE = States(None)
