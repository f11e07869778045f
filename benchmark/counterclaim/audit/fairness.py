"""Who was right: no side, kind of source or kind of outlet should be right more often than chance, where the ledger settles it.

From the ledgers alone: a position that commits its holder is right where its value agrees with the settled one, wrong where it
excludes it, and does not count otherwise. Tested against the share of all positions that are right, exactly (binomial), corrected
by Holm.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from counterclaim.audit.base import Figure, Release
from counterclaim.corpus.double_entry import values_verdict
from counterclaim.corpus.ledger import Sheet
from counterclaim.labels import POLARITY, Verdict
from counterclaim.statistics.holm import holm

ALPHA = 0.05


class Told(NamedTuple):
    """One committed position on a settled issue."""

    groups: tuple[str, ...]
    right: bool


def fairness(release: Release) -> list[Figure]:
    """Return the share that was right of each group of holders."""
    from scipy.stats import binomtest  # noqa: PLC0415 - imports slowly

    told = [one for _, sheet in release.sheets for one in positions(sheet)]
    if not told:
        return [Figure("positions on settled issues", "none")]
    overall = sum(one.right for one in told) / len(told)
    groups: dict[str, list[bool]] = defaultdict(list)
    for one in told:
        for group in one.groups:
            groups[group].append(one.right)
    tests = {group: binomtest(sum(found), len(found), overall) for group, found in sorted(groups.items())}
    adjusted = dict(zip(tests, holm([float(test.pvalue) for test in tests.values()]), strict=True))
    figures = [Figure("all committed positions on settled issues", f"{overall:.1%} of {len(told)} right")]
    for group, test in tests.items():
        interval = test.proportion_ci()
        spread = f"[{interval.low:.1%}, {interval.high:.1%}]"
        figures.append(
            Figure(
                group,
                f"{test.statistic:.1%} of {len(groups[group])} right {spread}, p {adjusted[group]:.2f}",
                adjusted[group] > ALPHA,
            )
        )
    return figures


def positions(sheet: Sheet) -> Iterator[Told]:
    """Yield what the ledger lets one say of each committed position."""
    for issue in sheet.issues.values():
        by_id = {position.id: position for position in issue.positions}
        settled = by_id.get(issue.settled)
        if settled is None:
            continue
        for one in issue.positions:
            actor = sheet.cast.get(one.holder)
            if actor is None or POLARITY[one.firmness] == 0:
                continue
            verdict = values_verdict(issue, (one.value, one.bound), (settled.value, settled.bound))
            if verdict is Verdict.NEUTRAL:
                continue
            agrees = verdict is Verdict.CORROBORATION
            groups = (f"kind: {actor.kind}", "side: declared party" if actor.party else "side: none")
            yield Told(groups, agrees if POLARITY[one.firmness] > 0 else not agrees)
