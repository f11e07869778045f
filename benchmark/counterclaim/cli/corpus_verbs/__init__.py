"""The verbs of `counterclaim data`, one file each."""

from types import ModuleType

from counterclaim.cli.corpus_verbs import agreement, attach, build, check, disagreements, double_entry, info, judges, merge

VERBS: dict[str, ModuleType] = {
    "check": check,
    "build": build,
    "info": info,
    "attach": attach,
    "agreement": agreement,
    "disagreements": disagreements,
    "merge": merge,
    "double-entry": double_entry,
    "item-test": judges,
}
