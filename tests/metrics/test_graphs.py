"""Claim graphs: disputes, alignment, the ladder and the graph metrics, against definitions written out plainly."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from counterclaim.graphs import (
    RUNGS,
    Alignment,
    Dispute,
    Graph,
    HeldClaim,
    Holder,
    Side,
    across_articles,
    covered,
    disputes,
    extent,
    ladder,
    matched_disputes,
)
from counterclaim.labels import CONVERSE, Relation, Stance
from counterclaim.metrics import ClaimGraphF1, CrossArticleDisputeF1, DisputeF1, RungDisputeF1
from counterclaim.metrics.base import GraphedEvents


def span(start, end, article="wire-1"):
    return extent(article, ((start, end),))


CLAIMS = {f"c{i}": (span(20 * i, 20 * i + 10),) for i in range(6)}
HOLDERS = {"m": Holder("the ministry", ()), "a": Holder("an analyst", ()), "w": Holder("wire", ())}


def graph(stances=(), relations=None, claims=None, holders=None):
    """Stances are (holder, claim, label) in wire-1, or name another article."""
    held = frozenset(HeldClaim(*(*one, "wire-1")[:4]) for one in stances)
    return Graph(claims or CLAIMS, holders or HOLDERS, held, relations or {})


def events(graphs):
    return GraphedEvents(np.arange(len(graphs)), len(graphs), tuple(graphs))


def told(one):
    return [f"{s.holder}{'+' if s.favours else '-'}{s.claim}" for s in one]


def value(metric, gold, given):
    return float(metric.value(metric.statistics(events(gold), events(given)).sum(0)))


class TestDisputes:
    def test_for_and_against_one_claim(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)]))
        assert [told(one) for one in found] == [["a-c1", "m+c1"]]

    def test_for_two_claims_that_contradict(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.HEDGES)], {("c1", "c2"): Relation.CONTRADICTION}))
        assert [told(one) for one in found] == [["a+c2", "m+c1"]]

    def test_against_what_the_claim_entails(self):
        stances = [("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.DOUBTS)]
        assert len(disputes(graph(stances, {("c1", "c2"): Relation.ENTAILS}))) == 1
        assert len(disputes(graph(stances, {("c2", "c1"): Relation.ENTAILED_BY}))) == 1
        assert not disputes(graph(stances, {("c2", "c1"): Relation.ENTAILS}))

    def test_against_both_of_a_contradiction_is_no_dispute(self):
        stances = [("m", "c1", Stance.DENIES), ("a", "c2", Stance.DENIES)]
        assert not disputes(graph(stances, {("c1", "c2"): Relation.CONTRADICTION}))

    @pytest.mark.parametrize("label", [Stance.REPORTS, Stance.UNVERIFIED, Stance.DECLINES])
    def test_who_takes_no_side_is_in_no_dispute(self, label):
        assert not disputes(graph([("m", "c1", label), ("a", "c1", Stance.DENIES)]))

    def test_norms_that_are_opposed_are_no_dispute_of_fact(self):
        stances = [("m", "c1", Stance.ASSERTS), ("a", "c2", Stance.ASSERTS)]
        assert not disputes(graph(stances, {("c1", "c2"): Relation.OPPOSED}))

    def test_one_holder_with_himself(self):
        found = disputes(graph([("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES)]))
        assert [told(one) for one in found] == [["m-c1", "m+c1"]]


class TestAcrossArticles:
    def test_in_one_article_across_two_and_on_both(self):
        """Both sides of c1 stand in wire-1; those of c2 in an article each; of c3 one stands in both articles, the other in one."""
        one = graph(
            [
                ("m", "c1", Stance.ASSERTS),
                ("a", "c1", Stance.DENIES),
                ("m", "c2", Stance.ASSERTS),
                ("a", "c2", Stance.DOUBTS, "post-1"),
                ("m", "c3", Stance.ASSERTS),
                ("m", "c3", Stance.HEDGES, "post-1"),
                ("a", "c3", Stance.DENIES, "post-1"),
            ]
        )
        assert [told(each) for each in across_articles(one)] == [["a-c2", "m+c2"]]
        assert len(disputes(one)) == 3

    def test_who_contradicts_himself_in_another_article(self):
        apart = [("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES, "post-1")]
        assert len(across_articles(graph(apart))) == 1
        assert not across_articles(graph([*apart, ("m", "c1", Stance.ASSERTS, "post-1")]))

    def test_the_metric_counts_these_alone(self):
        """Of two gold disputes across articles one is found; the one within an article counts neither way."""
        inside = [("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)]
        gold = graph(
            [*inside, *((h, c, x, y) for c in ("c2", "c3") for h, x, y in (("m", "asserts", "wire-1"), ("a", "denies", "post-1")))]
        )
        given = gold._replace(stances=frozenset(one for one in gold.stances if one.claim != "c3"))
        assert value(CrossArticleDisputeF1(), [gold], [given]) == pytest.approx(2 * 1 / (2 + 1))
        assert value(DisputeF1(), [gold], [given]) == pytest.approx(2 * 2 / (3 + 2))
        assert value(CrossArticleDisputeF1(), [graph(inside)], [graph()]) == 1.0


class TestAlignment:
    def test_similarity_is_dice_over_code_points(self):
        gold = graph(claims={"g": (span(0, 10),)})
        given = graph(claims={"p": (span(5, 15), span(0, 10, "post-1")), "q": (span(10, 12),)})
        assert Alignment(gold, given).similar_claims == {("g", "p"): pytest.approx(2 * 5 / (10 + 20))}

    def test_claims_by_the_best_total(self):
        """g0 could take either; the total is largest where the other gets its only partner."""
        gold = graph(claims={"g0": (span(0, 10),), "g1": (span(4, 10),)})
        given = graph(claims={"p0": (span(0, 10),), "p1": (span(0, 6),)})
        assert Alignment(gold, given).claims == {"g0": "p1", "g1": "p0"}

    def test_holders_by_name_or_by_where_they_are_named(self):
        spot = (span(0, 9),)
        gold = graph(holders={"g0": Holder("The Ministry", ()), "g1": Holder("Lina Orrul, spokeswoman", spot)})
        given = graph(holders={"p0": Holder("ministry", ()), "p1": Holder("she", spot), "p2": Holder("", ())})
        assert Alignment(gold, given).holders == {"g0": "p0", "g1": "p1"}

    def test_no_words_no_match(self):
        empty, other = (graph(claims={"c": ()}, holders={"h": Holder("the", ())}) for _ in range(2))
        assert Alignment(empty, other).claims == {}
        assert Alignment(empty, other).holders == {}


def random_graph(rng):
    names = sorted(CLAIMS)

    def one():
        article = f"wire-{rng.integers(5)}"
        return rng.choice(list(HOLDERS)), names[rng.integers(len(names))], list(Stance)[rng.integers(len(Stance))], article

    labels = [Relation.CONTRADICTION, Relation.ENTAILS, Relation.EQUIVALENT, Relation.OPPOSED]
    relations = {(a, b): labels[rng.integers(len(labels))] for a, b in combinations(names, 2) if rng.random() < 0.3}
    return graph({one() for _ in range(20)}, relations)


def dense_graph(rng):
    """Claims and holders on a short text: nearly all overlap, many are alike, some are the same."""

    def mentions(most):
        found = []
        for _ in range(rng.integers(1, most)):
            start = int(rng.integers(0, 12))
            found.append(span(start, start + int(rng.integers(1, 9)), f"wire-{rng.integers(2)}"))
        return tuple(found)

    words = "ministry", "of", "the", "port", "spokesman"
    claims = {f"c{i}": mentions(4) for i in range(12)}
    holders = {f"h{i}": Holder(f"{words[i % 5]} {rng.choice(words)} {i}", mentions(3)[1:]) for i in range(6)}
    stances = frozenset(
        HeldClaim(f"h{rng.integers(6)}", f"c{rng.integers(12)}", list(Stance)[rng.integers(7)], f"wire-{rng.integers(5)}")
        for _ in range(40)
    )
    pairs = [pair if rng.random() < 0.5 else pair[::-1] for pair in combinations(claims, 2) if rng.random() < 0.3]
    return Graph(claims, holders, stances, {pair: list(Relation)[rng.integers(len(Relation))] for pair in pairs})


def drawn(make, rng):
    """Return a gold graph and a predicted one that has half of it, and half of another."""
    gold, other = make(rng), make(rng)

    def mixed(one, another):
        return {key: (one if rng.random() < 0.5 else another).get(key, one.get(key)) for key in one}

    stances = frozenset(stance for stance in sorted(gold.stances | other.stances) if rng.random() < 0.5)
    relations = {pair: label for pair, label in gold.relations.items() if rng.random() < 0.5 and pair[::-1] not in other.relations}
    return gold, Graph(
        mixed(gold.claims, other.claims), mixed(gold.holders, other.holders), stances, {**other.relations, **relations}
    )


def renamed(one, rng):
    """Give every claim and holder another id and place, and turn some pairs around."""
    claims = dict(zip(one.claims, (f"x{i}" for i in rng.permutation(len(one.claims))), strict=True))
    holders = dict(zip(one.holders, (f"y{i}" for i in rng.permutation(len(one.holders))), strict=True))
    turned = {}
    for (a, b), label in one.relations.items():
        if rng.random() < 0.5:
            turned[claims[a], claims[b]] = label
        else:
            turned[claims[b], claims[a]] = CONVERSE[label]
    return Graph(
        {new: one.claims[name][::-1] for name, new in sorted(claims.items(), key=lambda pair: pair[1])},
        {new: one.holders[name] for name, new in sorted(holders.items(), key=lambda pair: pair[1])},
        frozenset(s._replace(holder=holders[s.holder], claim=claims[s.claim]) for s in one.stances),
        dict(sorted(turned.items())),
    )


class Plain:
    """The definitions, every one compared with every other."""

    @staticmethod
    def dice(one, other):
        return 2.0 * len(one & other) / (len(one) + len(other)) if one & other else 0.0

    @classmethod
    def holder_similarity(cls, one, other):
        names = ({word for word in holder.name.split() if word != "the"} for holder in (one, other))
        smaller, larger = sorted((cls.dice(*names), cls.dice(covered(one.mentions), covered(other.mentions))))
        return larger + 1e-9 * smaller

    @staticmethod
    def most(gold, predicted, similarity):
        """The largest sum of similarities of a one-to-one matching, by a plain assignment."""
        every = np.array([[similarity(one, other) for other in predicted.values()] for one in gold.values()])
        every[every < 0.5] = 0
        return every[linear_sum_assignment(every, maximize=True)].sum()

    @classmethod
    def disputes(cls, one):
        sides = {
            Side(s.holder, s.claim, s.label in ("asserts", "hedges"))
            for s in one.stances
            if s.label in ("asserts", "hedges", "denies", "doubts")
        }
        return [Dispute(*pair) for pair in combinations(sorted(sides), 2) if cls.at_odds(one, *pair)]

    @classmethod
    def at_odds(cls, graph, one, other):
        if one.favours and other.favours:
            return cls.relation(graph, one.claim, other.claim) == "contradiction"
        if not one.favours and not other.favours:
            return False
        pro, contra = (one, other) if one.favours else (other, one)
        return pro.claim == contra.claim or cls.relation(graph, pro.claim, contra.claim) in ("equivalent", "entails")

    @staticmethod
    def relation(graph, first, second):
        if (first, second) in graph.relations:
            return graph.relations[first, second]
        return CONVERSE[graph.relations.get((second, first), Relation.COMPATIBLE)]

    @staticmethod
    def across(one, dispute):
        def taken(side):
            labels = ("asserts", "hedges") if side.favours else ("denies", "doubts")
            return {s.article for s in one.stances if (s.holder, s.claim) == side[:2] and s.label in labels}

        return not taken(dispute.one) & taken(dispute.other)

    @classmethod
    def matched(cls, gold, predicted, holders, right, given):
        def meet(one, other):
            alike = cls.dice(covered(gold.claims[one.claim]), covered(predicted.claims[other.claim])) >= 0.5
            return alike and one.favours == other.favours and holders.get(one.holder) == other.holder

        def eligible(a, b):
            return (meet(a.one, b.one) and meet(a.other, b.other)) or (meet(a.one, b.other) and meet(a.other, b.one))

        edges = np.array([[eligible(a, b) for b in given] for a in right], dtype=int).reshape(len(right), len(given))
        return int((maximum_bipartite_matching(csr_array(edges), perm_type="column") >= 0).sum())


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("make", [random_graph, dense_graph])
def test_by_index_as_by_comparing_all(make, seed):
    rng = np.random.default_rng(seed)
    gold, given = drawn(make, rng)
    found = Alignment(gold, given)
    words = [{name: covered(mentions) for name, mentions in one.claims.items()} for one in (gold, given)]
    every = {(a, b): Plain.dice(one, other) for a, one in words[0].items() for b, other in words[1].items()}
    assert found.similar_claims == {pair: similarity for pair, similarity in every.items() if similarity}
    total = sum(every[pair] for pair in found.claims.items())
    assert total == pytest.approx(Plain.most(*words, Plain.dice), abs=1e-12)
    total = sum(Plain.holder_similarity(gold.holders[one], given.holders[other]) for one, other in found.holders.items())
    assert total == pytest.approx(Plain.most(gold.holders, given.holders, Plain.holder_similarity), abs=1e-12)
    right, theirs = disputes(gold), disputes(given)
    assert right == Plain.disputes(gold)
    assert across_articles(gold) == [one for one in right if Plain.across(gold, one)]
    assert len(matched_disputes(found, right, theirs)) == Plain.matched(gold, given, found.holders, right, theirs)


LOWER = [DisputeF1(), ClaimGraphF1(), CrossArticleDisputeF1(), RungDisputeF1("gold_spans")]
UPPER = [RungDisputeF1("gold_claims"), RungDisputeF1("gold_stances")]


@pytest.mark.parametrize("metric", [*LOWER, *UPPER], ids=lambda metric: metric.name)
class TestEveryMetric:
    def test_perfect_is_one_under_any_names(self, metric):
        rng = np.random.default_rng(0)
        gold = [random_graph(rng) for _ in range(4)]
        assert value(metric, gold, [renamed(one, rng) for one in gold]) == 1.0

    @pytest.mark.parametrize("make", [random_graph, dense_graph])
    def test_names_and_order_change_no_digit(self, metric, make):
        rng = np.random.default_rng(1)
        gold, given = zip(*(drawn(make, rng) for _ in range(4)), strict=True)
        assert 0 < value(metric, gold, given) < 1
        assert value(metric, gold, [renamed(one, rng) for one in given]) == value(metric, gold, given)

    def test_nothing_on_both_sides_is_one(self, metric):
        nothing = Graph({}, {}, frozenset(), {})
        assert value(metric, [graph(), nothing], [graph(), nothing]) == 1.0


@pytest.mark.parametrize("metric", LOWER, ids=lambda metric: metric.name)
class TestWhereNothingIsTheGolds:
    def test_nothing_on_one_side_is_nought(self, metric):
        full, empty = random_graph(np.random.default_rng(2)), graph()
        assert value(metric, [full], [empty]) == 0.0
        assert value(metric, [empty], [full]) == 0.0

    def test_macro_over_events(self, metric):
        full, empty = random_graph(np.random.default_rng(3)), graph()
        assert value(metric, [full, full], [full, empty]) == 0.5

    def test_a_wrong_addition_never_helps(self, metric):
        gold = random_graph(np.random.default_rng(4))
        wrong = {HeldClaim("m", "far", Stance.ASSERTS, "wire-1"), HeldClaim("a", "far", Stance.DENIES, "wire-2")}
        more = gold._replace(claims={**CLAIMS, "far": (span(0, 9, "elsewhere-1"),)}, stances=gold.stances | wrong)
        assert value(metric, [gold], [more]) < 1.0


def test_dispute_f1_where_ids_agree_is_the_overlap_of_two_sets():
    """An oracle: where both graphs name the same claims and holders, the matching is the intersection of the disputes."""
    rng = np.random.default_rng(5)
    for _ in range(20):
        gold, given = random_graph(rng), random_graph(rng)
        for metric, derive in ((DisputeF1(), disputes), (CrossArticleDisputeF1(), across_articles)):
            right, found = set(derive(gold)), set(derive(given))
            expected = 2 * len(right & found) / (len(right) + len(found)) if right or found else 1.0
            assert value(metric, [gold], [given]) == pytest.approx(expected)


def test_two_predicted_disputes_on_one_gold_claim_count_once():
    gold = graph([("m", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)])
    twice = {"p": CLAIMS["c1"], "q": CLAIMS["c1"]}
    stances = [(holder, claim, label) for claim in twice for holder, label in (("m", Stance.ASSERTS), ("a", Stance.DENIES))]
    assert value(DisputeF1(), [gold], [graph(stances, None, twice)]) == pytest.approx(2 * 1 / (1 + 2))


def climbed(gold, given):
    """Dispute F1 as predicted, and on each rung."""
    return [value(metric, [gold], [given]) for metric in (DisputeF1(), *map(RungDisputeF1, RUNGS))]


TWO = {"c1": (span(20, 30), span(0, 10, "post-1")), "c2": (span(40, 50), span(20, 30, "post-1"))}
QUARREL = graph(
    [
        ("m", "c1", Stance.ASSERTS),
        ("a", "c1", Stance.DENIES, "post-1"),
        ("w", "c2", Stance.ASSERTS, "post-1"),
    ],
    {("c1", "c2"): Relation.CONTRADICTION},
    TWO,
)
"""Two disputes: the ministry with the analyst over c1, and with the wire, which holds c2."""


class TestLadder:
    def test_boundaries_alone(self):
        """Of ten code points three are met by a mention of seven: Dice 6 / 17."""
        moved = {
            name: tuple(extent(article, ((start + 7, start + 14),)) for article, start in map(min, mentions))
            for name, mentions in TWO.items()
        }
        assert climbed(QUARREL, QUARREL._replace(claims=moved)) == [0.0, 1.0, 1.0, 1.0]

    def test_boundaries_of_where_holders_are_named(self):
        """Under a name of no help, the ministry is found where the gold names it, once the place has its bounds: Dice 4 / 14."""
        gold = QUARREL._replace(holders={**HOLDERS, "m": Holder("the ministry", (span(100, 110),))})
        given = QUARREL._replace(holders={**HOLDERS, "m": Holder("they", (span(108, 112),))})
        assert climbed(gold, given) == [0.0, 1.0, 1.0, 1.0]

    def test_clusters_alone(self):
        """Each mention is a claim of its own: nobody disagrees with the analyst, and of the pairs one alone is related."""
        split = {f"{name}{i}": (mention,) for name, mentions in TWO.items() for i, mention in enumerate(mentions)}
        given = graph(
            [("m", "c10", Stance.ASSERTS), ("a", "c11", Stance.DENIES, "post-1"), ("w", "c21", Stance.ASSERTS, "post-1")],
            {("c20", "c10"): Relation.CONTRADICTION},
            split,
        )
        assert climbed(QUARREL, given) == [0.0, 0.0, 1.0, 1.0]

    def test_holders_in_two_alone(self):
        """The analyst denies under one of two names; the other is silent and takes his place in the alignment."""
        spot = span(100, 120)
        gold = QUARREL._replace(holders={**HOLDERS, "a": Holder("an analyst of the bank", (spot,))})
        names = {"m": HOLDERS["m"], "w": HOLDERS["w"], "a": Holder("he", (span(115, 120),)), "b": Holder("analyst of the bank", ())}
        assert climbed(gold, gold._replace(holders=names))[2:] == [1.0, 1.0]
        assert climbed(gold, gold._replace(holders=names))[0] == pytest.approx(2 * 1 / (2 + 2))

    def test_stances_alone(self):
        """The analyst asserts: with nobody at odds over c1, one dispute is left, and another is made, with the wire."""
        agreed = frozenset(one._replace(label=Stance.ASSERTS) for one in QUARREL.stances)
        assert climbed(QUARREL, QUARREL._replace(stances=agreed)) == [*[pytest.approx(2 * 1 / (2 + 2))] * 3, 1.0]

    def test_relations_alone_stay_wrong_to_the_top(self):
        assert climbed(QUARREL, QUARREL._replace(relations={})) == [pytest.approx(2 * 1 / (2 + 1))] * 4

    def test_no_graph_at_all(self):
        """With the gold's stances, who is for and who against one claim is given."""
        nothing = Graph({}, {}, frozenset(), {})
        assert climbed(QUARREL, nothing) == [0.0, 0.0, 0.0, pytest.approx(2 * 1 / (2 + 1))]
        assert climbed(nothing, QUARREL) == [0.0, 0.0, 1.0, 1.0]

    def test_a_mention_goes_where_it_overlaps_most_and_else_stays(self):
        """(22, 35) meets (20, 30) in eight of 13 + 10 and (32, 52) in three of 13 + 20; (5, 15) meets two by five of 20 each."""
        gold = graph(claims={"g": (span(20, 30), span(10, 20)), "h": (span(32, 52), span(0, 10))})
        given = graph(claims={"p": (span(22, 35), span(5, 15), span(90, 99))})
        assert ladder(gold, given)["gold_spans"].claims == {"p": (span(20, 30), span(0, 10), span(90, 99))}

    def test_of_several_that_meet_the_most_similar_is_heard(self):
        """p is c1, and q has the mention of c1 among its three; r is nowhere, and x shares one word of six with the ministry."""
        far = (span(200, 210), span(220, 230))
        claims = {"q": (*CLAIMS["c1"], *far), "p": CLAIMS["c1"], "s": CLAIMS["c2"], "r": far}
        given = graph(
            [
                ("m", "q", Stance.DENIES),
                ("m", "p", Stance.ASSERTS),
                ("m", "q", Stance.DENIES, "post-1"),
                ("a", "r", Stance.DENIES),
                ("x", "s", Stance.DENIES),
            ],
            {("s", "q"): Relation.ENTAILS, ("p", "s"): Relation.CONTRADICTION, ("p", "q"): Relation.EQUIVALENT},
            claims,
            {**HOLDERS, "x": Holder("an expert on ministry of ports", ())},
        )
        on = ladder(graph(), given)["gold_claims"]
        assert on == graph(
            [("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES, "post-1")], {("c1", "c2"): Relation.CONTRADICTION}
        )

    def test_of_equals_all_stances_are_heard_and_the_first_relation(self):
        claims = {"p": CLAIMS["c1"], "q": CLAIMS["c1"], "s": CLAIMS["c2"]}
        given = graph(
            [("m", "p", Stance.ASSERTS), ("m", "q", Stance.DENIES)],
            {("s", "p"): Relation.ENTAILS, ("q", "s"): Relation.EQUIVALENT},
            claims,
        )
        on = ladder(graph(), given)["gold_claims"]
        assert on == graph([("m", "c1", Stance.ASSERTS), ("m", "c1", Stance.DENIES)], {("c1", "c2"): Relation.EQUIVALENT})

    def test_holders_named_in_the_same_words_are_told_apart_by_name(self):
        spot = (span(0, 9),)
        gold = QUARREL._replace(holders={"m": Holder("wing", spot), "a": Holder("column", spot), "w": Holder("army", spot)})
        given = gold._replace(holders=dict(reversed(gold.holders.items())))
        assert climbed(gold, given)[2:] == [1.0, 1.0]

    @pytest.mark.parametrize("seed", range(30))
    def test_the_upper_rungs_are_the_same_graph_under_any_names(self, seed):
        rng = np.random.default_rng(seed)
        gold, given = drawn(dense_graph, rng)
        one, other = ladder(gold, given), ladder(gold, renamed(given, rng))
        assert one["gold_claims"] == other["gold_claims"]
        assert one["gold_stances"] == other["gold_stances"]


def test_holders_that_the_text_names_in_the_same_words_are_told_apart_by_name():
    """A copy of the gold is perfect, whatever the order of its ids."""
    there = (span(0, 12),)
    gold = graph(
        [("b", "c1", Stance.ASSERTS), ("c", "c1", Stance.DENIES)],
        holders={"b": Holder("the brigade", there), "c": Holder("the column", there)},
    )
    copy = graph(
        [("z", "c1", Stance.ASSERTS), ("a", "c1", Stance.DENIES)],
        holders={"z": Holder("the brigade", there), "a": Holder("the column", there)},
    )
    assert value(DisputeF1(), [gold], [copy]) == value(ClaimGraphF1(), [gold], [copy]) == 1.0


@pytest.mark.parametrize("names", [("x", "y"), ("y", "x")])
def test_what_is_said_parts_claims_in_the_same_words(names):
    """Neither the order in the file nor the ids decide which of the two is the gold's."""
    gold = graph([("m", "c1", Stance.ASSERTS)])
    one, other = names
    twice = {one: (span(20, 30),), other: (span(20, 30),)}
    said = [("m", one, Stance.ASSERTS), ("m", other, Stance.DENIES)]
    there, back = (graph(said, claims=dict(items)) for items in (twice.items(), reversed(twice.items())))
    assert value(ClaimGraphF1(), [gold], [there]) == value(ClaimGraphF1(), [gold], [back]) == pytest.approx(2.0 / 3.0)
