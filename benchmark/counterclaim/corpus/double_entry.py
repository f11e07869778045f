"""Double entry: what the author's sheet says the labels should be, beside what the readers made of the texts.

The author's side is derived from issues, positions and the clerk's entries by interval arithmetic and the exclusiveness of options;
it has never seen a label. Cells where both sides speak are compared by Cohen's kappa (Cohen 1960) on three labels.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from counterclaim.corpus.forms import EntryForm, IssueForm, PositionForm
from counterclaim.corpus.intervals import apart, compare_intervals, interval
from counterclaim.corpus.ledger import Sheet
from counterclaim.labels import POLARITY, VERDICT, ClaimKind, Verdict
from counterclaim.records import Event


class Met(NamedTuple):
    """One cell on which both sides speak."""

    key: str
    author: str
    readers: str


def relations(event: Event, sheet: Sheet) -> list[Met]:
    """Compare every pair of claims that are on the same issue of the sheet."""
    facts = {claim.id for claim in event.claims if claim.kind in (ClaimKind.FACT, ClaimKind.FORECAST)}
    found = []
    for pair in event.gold.pairs:
        one, other = sheet.entries.get(pair.first), sheet.entries.get(pair.second)
        if one is None or other is None or pair.label not in VERDICT or not {pair.first, pair.second} <= facts:
            continue
        found.append(Met(" ".join(pair.key), expected_relation(one, other, sheet.issues).value, VERDICT[pair.label].value))
    return found


def expected_relation(one: EntryForm, other: EntryForm, issues: dict[str, IssueForm]) -> Verdict:
    """Derive how two claims should stand: neutral on different issues, times or scopes; else by their values."""
    if one.issue is None or one.issue != other.issue or (one.scope or "") != (other.scope or ""):
        return Verdict.NEUTRAL
    if apart((one.start, one.end), (other.start, other.end)):
        return Verdict.NEUTRAL
    return values_verdict(issues[one.issue], (one.value or "", one.bound), (other.value or "", other.bound))


def stances(event: Event, sheet: Sheet) -> list[Met]:
    """Compare every stance of the gold whose holder has a position on the claim's issue, voiced in that article."""
    names = {-1: "against", 0: "neither", 1: "for"}
    found = []
    for one in event.gold.stances:
        entry, actor = sheet.entries.get(one.claim), sheet.actors.get(one.holder)
        if entry is None or entry.issue is None or actor is None:
            continue
        expected = expected_polarity(entry, sheet.issues[entry.issue], actor, one.article)
        if expected is not None:
            found.append(Met(" ".join(one.key), names[expected], names[POLARITY[one.label]]))
    return found


def expected_polarity(entry: EntryForm, issue: IssueForm, actor: str, article: str) -> int | None:
    """Derive which way a holder should lean: with the same value as his firmness says, with an incompatible one against."""
    voiced = [position for position in issue.positions if position.holder == actor and article in position.voiced]
    leanings = [leaning for position in voiced if (leaning := _leaning(entry, issue, position)) is not None]
    return leanings[-1] if leanings else None


def _leaning(entry: EntryForm, issue: IssueForm, position: PositionForm) -> int | None:
    if apart((entry.start, entry.end), (position.start, position.end)):
        return None
    verdict = values_verdict(issue, (entry.value or "", entry.bound), (position.value, position.bound))
    if verdict is Verdict.CORROBORATION:
        return POLARITY[position.firmness]
    if verdict is Verdict.CONTRADICTION and POLARITY[position.firmness] > 0:
        return -1
    return None


def values_verdict(issue: IssueForm, one: tuple[str, str], other: tuple[str, str]) -> Verdict:
    """Tell how two answers (value, bound) to an issue stand to each other: by intervals, or by the exclusiveness of options."""
    if issue.values in ("number", "time"):
        first, second = interval(*one), interval(*other)  # type: ignore[arg-type]
        if first and second:
            return compare_intervals(first, second)
    mine, theirs = one[0].strip().casefold(), other[0].strip().casefold()
    if mine == theirs:
        return Verdict.CORROBORATION
    if "none" in (mine, theirs):
        return Verdict.NEUTRAL
    exclusive = issue.exclusive or issue.values == "yesno"
    return Verdict.CONTRADICTION if exclusive else Verdict.NEUTRAL


class Kappa(NamedTuple):
    """Chance-corrected agreement of both sides, with a 95% percentile interval over events."""

    cells: int
    met: int
    value: float
    low: float
    high: float


def kappa(by_event: Sequence[Iterable[Met]], replicates: int = 1000, seed: int = 0) -> Kappa:
    """Return Cohen's kappa over all events; not a number where all cells have one label."""
    cells = [[(one.author, one.readers) for one in event] for event in by_event]
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, len(cells), (replicates, len(cells)))
    spread = [_kappa([pair for i in sample for pair in cells[i]]) for sample in samples]
    together = [pair for event in cells for pair in event]
    low, high = np.nanpercentile(spread, [2.5, 97.5])
    return Kappa(len(together), sum(a == b for a, b in together), _kappa(together), float(low), float(high))


def _kappa(pairs: list[tuple[str, str]]) -> float:
    from sklearn.metrics import cohen_kappa_score  # noqa: PLC0415 - imports slowly

    if len({label for pair in pairs for label in pair}) < 2:
        return float("nan")
    return float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))
