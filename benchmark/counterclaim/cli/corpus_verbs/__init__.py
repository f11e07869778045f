"""The verbs of `counterclaim data`, one file each."""

from types import ModuleType

from counterclaim.cli.corpus_verbs import (
    agreement,
    attach,
    build,
    check,
    disagreements,
    double_entry,
    export,
    import_,
    info,
    judges,
    merge,
    power,
    publish,
    second_graph,
    stats,
)

VERBS: dict[str, ModuleType] = {
    "check": check,
    "build": build,
    "info": info,
    "attach": attach,
    "agreement": agreement,
    "disagreements": disagreements,
    "merge": merge,
    "double-entry": double_entry,
    "second-graph": second_graph,
    "item-test": judges,
    "power": power,
    "export": export,
    "import": import_,
    "stats": stats,
    "publish": publish,
}
