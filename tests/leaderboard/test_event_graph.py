"""What is in dispute is drawn, each thing once and none upon another; and told in words."""

from itertools import combinations

import pytest

from counterclaim.graphs import Graph, HeldClaim, Holder, disputes
from counterclaim.labels import Relation, Stance
from counterclaim_leaderboard.site.event_drawing import draw
from counterclaim_leaderboard.site.event_graph import picture
from counterclaim_leaderboard.site.event_layout import arrange

NAMES = {
    "a": "Ada",
    "b": "Bea",
    "c": "Cid, who has a name that is longer than three lines of a box are wide, and then some",
    "d": "Dan",
}
TEXTS = {"c01": "Ten came.", "c02": "Twenty came.", "c03": "People came.", "c04": "It rained all day long, " * 9}
HELD = [
    ("a", "c01", Stance.ASSERTS, "x"),
    ("a", "c01", Stance.HEDGES, "y"),
    ("b", "c02", Stance.HEDGES, "x"),
    ("c", "c03", Stance.DENIES, "x"),
    ("c", "c01", Stance.REPORTS, "x"),
    ("d", "c04", Stance.ASSERTS, "x"),
]
RELATIONS = {("c01", "c02"): Relation.CONTRADICTION, ("c01", "c03"): Relation.ENTAILS, ("c02", "c03"): Relation.ENTAILS}


@pytest.fixture
def shown():
    graph = Graph(
        dict.fromkeys(TEXTS, ()),
        {name: Holder(full, ()) for name, full in NAMES.items()},
        frozenset(HeldClaim(holder, claim, label, article) for holder, claim, label, article in HELD),
        RELATIONS,
    )
    relations = [
        {"first": first, "second": second, "label": label.value, "type": None, "reason": None}
        for (first, second), label in RELATIONS.items()
    ]
    return graph, picture(graph, {"relations": relations})


def test_only_what_is_in_dispute_is_shown(shown):
    _, found = shown
    assert found.holders == ("a", "b", "c")
    assert found.claims == ("c01", "c02", "c03")
    assert {(edge.holder, edge.claim, edge.labels) for edge in found.edges} == {
        ("a", "c01", (Stance.ASSERTS, Stance.HEDGES)),
        ("b", "c02", (Stance.HEDGES,)),
        ("c", "c03", (Stance.DENIES,)),
    }


def test_conflicts_are_all_disputes_who_is_for_before_who_is_against(shown):
    graph, found = shown
    assert found.disputes == len(disputes(graph)) == sum(one.number for one in found.conflicts) == 3
    told = {(one.one[0].claim, one.other[0].claim): (one.one[0].favours, one.other[0].favours) for one in found.conflicts}
    assert told == {("c01", "c02"): (True, True), ("c01", "c03"): (True, False), ("c02", "c03"): (True, False)}


def test_boxes_stand_apart_inside_the_picture_and_long_names_are_cut(shown):
    drawing = draw(shown[1], NAMES, {"a": "left", "b": "right", "c": None}, TEXTS)
    boxes = drawing.holders + drawing.claims
    assert sorted(box.id for box in boxes) == ["a", "b", "c", "c01", "c02", "c03"]
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert all(box.x >= 0 and box.x + box.width <= drawing.width and box.y + box.height <= drawing.height for box in boxes)
    (cid,) = [box for box in drawing.holders if box.id == "c"]
    assert cid.full == NAMES["c"]
    assert cid.lines[-1].endswith("…")
    assert len(drawing.lines) == 3
    assert [one.sign for one in drawing.brackets] == ["≠", "↦", "↦"]


def test_parties_face_each_other_and_the_order_of_the_records_changes_nothing(shown):
    graph, found = shown
    columns = arrange(found, {"a": "left", "b": "right", "c": None})
    sides = [[node.id for group in column for node in group] for column in (columns.left, columns.right)]
    assert sides == [["a"], ["b", "c"]]
    turned = graph._replace(
        claims=dict(reversed(graph.claims.items())),
        holders=dict(reversed(graph.holders.items())),
        relations=dict(reversed(graph.relations.items())),
    )
    rows = [
        {"first": first, "second": second, "label": label.value, "type": None, "reason": None}
        for (first, second), label in reversed(RELATIONS.items())
    ]
    assert arrange(picture(turned, {"relations": rows}), {"c": None, "b": "right", "a": "left"}) == columns


def test_an_event_without_disputes_has_an_empty_picture():
    found = picture(Graph({}, {}, frozenset(), {}), {"relations": []})
    assert found.conflicts == ()
    assert draw(found, {}, {}, {}).holders == ()
