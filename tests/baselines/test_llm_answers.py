"""What the language model's baseline asks, and what it makes of the answers: prompts, forms, quotations, options."""

import json
from collections import Counter
from typing import ClassVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.dataset import release
from counterclaim.errors import Misuse
from counterclaim.tasks import TASKS
from counterclaim_baselines import base
from counterclaim_baselines.llm import prompts
from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.llm.forms import FORMS, PairAnswers, StanceAnswer, schema
from counterclaim_baselines.llm.lines import line_of
from counterclaim_baselines.llm.quoting import located


class TestPrompts:
    def test_examples_are_training_items_label_after_label(self, toy_data):
        train = list(toy_data.rows("stance", "train"))
        drawn = prompts.draw("stance", train, 5, seed=3)
        assert drawn == prompts.draw("stance", train, 5, seed=3) != prompts.draw("stance", train, 5, seed=4)
        assert len({row["label"] for row in drawn}) == 5
        assert not any(row["ambiguous"] for row in drawn)
        told = prompts.messages("stance", drawn, toy_data.rows("stance", "test")[0])
        assert [one["role"] for one in told] == ["system", *["user", "assistant"] * 5, "user"]
        assert [json.loads(one["content"])["label"] for one in told[2:-1:2]] == [row["label"] for row in drawn]

    @pytest.mark.parametrize("task", TASKS)
    def test_question_does_not_hang_on_the_answer(self, task, toy_data):
        for row in toy_data.rows(task, "test"):
            assert prompts.question(task, row) == prompts.question(task, base.question(task, row))

    @pytest.mark.parametrize("task", ["attribution", "graph"])
    def test_gold_as_an_answer_gives_the_gold_back(self, task, toy_data):
        dropped = Counter()
        for row in toy_data.rows(task, "test"):
            answer = msgspec.convert(prompts.gold(task, row), FORMS[task])
            line = line_of(answer, base.question(task, row), dropped)
            if task == "attribution":
                assert [one["content"] for one in line["attributions"]] == [one["content"] for one in row["attributions"]]
                assert [one["source"] for one in line["attributions"]] == [one["source"] for one in row["attributions"]]
            else:
                places = [[{"article": m["article"], "span": m["span"]} for m in one["mentions"]] for one in row["claims"]]
                assert [one["mentions"] for one in line["claims"]] == places
                assert len(line["stances"]) == len(row["stances"])
        assert not dropped

    @pytest.mark.parametrize(("task", "share"), [("attribution", 445 / 457), ("graph", 385 / 390)])
    def test_golds_own_words_are_found_where_they_stand(self, task, share):
        """But for words that occur twice: the share that baselines/README.md tells."""

        def places(line):
            if task == "attribution":
                return {str([one[role] for role in ("source", "cue", "content")]) for one in line["attributions"]}
            return {str((one["id"], m["article"], m["span"])) for one in line["claims"] for m in one["mentions"]}

        right = found = 0
        for row in release().rows(task, "validation"):
            line = line_of(msgspec.convert(prompts.gold(task, row), FORMS[task]), row, Counter())
            right, found = right + len(places(row)), found + len(places(row) & places(line))
        assert found / right == pytest.approx(share, abs=1e-9)

    def test_schema_is_one_that_strict_endpoints_take(self):
        label = schema(StanceAnswer)
        assert label["required"] == ["label"]
        assert label["additionalProperties"] is False
        assert set(label["properties"]["label"]["enum"]) == set("asserts hedges reports unverified declines doubts denies".split())
        assert "$ref" not in json.dumps([schema(form) for form in (*FORMS.values(), PairAnswers)])


class TestWhatLeadsNowhere:
    ROW: ClassVar = {"id": "e", "articles": ["a", "b"], "texts": ["The gate was shut. It rained.", "The gate stood open."]}

    def test_is_dropped_from_a_graph_and_counted(self):
        shut, opened = ({"article": "a", "words": ["the gate was shut"]}, {"article": "b", "words": ["the gate", "open"]})
        told = {
            "holders": [{"id": "h", "name": "The Daily"}, {"id": "h", "name": "Another"}],
            "claims": [
                {"id": "1", "mentions": [shut, shut, {"article": "z", "words": ["It rained"]}]},
                {"id": "2", "mentions": [opened]},
                {"id": "3", "mentions": [{"article": "a", "words": ["It snowed"]}]},
            ],
            "stances": [
                {"holder": holder, "claim": claim, "label": "denies", "article": article}
                for holder, claim, article in [("h", "1", "a"), ("x", "1", "a"), ("h", "3", "a"), ("h", "1", "z")]
            ],
            "relations": [
                {"first": first, "second": second, "label": "contradiction"} for first, second in ["12", "21", "11", "13", "19"]
            ],
        }
        dropped = Counter()
        line = line_of(msgspec.convert(told, FORMS["graph"]), self.ROW, dropped)
        assert line["holders"] == [{"id": "h", "name": "The Daily"}]
        assert line["claims"] == [
            {"id": "1", "mentions": [{"article": "a", "span": [[0, 17]]}]},
            {"id": "2", "mentions": [{"article": "b", "span": [[0, 8], [15, 19]]}]},
        ]
        assert line["stances"] == [{"holder": "h", "claim": "1", "label": "denies", "article": "a"}]
        assert line["relations"] == [{"first": "1", "second": "2", "label": "contradiction"}]
        assert sorted(dropped.values()) == [1, 2, 3, 4]
        assert not TASKS["graph"].faults(msgspec.convert(line, TASKS["graph"].line), self.ROW)

    @settings(deadline=None)
    @given(st.data())
    def test_whatever_is_quoted_gives_a_valid_line(self, data):
        row = {"id": "e/a", "text": TEXT}
        ends = st.integers(0, len(TEXT))
        quote = st.one_of(st.tuples(ends, ends).map(lambda one: TEXT[one[0] : one[1]]), st.text('aT "…’\n.é', max_size=5))
        quotes = st.lists(quote, max_size=3)
        saying = st.fixed_dictionaries({"source": quotes, "cue": quotes, "content": quotes, "by": quotes})
        told = {"attributions": data.draw(st.lists(saying, max_size=4))}
        task = TASKS["attribution"]
        line = line_of(msgspec.convert(told, FORMS["attribution"]), row, Counter())
        assert not task.faults(msgspec.convert(line, task.line), row)


TEXT = 'The mayor said the gate was shut.\n"The gate," the mayor’s aide said, "was open." The mayor denied it.'


def words(roles, after=0):
    dropped = Counter()
    spans = located(TEXT, roles, dropped, after)
    return [[(TEXT[start:end], start) for start, end in span] for span in spans], dropped.total()


class TestQuoting:
    def test_words_that_occur_twice_are_taken_beside_the_longest(self):
        assert words([["said"], ["was open"]]) == ([[("said", TEXT.rindex("said"))], [("was open", TEXT.index("was open"))]], 0)
        assert words([["said"], ["the gate was shut"]])[0][0] == [("said", TEXT.index("said"))]

    def test_words_beside_the_longest_go_before_words_inside_it(self):
        inside = "The mayor said the gate was shut"
        assert words([["The mayor"], [inside]])[0][0] == [("The mayor", TEXT.rindex("The mayor"))]
        assert words([["was shut"], [inside]])[0][0] == [("was shut", TEXT.index("was shut"))]

    def test_marks_capitals_and_ends_are_forgiven(self):
        assert words([["THE MAYOR'S AIDE"], ['"was open."'], ["denied it."]])[1] == 0
        assert words([["the Mayor's aide"]])[0] == [[("the mayor’s aide", TEXT.index("the mayor’s"))]]

    def test_an_ellipsis_parts_the_pieces(self):
        assert words([["The gate … was open"]])[0] == [[("The gate", TEXT.index("The gate")), ("was open", TEXT.index("was open"))]]

    def test_what_is_not_there_is_dropped_and_counted(self):
        assert words([["the governor"], ["denied it", "flatly"]]) == ([[], [("denied it", TEXT.index("denied it"))]], 2)
        assert words([["mayo"], [""], ['"']]) == ([[], [], []], 2)

    def test_the_next_place_after_the_last_record(self):
        first = TEXT.index("The mayor")
        assert words([["The mayor"]])[0] == [[("The mayor", first)]]
        assert words([["The mayor"]], after=40)[0] == [[("The mayor", TEXT.rindex("The mayor"))]]


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ({}, "expected --option endpoint="),
            ({"endpoint": "http://x"}, "expected --option model="),
            ({"endpoint": "http://x", "model": "m", "shot": "1"}, "did you mean 'shots'"),
            ({"endpoint": "http://x", "model": "m", "shots": "many"}, "shots"),
            ({"endpoint": "http://x", "model": "m", "shots": "-1"}, "shots of 0 or more"),
            ({"endpoint": "http://x", "model": "m", "timeout": "nan"}, "timeout"),
            ({"endpoint": "http://x", "model": "m", "tasks": "stances"}, "did you mean 'stance'"),
            ({"endpoint": "http://x", "model": "m", "body": "[1]"}, "kinds"),
            ({"endpoint": "x", "model": "m"}, "an address such as"),
            ({"endpoint": "http://me:secret@x", "model": "m"}, "without password"),
            ({"endpoint": "http://x/v1?key=secret", "model": "m"}, "without password or query"),
            ({"endpoint": "http://[x", "model": "m"}, "an address such as"),
        ],
    )
    def test_misuse(self, options, told):
        with pytest.raises(Misuse, match=told) as raised:
            LanguageModel().configure(options)
        assert "secret" not in str(raised.value)
