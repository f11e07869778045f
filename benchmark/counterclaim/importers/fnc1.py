"""FNC-1, the Fake News Challenge: headlines and the bodies of articles, in two CSV files (Pomerleau & Rao 2017)."""

from pathlib import Path

from counterclaim.importers.base import Format, Intake, split_of
from counterclaim.importers.files import SourceFile, source_files, table_of

_UNLABELLED = "unlabeled"


def _read(path: Path, intake: Intake) -> None:
    files = {file.path.as_posix(): file for file in source_files(path, (".csv",), intake)}
    for file in files.values():
        if _UNLABELLED in file.path.name:
            intake.left_out["file of stances without labels"] += 1
        elif "stances" in file.path.name:
            bodies = file.path.with_name(file.path.name.replace("stances", "bodies")).as_posix()
            if bodies in files:
                _pairs(file, _texts(files[bodies], intake), intake)
            else:
                intake.fault(file.name, "", f"a file {bodies} beside it", "none", "import the folder with both files")
        elif "bodies" not in file.path.name:
            intake.left_out["file of neither stances nor bodies"] += 1


def _texts(file: SourceFile, intake: Intake) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, row in table_of(file, ("Body ID", "articleBody"), intake):
        if row["Body ID"] in found:
            intake.fault(file.name, where, "each Body ID once", row["Body ID"], "take one out")
        found[row["Body ID"]] = row["articleBody"]
    return found


def _pairs(file: SourceFile, bodies: dict[str, str], intake: Intake) -> None:
    for number, (where, row) in enumerate(table_of(file, ("Headline", "Body ID", "Stance"), intake), 1):
        body, place = row["Body ID"], (file.name, where)
        if body not in bodies:
            intake.fault(*place, "the Body ID of a body", repr(body), "get both files anew")
        elif (label := intake.label(row["Stance"], *place)) is not None:
            of = file.path.stem.replace("_stances", "")
            sides = bodies[body], row["Headline"]
            intake.stance(
                f"{of}#{number}", f"{of}-body-{body}", *sides, label, row["Stance"], split=split_of(file.path), place=place
            )


FORMAT = Format(
    "fnc1",
    "FNC-1's pairs of CSV files, *_stances.csv and *_bodies.csv",
    "stance",
    "the body",
    {"agree": "asserts", "disagree": "denies", "discuss": "reports"},
    ("The claim is the headline, the text the body, in its own voice.",),
    _read,
    {"unrelated": "the body is of something else: silence is no stance"},
)
