"""The attribution metrics, by hand and against a plain assignment over all pairs of an article."""

import numpy as np
import pytest
from attributed import attributed, dice, plain_credits, touched
from scipy.optimize import linear_sum_assignment

from counterclaim.matching import best_matching
from counterclaim.metrics import DetectionF1, LinkedF1, LinkedRecall, RoleExactF1, RoleTokenF1, SourceLinkingF1
from counterclaim.metrics.linking import link
from counterclaim.spans import tokenise
from counterclaim.tasks.attribution import ATTRIBUTION, ArticleLine, Spans
from counterclaim.tokens import TokenLine, overlaps, owners


def articles(*found, names=None):
    return attributed(found, names=names)


def total(metric, gold, given):
    return float(metric.value(metric.statistics(gold, given).sum(0)))


def test_by_hand():
    gold = articles([({0}, {1}, {2, 3, 4, 5}), ({8}, {9}, {10})])
    given = articles([({0}, {1}, {2, 3})])
    # Source and cue right, content Dice 2*2/(4+2); one of two found, none spurious.
    share = (1 + 1 + 2.0 / 3.0) / 3
    assert total(LinkedF1(), gold, given) == pytest.approx(2 * share / 3)
    assert total(LinkedRecall(), gold, given) == pytest.approx(share / 2)
    assert total(LinkedRecall(np.array([True, False])), gold, given) == pytest.approx(share)
    assert total(LinkedRecall(np.array([False, True])), gold, given) == 0.0
    assert total(DetectionF1(), gold, given) == pytest.approx(2.0 / 3.0)
    assert total(RoleTokenF1("content"), gold, given) == pytest.approx(2 * 2 / (5 + 2))
    assert total(RoleExactF1("content"), gold, given) == 0.0
    assert total(RoleExactF1("cue"), gold, given) == pytest.approx(2.0 / 3.0)


def test_role_empty_on_both_sides_is_right():
    gold = articles([(set(), set(), {1, 2})])
    assert total(LinkedF1(), gold, gold) == 1.0
    assert total(RoleExactF1("source"), gold, gold) == 1.0


def test_nothing_predicted_and_nothing_at_all():
    gold, nothing = articles([({0}, {1}, {2})]), articles([])
    assert total(LinkedF1(), gold, nothing) == 0.0
    assert total(LinkedF1(), nothing, nothing) == 1.0
    assert total(LinkedRecall(), nothing, gold) == 1.0


def test_only_overlapping_contents_are_eligible():
    assert not len(link(articles([({0}, {1}, {2})]), articles([({0}, {1}, {3})])).gold)
    assert not len(link(articles([({0}, {1}, {2})], []), articles([], [({0}, {1}, {2})])).gold)


def test_total_credit_is_largest_even_where_a_greedy_choice_would_lose():
    gold = articles([({9}, set(), {0, 1, 2, 3}), ({9}, set(), {4, 5})])
    given = articles([({9}, set(), {1, 2, 3, 4, 5}), ({9}, set(), {0})])
    # The best pair is the first with the first (content 2*3/9), but then the others have no partner.
    found = link(gold, given)
    assert found.predicted.tolist() == [1, 0]
    assert found.credit.tolist() == pytest.approx([(2 + 2.0 / 5.0) / 3, (2 + 4.0 / 7.0) / 3])


@pytest.mark.parametrize("seed", range(30))
def test_matching_has_the_total_of_a_plain_assignment(seed):
    rng = np.random.default_rng(seed)
    left, right = rng.integers(1, 12, 2)
    matrix = rng.random((left, right)) * (rng.random((left, right)) < rng.choice([0.1, 0.3, 0.9]))
    weights = {(int(i), int(j)): float(matrix[i, j]) for i, j in zip(*np.nonzero(matrix), strict=True)}
    matched = best_matching(weights)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    assert sum(weights[edge] for edge in matched) == pytest.approx(matrix[rows, columns].sum(), abs=1e-12)
    assert len({i for i, _ in matched}) == len({j for _, j in matched}) == len(matched)


def random_spans(rng, length, number):
    """Spans of one to three pieces, which may meet within a word, and some that touch no word at all."""
    ends = (np.sort(rng.choice(length, 2 * rng.integers(1, 4), replace=False)) for _ in range(number))
    return [[(int(s), int(e)) for s, e in one.reshape(-1, 2)] for one in ends]


@pytest.mark.parametrize("seed", range(40))
class TestJoin:
    @pytest.fixture
    def drawn(self, seed):
        """Texts, and gold and predicted spans of each role for some attributions of each text."""
        rng = np.random.default_rng(seed)
        words = ["a", "can't", "said", ",", "  ", "\n", "Zhë", "—", "”", "1,000"]
        texts = ["".join(rng.choice(words, rng.integers(6, 60))) + " ..." for _ in range(5)]
        sides = [owners([[None] * rng.integers(0, rng.choice([3, 12])) for _ in texts]) for _ in range(2)]
        return texts, sides, [[random_spans(rng, len(texts[a]), 3) for a in side] for side in sides]

    def test_pairs_and_shared_tokens_are_those_of_all_pairs_compared(self, drawn):
        texts, sides, spans = drawn
        line = TokenLine(texts)
        one, other = (line.sets(side, [roles[0] for roles in found]) for side, found in zip(sides, spans, strict=True))
        mine, theirs = (
            [(a, touched(texts[a], roles[0])) for a, roles in zip(side, found, strict=True)]
            for side, found in zip(sides, spans, strict=True)
        )
        expected = {(i, j): len(x & y) for i, (a, x) in enumerate(mine) for j, (b, y) in enumerate(theirs) if a == b and x & y}
        pairs, tokens = overlaps(one, other)
        found = [divmod(pair, len(theirs)) for pair in pairs.tolist()]
        assert found == sorted(expected)
        assert tokens.tolist() == [expected[pair] for pair in found]
        assert one.sizes.tolist() == [len(x) for _, x in mine]

    def test_credit_is_that_of_a_plain_assignment(self, drawn):
        texts, sides, spans = drawn
        gold, given = (
            [
                [tuple(touched(text, span) for span in roles) for a, roles in zip(side, found, strict=True) if a == number]
                for number, text in enumerate(texts)
            ]
            for side, found in zip(sides, spans, strict=True)
        )
        expected = sum(plain_credits(one, other).sum() for one, other in zip(gold, given, strict=True))
        assert link(attributed(gold), attributed(given)).credit.sum() == pytest.approx(expected, abs=1e-12)


def in_one_article(contents):
    return [(set(), {0}, set(content)) for content in contents]


SIZE = 300
DENSE = {
    "chain": ([range(10 * i + 1, 10 * i + 11) for i in range(SIZE)], [range(10 * i + 6, 10 * i + 16) for i in range(SIZE)]),
    "grid": ([range(1, i + 2) for i in range(SIZE)], [range(SIZE - j, SIZE + 1) for j in range(SIZE)]),
    "grid of ties": ([{1, i + 2} for i in range(SIZE)], [{1, SIZE + j + 2} for j in range(SIZE)]),
    "in pieces": ([range(1 + i % 7, 2 + i, 7) for i in range(SIZE)], [range(1 + j % 11, 2 + j, 11) for j in range(SIZE)]),
}


@pytest.mark.parametrize("form", DENSE)
def test_dense_overlaps_of_one_article(form):
    gold, given = map(in_one_article, DENSE[form])
    inside = [np.array([[token in one[2] for token in range(10 * SIZE + 20)] for one in side], float) for side in (gold, given)]
    both = inside[0] @ inside[1].T
    contents = 2 * both / (inside[0].sum(1)[:, None] + inside[1].sum(1))
    credits = np.where(both > 0, (2 + contents) / 3, 0)
    rows, columns = linear_sum_assignment(credits, maximize=True)
    found = link(attributed([gold]), attributed([given]))
    assert found.credit.sum() == pytest.approx(credits[rows, columns].sum(), abs=1e-9)
    assert found.credit.tolist() == pytest.approx(credits[found.gold, found.predicted].tolist())
    assert len(set(found.gold.tolist())) == len(set(found.predicted.tolist())) == len(found.gold)


def test_masked_articles_count_as_if_the_others_were_not_there():
    rng = np.random.default_rng(3)
    found = [[[tuple(set(rng.integers(0, 9, 4).tolist()) for _ in range(3)) for _ in range(4)] for _ in range(6)] for _ in range(2)]
    names = tuple((f"name {number % 3}",) for number in range(24))
    keep = np.array([True, False, False, True, True, False])
    gold, given = (attributed(side, names=names).masked(keep) for side in found)
    kept = tuple(name for number, name in enumerate(names) if keep[number // 4])
    alone = [attributed([one for one, there in zip(side, keep, strict=True) if there], names=kept) for side in found]
    for metric in ATTRIBUTION.metrics.values():
        assert np.array_equal(metric.statistics(gold, given), metric.statistics(*alone)), metric.name


TEXT = "The north army said it held. The ministry of water denied, and she added that no line broke."


def row(attributions, **change):
    """An article of the dataset; an attribution is (source, cue, content, names)."""
    found = [
        {"id": f"x.{n}", "source": s, "cue": c, "content": t, "by": [f"s{n}"], "by_names": by, **change}
        for n, (s, c, t, by) in enumerate(attributions)
    ]
    return {"id": "x-01/wire-1", "event": "x-01", "text": TEXT, "attributions": found}


class TestTask:
    def scores(self, gold_row, given):
        gold = ATTRIBUTION.gold([gold_row])
        predictions = ATTRIBUTION.predictions(ATTRIBUTION.pack([ArticleLine(gold_row["id"], tuple(given))]), gold)
        return {name: total(metric, gold.items, predictions) for name, metric in ATTRIBUTION.metrics.items()}

    @pytest.mark.parametrize("seed", range(5))
    def test_order_of_attributions_and_ids_change_no_digit(self, seed):
        """Few spans to choose from, so that there are many equal optima."""
        rng = np.random.default_rng(seed)
        places = [[list(piece)] for piece in tokenise(TEXT)[:4]]
        every = [[s, c, t, [f"name {rng.integers(3)}"]] for s in places[:3] for c in places[2:] for t in places[1:]]
        gold, drawn = ([every[i] for i in rng.choice(len(every), 8, replace=False)] for _ in range(2))
        given = [Spans(*(tuple(map(tuple, span)) for span in (t, s, c)), by=tuple(by)) for s, c, t, by in drawn]
        before = self.scores(row(gold), given)
        for _ in range(5):
            rng.shuffle(gold)
            rng.shuffle(given)
            assert self.scores(row(gold, by=["other"]), given) == before

    @pytest.mark.parametrize(
        ("by", "expected"),
        [(["the army"], None), ([], None), ([""], "names"), (["  "], "names"), (["army", "navy", "army"], "each name once")],
        ids=["one", "nobody", "empty", "blank", "doubled"],
    )
    def test_faults_of_names(self, by, expected):
        line = ArticleLine("x", (Spans(((0, 3),), by=tuple(by)),))
        found = ATTRIBUTION.faults(line, row([]))
        assert [one[:2] for one in found] == ([("attributions[0].by", expected)] if expected else [])

    def test_names_are_asked_for_only_where_one_attribution_gives_them(self):
        gold = ATTRIBUTION.gold([row([([], [], [[0, 3]], [])])])
        plain, nobody = Spans(((0, 3),)), Spans(((4, 9),), by=())
        metric = ATTRIBUTION.metrics["source_linking_f1"]
        for given, expected in (([plain], False), ([plain, nobody], True), ([], False)):
            line = ArticleLine("x-01/wire-1", tuple(given))
            assert metric.applies(ATTRIBUTION.predictions(ATTRIBUTION.pack([line]), gold)) is expected

    def test_digest_of_a_line_without_names_holds_none(self):
        line = ArticleLine("x", (Spans(((0, 3), (5, 9)), cue=((10, 12),)),))
        assert ATTRIBUTION.canonical_line(line) == b'"x"[{"content":[[0,3],[5,9]],"cue":[[10,12]],"source":[]}]'

    def test_order_of_names_does_not_change_the_digest(self):
        one, other = (ArticleLine("x", (Spans(((0, 3),), by=by),)) for by in (("a", "b"), ("b", "a")))
        assert ATTRIBUTION.canonical_line(one) == ATTRIBUTION.canonical_line(other)


class TestSourceLinking:
    @pytest.mark.parametrize(
        ("gold", "given", "right"),
        [
            (("the ministry of water",), ("Ministry of Water",), True),
            (("Ozhvar Joint Staff",), ("the Joint Staff",), True),  # 2*2/5
            (("Ozhvar Joint Staff",), ("Staff",), True),  # 2*1/4: just alike
            (("Ozhvar Joint Staff",), ("Staff office",), False),  # 2*1/5
            (("the army",), ("the navy",), False),  # articles do not count
            (("the",), ("the",), False),  # no word that counts
            ((), (), True),
            ((), ("the army",), False),
            (("the army",), (), False),
            (("Anna Berg", "Tor Lind"), ("Lind", "Berg"), True),
            (("Anna Berg", "Tor Lind"), ("Berg",), False),
            (("Anna Berg",), ("Berg", "Anna Berg"), False),
            (("Anna Berg", "Tor Lind"), ("Anna Berg", "Berg, Anna"), False),  # one-to-one
            # The first could go with either, the second with the first alone.
            (("north army", "army staff council"), ("north army staff", "north army"), True),
        ],
    )
    def test_by_hand(self, gold, given, right):
        one = [({0}, {1}, {2, 3})]
        told = total(SourceLinkingF1(), articles(one, names=(gold,)), articles(one, names=(given,)))
        assert told == float(right)

    def test_counts_matched_attributions_alone(self):
        gold = articles([({0}, {1}, {2}), ({4}, {5}, {6}), ({7}, {8}, {9})], names=(("army",), ("navy",), ("fleet",)))
        given = articles([({4}, {5}, {6}), ({7}, {8}, {10})], names=(("the navy",), ("fleet",)))
        assert total(SourceLinkingF1(), gold, given) == pytest.approx(2 * 1 / (3 + 2))

    def test_without_names_nobody_is_named(self):
        one = [({0}, {1}, {2}), ({4}, {5}, {6})]
        assert total(SourceLinkingF1(), articles(one, names=((), ("army",))), articles(one)) == 0.5
        assert total(SourceLinkingF1(), articles(), articles()) == 1.0


def test_dice_of_the_oracle_is_that_of_its_definition():
    assert dice({1, 2, 3}, {3, 4}) == 2.0 / 5.0
