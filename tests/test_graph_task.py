"""The graph task from a file of predictions to a score."""

import copy

import msgspec
import pytest

from counterclaim.errors import FaultsFound
from counterclaim.scoring import score
from counterclaim.tasks.graph import GRAPH


@pytest.fixture
def lines(submissions):
    return copy.deepcopy(submissions.lines("graph"))


def told(submissions, lines, toy_data):
    return score(submissions.write(graph=lines), data=toy_data.path).tasks["graph"].metrics


def faults(submissions, lines, toy_data):
    with pytest.raises(FaultsFound) as caught:
        told(submissions, lines, toy_data)
    return "\n".join(map(str, caught.value.faults))


def test_other_ids_and_another_order_change_no_digit(submissions, lines, toy_data):
    lines[0]["stances"] = lines[0]["stances"][: len(lines[0]["stances"]) // 2]
    one = told(submissions, lines, toy_data)
    assert 0 < one["claim_graph_f1"].value < 1
    for line in lines:
        for kind, ends in (("claims", ("claim", "first", "second")), ("holders", ("holder",))):
            new = {item["id"]: f"x{number}" for number, item in enumerate(line[kind][::-1])}
            for item in line[kind]:
                item["id"] = new[item["id"]]
            for record in (*line["stances"], *line["relations"]):
                record.update({end: new[record[end]] for end in ends if end in record})
            line[kind].reverse()
    assert told(submissions, lines[::-1], toy_data) == one


def test_claims_elsewhere_score_nothing(submissions, lines, toy_data):
    for line in lines:
        place = {"article": line["claims"][0]["mentions"][0]["article"], "span": [[0, 1]]}
        for claim in line["claims"]:
            claim["mentions"] = [place]
    assert told(submissions, lines, toy_data)["dispute_f1"].value == 0.0


def test_names_alone_find_the_holders(submissions, lines, toy_data):
    for line in lines:
        for holder in line["holders"]:
            holder["mentions"] = []
    assert told(submissions, lines, toy_data)["dispute_f1"].value == 1.0


def test_stances_without_an_article_change_no_dispute(submissions, lines, toy_data):
    for line in lines:
        line["stances"] = [{part: one[part] for part in ("holder", "claim", "label")} for one in line["stances"]]
    found = told(submissions, lines, toy_data)
    assert found["dispute_f1"].value == found["claim_graph_f1"].value == 1.0
    assert found["cross_article_dispute_f1"].value < 1.0


def test_all_in_one_article_is_nothing_across_articles(submissions, lines, toy_data):
    for line in lines:
        for stance in line["stances"]:
            stance["article"] = line["claims"][0]["mentions"][0]["article"]
    found = told(submissions, lines, toy_data)
    assert found["dispute_f1"].value == 1.0
    assert found["cross_article_dispute_f1"].value == 0.0


def test_a_stance_stands_where_it_says_or_else_where_the_claim_does(toy_data):
    gold = GRAPH.gold(toy_data.rows("graph", "test")[:1])
    first, second, third = gold.rows[0]["articles"][:3]
    places = [{"article": article, "span": [[0, 5]]} for article in (first, second)]
    stances = [
        {"holder": "h", "claim": "c", "label": "asserts"},
        {"holder": "h", "claim": "c", "label": "denies", "article": third},
    ]
    line = {
        "id": gold.ids[0],
        "holders": [{"id": "h", "name": "h"}],
        "claims": [{"id": "c", "mentions": places}],
        "stances": stances,
    }
    read = msgspec.convert(line, GRAPH.line)
    graph = GRAPH.predictions(GRAPH.pack([read]), gold).graphs[0]
    assert {(one.label, one.article) for one in graph.stances} == {("asserts", first), ("asserts", second), ("denies", third)}
    assert msgspec.json.encode(read).count(b"article") == 3, "what is not given is no part of the digest"


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda line: line["claims"].append(line["claims"][0]), "each id once"),
        (lambda line: line["claims"][0].update(mentions=[]), "at least one mention"),
        (lambda line: line["claims"][0]["mentions"][0].update(article="nowhere-1"), "an article of the event"),
        (lambda line: line["claims"][0]["mentions"][0].update(span=[[5, 2]]), "0 <= start < end"),
        (lambda line: line["claims"][0]["mentions"][0].update(span=[[0, 10**9]]), "0 <= start < end"),
        (lambda line: line["stances"][0].update(holder="nobody"), "a holder of the graph"),
        (lambda line: line["relations"][0].update(first="c99"), "a claim of the graph"),
        (lambda line: line["relations"].append(line["relations"][0]), "each pair once"),
        (lambda line: line["relations"].append({"first": "c01", "second": "c01", "label": "entails"}), "two claims"),
        (lambda line: line["stances"][0].update(label="denis"), "label"),
        (lambda line: line["stances"][0].update(article="nowhere-1"), "an article of the event"),
    ],
)
def test_what_is_no_graph_is_refused(submissions, lines, toy_data, damage, expected):
    damage(lines[0])
    assert expected in faults(submissions, lines, toy_data)
