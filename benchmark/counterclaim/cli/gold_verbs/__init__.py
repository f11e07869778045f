"""The verbs of `counterclaim gold`, one file each."""

from types import ModuleType

from counterclaim.cli.gold_verbs import commit, hide, join, reveal, verify

VERBS: dict[str, ModuleType] = {"commit": commit, "hide": hide, "reveal": reveal, "verify": verify, "join": join}
