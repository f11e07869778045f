"""Perspectrum: perspectives on debated claims (Chen et al. 2019, "Seeing Things from a Different Angle")."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from counterclaim.importers.base import OF_CORPUS, Format, Intake
from counterclaim.importers.files import UNREADABLE, SourceFile, list_of, source_files, text_of

CLAIMS, POOL, SPLITS = "perspectrum_with_answers", "perspective_pool", "dataset_split"
"""How the names of the three files begin."""


class _Cluster(msgspec.Struct):
    """Sentences that say the same."""

    sentences: list[int] = msgspec.field(name="pids")
    label: str = msgspec.field(name="stance_label_5")


class _Claim(msgspec.Struct):
    id: int = msgspec.field(name="cId")
    text: str
    perspectives: list[_Cluster]


class _Sentence(msgspec.Struct):
    id: int = msgspec.field(name="pId")
    text: str


def _read(path: Path, intake: Intake) -> None:
    files = {_kind(file.path.name): file for file in source_files(path, (".json",), intake)}
    for kind in (CLAIMS, POOL):
        if kind not in files:
            intake.fault(str(path), "", f"a file {kind}*.json", "none", "get the corpus whole")
    if CLAIMS not in files or POOL not in files:
        return
    pool = {sentence.id: sentence.text for _, sentence in list_of(files[POOL], _Sentence, intake)}
    splits = _splits(files[SPLITS], intake) if SPLITS in files else {}
    for where, claim in list_of(files[CLAIMS], _Claim, intake):
        place = (files[CLAIMS].name, where)
        seen: set[int] = set()
        for sentence, theirs in _perspectives(claim):
            if sentence not in pool:
                intake.fault(*place, "a perspective of the pool", str(sentence), "get the corpus whole")
            elif sentence in seen:
                intake.drop("the same perspective twice under one claim")
            elif (label := intake.label(theirs, *place)) is not None:
                name = f"{claim.id}#{sentence}"
                event, split = f"claim-{claim.id}", splits.get(str(claim.id))
                intake.stance(name, event, pool[sentence], claim.text, label, theirs, split=split, place=place)
            seen.add(sentence)


def _perspectives(claim: _Claim) -> Iterator[tuple[int, str]]:
    return ((sentence, cluster.label) for cluster in claim.perspectives for sentence in cluster.sentences)


def _kind(name: str) -> str:
    return next((kind for kind in (CLAIMS, POOL, SPLITS) if name.startswith(kind)), "")


def _splits(file: SourceFile, intake: Intake) -> dict[str, str]:
    try:
        told = msgspec.json.decode(text_of(file, intake) or "{}", type=dict[str, str])
    except UNREADABLE as error:
        intake.fault(file.name, "", "a JSON object of claim and split", str(error), "get the file anew")
        return {}
    for claim, split in told.items():
        if split not in OF_CORPUS:
            intake.fault(file.name, claim, f"a split ({', '.join(OF_CORPUS)})", repr(split), "mend the entry")
    return {claim: OF_CORPUS[split].value for claim, split in told.items() if split in OF_CORPUS}


FORMAT = Format(
    "perspectrum",
    "Perspectrum's folder of JSON files",
    "stance",
    "the claim",
    {"SUPPORT": "asserts", "MILDLY_SUPPORT": "hedges", "MILDLY_UNDERMINE": "doubts", "UNDERMINE": "denies"},
    (
        "The label is stance_label_5 of the cluster, given to each of its sentences; the text is the sentence, in its own voice.",
        "The counts of voters are over five answers and do not fit two votes: they are left out.",
        "Claims of debates and not of news; evidence paragraphs are left out.",
    ),
    _read,
    {"NO_MAJORITY_LABEL": "the annotators have no majority"},
)
