"""The pictures of the datasheet: bars whose rows can be counted."""

from conftest import TOY

from counterclaim.audit import Release
from counterclaim.audit.pictures import PICTURES, draw
from counterclaim.corpus.sources import with_sheets


def test_rows_add_up_and_every_picture_is_drawn(tmp_path):
    sheets = with_sheets(TOY)
    release = Release([event for event, _ in sheets], sheets)
    ((event, _),) = sheets
    totals = {name: sum(row[count] for row in rows(release)) for name, (rows, _, count, _, _) in PICTURES.items()}
    conflicts = sum(pair.label == "contradiction" for pair in event.gold.pairs)
    assert totals == {
        "contradictions-by-type": conflicts,
        "stances-by-label": len(event.gold.stances),
        "contradictions-by-event": conflicts,
    }
    for path in draw(release, tmp_path):
        assert path.read_text().startswith("<svg")
