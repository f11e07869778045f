"""The audit: each figure on a small corpus that can be counted by hand."""

import msgspec
import pytest
from conftest import TOY

from counterclaim.audit import AUDITS, Release
from counterclaim.audit.copies import near_duplicates, shared_runs
from counterclaim.audit.fairness import fairness, positions
from counterclaim.audit.names import collisions
from counterclaim.audit.phenomena import COUNTED
from counterclaim.cli import main
from counterclaim.corpus.sources import with_sheets
from counterclaim.labels import Split, Stance


@pytest.fixture(scope="module")
def release():
    sheets = with_sheets(TOY)
    return Release([event for event, _ in sheets], sheets)


def told(figures):
    return {figure.name: figure.told for figure in figures}


@pytest.mark.parametrize("name", AUDITS)
def test_every_audit_tells_something(name, release):
    figures = AUDITS[name](release)
    assert figures
    assert all(figure.told for figure in figures)


@pytest.mark.parametrize("name", AUDITS)
def test_an_empty_release_is_no_error(name):
    if name in ("sizes", "realism"):
        pytest.skip("counts articles: needs one")
    assert AUDITS[name](Release([], []))


def test_sizes_by_hand(release):
    found = told(AUDITS["sizes"](release))
    (event,) = release.events
    assert found["events"] == "1 (test 1)"
    assert found["articles"] == "3"
    assert found["claims"].startswith(f"{len(event.claims)};")
    assert found["attributions"] == str(len(event.gold.attributions))


def count(name, event):
    return len(list(COUNTED[name](event)))


def test_a_headline_beyond_the_stance_and_a_change_of_mind(release):
    (event,) = release.events
    outlet = event.articles[0].outlet
    own = [s for s in event.gold.stances if s.holder == outlet and s.label is Stance.ASSERTS]
    before = count("retractions by an outlet", event), count("changes of mind", event)
    flipped = tuple(msgspec.structs.replace(s, label=Stance.DENIES, shifted=True) if s is own[0] else s for s in event.gold.stances)
    changed = msgspec.structs.replace(event, hands={"gold": msgspec.structs.replace(event.gold, stances=flipped)})
    after = count("retractions by an outlet", changed), count("changes of mind", changed)
    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)


def test_self_contradiction_is_for_and_against_by_one_holder(release):
    (event,) = release.events
    one = next(s for s in event.gold.stances if s.label is Stance.ASSERTS and s.evidence)
    other = next(a.id for a in event.articles if a.id != one.article)
    before = count("self-contradictions of one source", event)
    both = (*event.gold.stances, msgspec.structs.replace(one, label=Stance.DENIES, article=other))
    changed = msgspec.structs.replace(event, hands={"gold": msgspec.structs.replace(event.gold, stances=both)})
    assert count("self-contradictions of one source", changed) > before


def test_who_was_right_by_hand(release):
    """If the twenty were right: the manager, who said exactly twelve, was wrong, and the speaker right; the ovens stay open."""
    ((_, sheet),) = release.sheets
    assert list(positions(sheet)) == []
    sheet.issues["i01"].settled = "i01.p2"
    try:
        assert [one.right for one in positions(sheet)] == [False, True]
        found = told(fairness(release))
    finally:
        sheet.issues["i01"].settled = "unresolved"
    assert found["all committed positions on settled issues"] == "50.0% of 2 right"
    assert found["kind: person"].startswith("50.0% of 2 right")


def named(event, **change):
    return msgspec.structs.replace(event, **change)


def test_names_and_runs_that_two_events_share_are_found(release):
    (event,) = release.events
    twin = named(event, id="toy-99")
    assert collisions([event]) == {}
    assert "ostel" in collisions([event, twin])
    assert "bakers" not in collisions([event, twin])  # in lower case elsewhere: a word, no name
    assert shared_runs([event]) == {}
    assert all(found == ["toy-01", "toy-99"] for found in shared_runs([event, twin]).values())
    assert shared_runs([event, twin])


def test_near_duplicates_are_looked_for_across_splits_alone(release):
    (event,) = release.events
    assert near_duplicates([event, named(event, id="toy-99")]) == []
    near = near_duplicates([event, named(event, id="toy-99", split=Split.TRAIN)])
    assert near
    assert near[0][0] == pytest.approx(1.0)


def test_an_unknown_audit_is_misuse(capsys):
    assert main(["data", "stats", "--sources", str(TOY), "--only", "sizs"]) == 2
    assert "did you mean 'sizes'?" in capsys.readouterr().err


def test_the_command_prints_what_is_asked(capsys):
    assert main(["data", "stats", "--sources", str(TOY), "--only", "decoys"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("decoys\n")
    assert "sizes" not in shown
