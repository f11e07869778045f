"""Faults in the sources: each kind is told with file, record and remedy, and all together."""

import pytest
from conftest import TOY

from counterclaim.corpus.merge import write_gold
from counterclaim.corpus.sources import check_sources, read_corpus
from counterclaim.errors import FaultsFound


def damage(sources, file, before, after):
    path = sources / "events/toy-01" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def told(sources):
    return [str(fault) for fault in check_sources(sources)[1]]


def test_the_toy_has_none():
    events, faults = check_sources(TOY)
    assert faults == []
    assert [event.id for event in events] == ["toy-01"]


@pytest.mark.parametrize(
    ("file", "before", "after", "expected"),
    [
        (
            "claims.yaml",
            '"The ovens never stopped"',
            '"The ovens ever stopped"',
            "claim c03: post-1 mention 1: expected a quotation from",
        ),
        (
            "a.yaml",
            'cue: {quote: "said", nth: 1}',
            "cue: the",
            "post-1.a01: cue: expected a quotation that occurs once, found 'the' 3 times",
        ),
        ("a.yaml", "by: [manager]", "by: [manger]", "did you mean 'manager'?"),
        ("a.yaml", "claim: c06", "claim: c66", "did you mean 'c06'?"),
        ("a.yaml", "label: denies", "label: deny", "did you mean 'denies'?"),
        ("a.yaml", "cue_type: assertion", "cue_typ: assertion", "did you mean 'cue_type'?"),
        ("a.yaml", "directness: mixed", "directness: free_indirect", "free_indirect with source and cue empty"),
        ("a.yaml", "  c05: [c06]\n", "", "pair c05 c06: expected a decision for every pair"),
        ("a.yaml", "  c01: [c03,", "  c01: [c02, c03,", "pair ('c01', 'c02'): expected one record, found 2"),
        ("a.yaml", "label: entails, reason", "label: entails, type: numeric, reason", "type or strength on entails"),
        ("a.yaml", "type: numeric, strength: strict, ", "", "without type or strength"),
        (
            "a.yaml",
            '{pair: [c02, c04], label: entails, reason: "twenty bakers are bakers"}',
            '{pair: [c02, c04], label: equivalent, reason: "x"}',
            "consistency",
        ),
        ("a.yaml", ", evidence: [post-1.a01]", "", "the attribution that carries it as evidence"),
        ("a.yaml", "evidence: [wire-1.a01]", "evidence: [post-1.a01]", "evidence in wire-1"),
        ("a.yaml", "  - {holder: echo, claim: c05, article: echo-1, label: reports}\n", "", "the article's own voice"),
        ("claims.yaml", "party: crew}", "party: crow}", "did you mean 'crew'?"),
        ("claims.yaml", "part_of: bakery", "part_of: bakkery", "did you mean 'bakery'?"),
        ("claims.yaml", '"Twelve walk out at bakery"', '"Also read: Bread prices"', "furniture is never annotated"),
        ("claims.yaml", "kind: forecast", "kind: fact\n    kind: forecast", "the key 'kind' a second time"),
        ("event.yaml", "2025-05-05T10:00+02:00", "2025-05-05 at ten", "ISO 8601"),
        ("event.yaml", "split: test", "split: tset", "did you mean 'test'?"),
        ("articles/post-1.txt", "\n\n", "\n", "line 2 empty"),
        ("adjudication.yaml", "take: a", "take: c", "take"),
        ("adjudication.yaml", 'on: "post c01 post-1"', 'on: "post c01 wire-1"', "did you mean 'post c01 post-1'?"),
        ("double-entry.yaml", "issue: i02", "issue: i03", "an issue of the sheet"),
        ("double-entry.yaml", "  c06: {}\n", "", "an entry for every claim"),
        ("mentions.yaml", "  c06/echo-1/1: {a: states, b: states}\n", "", "the polarity of every mention"),
        ("mentions.yaml", ', gold: states, why: "the denial stands outside the marks"', "", "gold, since a and b part"),
        ("gold.yaml", "label: hedges", "label: asserts", "run `counterclaim data merge toy-01`"),
    ],
)
def test_fault(sources, file, before, after, expected):
    damage(sources, file, before, after)
    found = told(sources)
    assert any(expected in fault and f"events/toy-01/{file.split('/')[0]}" in fault for fault in found), found


@pytest.mark.parametrize(
    "file",
    ["ledger.yaml", "claims.yaml", "mentions.yaml", "a.yaml", "b.yaml", "adjudication.yaml", "double-entry.yaml", "gold.yaml"],
)
def test_missing_pair_of_hands(sources, file):
    (sources / "events/toy-01" / file).unlink()
    assert any(fault.startswith(f"events/toy-01/{file}: ") for fault in told(sources))


def test_all_together(sources):
    damage(sources, "a.yaml", "by: [manager]", "by: [manger]")
    damage(sources, "b.yaml", "label: denies", "label: deny")
    damage(sources, "claims.yaml", '"The rota must go"', '"The rota may go"')
    with pytest.raises(FaultsFound) as caught:
        read_corpus(sources)
    assert {fault.file for fault in caught.value.faults} >= {f"events/toy-01/{file}.yaml" for file in ("a", "b", "claims")}


def test_merge_with_a_fault_leaves_gold_as_it_was(sources):
    gold = sources / "events/toy-01/gold.yaml"
    before = gold.read_bytes()
    damage(sources, "adjudication.yaml", '  - {on: "echo-1.a03 | -", take: a, mark: error, why: "B passed over it"}\n', "")
    with pytest.raises(FaultsFound, match="A and B part on record"):
        write_gold(sources / "events/toy-01", sources)
    assert gold.read_bytes() == before


def test_rereading_overrides(sources):
    record = "{holder: manager, claim: c01, article: post-1, label: hedges, evidence: [post-1.a01]}"
    decision = f"{{on: manager c01 post-1, take: new, mark: error, why: read again, record: {record}}}"
    (sources / "events/toy-01/rereading.yaml").write_text(f"event: toy-01\ndecisions:\n  - {decision}\n")
    gold = write_gold(sources / "events/toy-01", sources)
    (stance,) = (one for one in gold.stances if one.key == ("manager", "c01", "post-1"))
    assert stance.label == "hedges"
    assert stance.evidence == ("post-1.01",)
    assert told(sources) == []
