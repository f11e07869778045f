"""Out to an annotation tool and back: nothing is lost, and an export edited into nonsense is refused with all its faults."""

import json
import os
import shutil

import msgspec
import pytest
from conftest import ROOT, TOY

from counterclaim.cli import main
from counterclaim.corpus.build import CANARY
from counterclaim.corpus.read import EventReader
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.exchange import FORMATS
from counterclaim.exchange.documents import to_documents
from counterclaim.exchange.transfer import export_event, import_hand
from counterclaim.labels import Polarity

RELEASED = sorted(path.name for path in (ROOT / "annotations/events").iterdir())
SAMPLE = RELEASED if os.environ.get("EVERY_EVENT") else RELEASED[::8]
"""A few events of the release; `make round-trip` takes them all."""


def comparable(layers):
    """What a hand wrote: the order of records, and how the gold was settled, are no part of it."""
    bare = sorted((msgspec.structs.replace(one, settled=None) for one in layers.attributions), key=lambda one: one.id)
    stances = sorted((msgspec.structs.replace(one, settled=None) for one in layers.stances), key=lambda one: one.key)
    pairs = sorted((msgspec.structs.replace(one, settled=None) for one in layers.pairs), key=lambda one: one.key)
    return layers.sources, bare, stances, pairs, layers.polarities


@pytest.fixture
def sources(tmp_path):
    return shutil.copytree(TOY, tmp_path / "sources")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("event", SAMPLE)
def test_round_trip_of_the_release(form, event, tmp_path):
    folder = tmp_path / "events" / event
    shutil.copytree(ROOT / "annotations/events" / event, folder)
    for hand in ("a", "b", "gold"):
        export_event(tmp_path, event, form, hand, tmp_path / f"{form}-{hand}")
        import_hand(tmp_path, event, form, tmp_path / f"{form}-{hand}", f"again-{hand}")
        read = EventReader(folder).read((hand, f"hands/again-{hand}"))
        assert comparable(read.hands[f"hands/again-{hand}"]) == comparable(read.hands[hand])


@pytest.mark.parametrize("form", FORMATS)
def test_polarities_and_added_sources_come_back(form, sources, tmp_path):
    file = sources / "events/toy-01/a.yaml"
    event = EventReader(sources / "events/toy-01").read()
    said = {f"{c.id}/{m.article}/{m.number}": Polarity.NEGATES for c in event.claims for m in c.mentions}
    file.write_text(
        file.read_text().replace("sources: []", "sources:\n  - {id: neighbour, name: A neighbour, kind: anonymous}")
        + "mentions:\n"
        + "".join(f"  {key}: negates\n" for key in said)
    )
    export_event(sources, "toy-01", form, "a", tmp_path / "out")
    import_hand(sources, "toy-01", form, tmp_path / "out", "anna")
    back = EventReader(sources / "events/toy-01").read(("hands/anna",)).hands["hands/anna"]
    assert [source.id for source in back.sources] == ["neighbour"]
    assert back.polarities == said


@pytest.mark.parametrize("form", FORMATS)
def test_a_blank_export_holds_no_label(form, sources, tmp_path):
    export_event(sources, "toy-01", form, "blank", tmp_path / "out")
    faults = []
    documents = FORMATS[form].read(tmp_path / "out", faults)
    assert not faults
    assert {unit.kind for document in documents for unit in document.units} == {"Mention"}
    assert not any("polarity" in unit.features for document in documents for unit in document.units)
    assert (tmp_path / "out/CANARY.md").read_text() == CANARY + "\n"


@pytest.mark.parametrize("form", FORMATS)
def test_an_unmarked_export_lacks_nothing_but_decisions(form, sources, tmp_path):
    """No mark at all is a hand that saw no attribution and no conflict: it can be measured, and scores low."""
    export_event(sources, "toy-01", form, "blank", tmp_path / "out")
    import_hand(sources, "toy-01", form, tmp_path / "out", "silent")
    back = EventReader(sources / "events/toy-01").read(("hands/silent",)).hands["hands/silent"]
    assert back.attributions == back.stances == ()
    assert {pair.label.value for pair in back.pairs} == {"compatible"}


def damage_text(folder, form):
    if form == "brat":
        path = folder / "wire-1.txt"
        path.write_text(path.read_text().replace("e", "x", 1))
    elif form == "cas":
        path = folder / "wire-1.json"
        data = json.loads(path.read_text())
        sofa = next(one for one in data["%FEATURE_STRUCTURES"] if one["%TYPE"] == "uima.cas.Sofa")
        sofa["sofaString"] = sofa["sofaString"].replace("e", "x", 1)
        path.write_text(json.dumps(data))
    else:
        path = folder / "tasks.json"
        data = json.loads(path.read_text())
        data[0]["data"]["text"] = data[0]["data"]["text"].replace("e", "x", 1)
        path.write_text(json.dumps(data))


@pytest.mark.parametrize("form", FORMATS)
def test_a_changed_text_is_refused_and_nothing_written(form, sources, tmp_path):
    export_event(sources, "toy-01", form, "gold", tmp_path / "out")
    damage_text(tmp_path / "out", form)
    with pytest.raises(FaultsFound, match="text must not change"):
        import_hand(sources, "toy-01", form, tmp_path / "out", "anna")
    assert not (sources / "events/toy-01/hands").exists()


NONSENSE = {
    "brat": ["*.ann", ("asserts", "asserst")],
    "cas": ["*.json", ('"asserts"', '"asserst"')],
    "label-studio": ["tasks.json", ('"asserts"', '"asserst"')],
}


@pytest.mark.parametrize("form", FORMATS)
def test_nonsense_is_refused_with_all_faults(form, sources, tmp_path, capsys):
    export_event(sources, "toy-01", form, "gold", tmp_path / "out")
    pattern, (word, typo) = NONSENSE[form]
    count = 0
    for path in (tmp_path / "out").glob(pattern):
        count += path.read_text().count(word)
        path.write_text(path.read_text().replace(word, typo))
    assert count > 1
    call = [
        "data",
        "import",
        "toy-01",
        "--format",
        form,
        "--from",
        str(tmp_path / "out"),
        "--as",
        "anna",
        "--sources",
        str(sources),
    ]
    assert main(call) == 1
    told = capsys.readouterr().err
    assert told.count("asserst") >= count
    assert "did you mean 'asserts'" in told
    assert not (sources / "events/toy-01/hands").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files_are_faults_and_no_traceback(form, sources, tmp_path):
    export_event(sources, "toy-01", form, "gold", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        if path.suffix in (".ann", ".json"):
            path.write_text(path.read_text()[: len(path.read_text()) // 2])
    with pytest.raises(FaultsFound):
        import_hand(sources, "toy-01", form, tmp_path / "out", "anna")


def test_brat_lines_of_nonsense_are_each_a_fault(sources, tmp_path):
    export_event(sources, "toy-01", "brat", "gold", tmp_path / "out")
    path = tmp_path / "out/wire-1.ann"
    bad = [
        "T900\tContent 5\tx",
        "T901\tCue 0 3\tnot these",
        "E900\tContent:T999",
        "A9000\tcue_type T999 belief",
        "R1\tx",
        "A9\tx T1",
    ]
    path.write_text(path.read_text() + "".join(line + "\n" for line in bad))
    with pytest.raises(FaultsFound) as found:
        import_hand(sources, "toy-01", "brat", tmp_path / "out", "anna")
    assert sum("wire-1.ann" in fault.file for fault in found.value.faults) == len(bad)


def test_what_would_lose_marks_is_refused(sources, tmp_path):
    export_event(sources, "toy-01", "brat", "blank", tmp_path / "out")
    with pytest.raises(Misuse, match="would be lost"):
        export_event(sources, "toy-01", "brat", "blank", tmp_path / "out")
    with pytest.raises(Misuse, match="name for the hand"):
        import_hand(sources, "toy-01", "brat", tmp_path / "out", "gold")
    with pytest.raises(Misuse, match="no 'bob'"):
        export_event(sources, "toy-01", "brat", "bob", tmp_path / "other")


def test_every_line_of_a_worksheet_is_one_decision():
    event = EventReader(TOY / "events/toy-01").read()
    stances, pairs = to_documents(event, event.gold)[-2:]
    assert len(pairs.text.split("\n")) == len(event.claims) * (len(event.claims) - 1) // 2 == len(pairs.units)
    assert len(stances.units) == len(event.gold.stances)
