"""SemEval-2016 task 6: stance of tweets towards targets (Mohammad et al. 2016)."""

from pathlib import Path

from counterclaim.importers.base import Format, Intake, split_of
from counterclaim.importers.files import source_files, table_of


def _read(path: Path, intake: Intake) -> None:
    for file in source_files(path, (".txt", ".tsv"), intake):
        for where, row in table_of(file, ("ID", "Target", "Tweet", "Stance"), intake, tabs=True):
            place = (file.name, where)
            label = intake.label(row["Stance"], *place)
            if label is not None:
                target, split = row["Target"], _split(file.path.name) or split_of(file.path)
                intake.stance(row["ID"], target, row["Tweet"], target, label, row["Stance"], split=split, place=place)


def _split(name: str) -> str | None:
    """Return the split of `trainingdata-all-annotations.txt` and its like, whose words are run together."""
    begun = {"training": "train", "trial": "validation", "test": "test"}
    return next((split for start, split in begun.items() if f"{start}data" in name), None)


FORMAT = Format(
    "semeval2016",
    "SemEval-2016 task 6, tab-separated",
    "stance",
    "the target",
    {"FAVOR": "asserts", "AGAINST": "denies", "NONE": "reports"},
    (
        "The claim is the target, which is a name or a topic and not a proposition; the text is the tweet, in its own voice.",
        "NONE says that neither stance can be inferred, which is less than `reports` says.",
        "The files as published are not in UTF-8: give --encoding cp1252.",
    ),
    _read,
    {"UNKNOWN": "the label is not published"},
)
