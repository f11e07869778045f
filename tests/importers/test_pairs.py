"""Corpora of pairs: labels, sides, clusters and splits by hand; what is dropped and why; and every fault of broken files."""

import zipfile

import pytest
from importing import lines, rows

from counterclaim.errors import Misuse
from counterclaim.importers import files
from counterclaim.importers.fever import linked

OVEN = {"claim": "The oven stood still.", "evidence": "No oven was lit.", "page": "Oven"}


def test_vitaminc_in_a_zip(corpus):
    raw = lines(
        {"unique_id": "a_1", "label": "SUPPORTS", **OVEN},
        {"unique_id": "a_2", "label": "REFUTES", **OVEN, "evidence": "All ovens burned."},
        {"unique_id": "b_1", "label": "NOT ENOUGH INFO", **OVEN, "page": "Café", "evidence": "A \ufffd."},
    )
    with zipfile.ZipFile(corpus.path / "v.zip", "w") as archive:
        archive.writestr("v/test.jsonl", raw)
        archive.writestr("v/README.txt", "Nothing of ours.")
        archive.writestr("__MACOSX/v/._test.jsonl", b"\x00\x05")
    found = rows(corpus.load("vitaminc", "v.zip"), "contradiction")
    told = {one: (row["event"], row["label"], row["relation"]) for one, row in found.items()}
    assert told == {
        "a_1": ("Oven", "corroboration", "entails"),
        "a_2": ("Oven", "contradiction", "contradiction"),
        "b_1": ("Café", "neutral", None),
    }
    row = found["a_1"]
    assert (row["first_mention"], row["second_mention"]) == (OVEN["evidence"], OVEN["claim"])
    assert row["first_span"] == [[0, 16]]
    assert row["first_paragraph"] == row["first_mention"]
    assert (row["first_outlet"], row["type"], row["vote_a"], row["rebuttal"], row["canary"]) == ("", None, None, None, "")
    report = corpus.report
    assert (report.records, report.kept, report.dropped) == (3, 3, {})
    assert report.mapped["REFUTES -> contradiction"] == 1
    assert {"vote_a", "type", "first_published"} <= set(report.empty)
    assert "label" not in report.empty


def test_a_zip_that_holds_too_much_is_a_fault(corpus, monkeypatch):
    with zipfile.ZipFile(corpus.path / "v.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jsonl", b" " * 600)
        archive.writestr("b.jsonl", b" " * 600)
    monkeypatch.setattr(files, "MOST", 1000)
    (told,) = corpus.faults("vitaminc", "v.zip")
    assert "b.jsonl" in told
    assert "at most 1000 bytes together" in told


@pytest.mark.parametrize("raw", [b"no zip", b"PK\x03\x04" + b"\x00" * 30])
def test_a_damaged_zip_is_a_fault(corpus, raw):
    corpus.put({"v.zip": raw})
    assert "a zip that can be read" in corpus.faults("vitaminc", "v.zip")[0]


def test_fever_without_pages_is_clustered_by_what_is_shared(corpus):
    corpus.write(
        **{
            "fever_dev.jsonl": lines(
                {"id": 1, "label": "SUPPORTS", "claim": "c1", "evidence_sentence": "e1"},
                {"id": 2, "label": "REFUTES", "claim": "c2", "evidence": "e1"},
                {"id": 4, "label": "SUPPORTS", "claim": "c4", "evidence": [[[1, 2, "Oven", 0]]]},
            ),
            "fever_test.jsonl": lines(
                {"id": 3, "label": "REFUTES", "claim": "c2", "evidence": "e3"},
                {"id": 5, "label": "REFUTES", "claim": "c5", "evidence": "e5"},
            ),
        }
    )
    data = corpus.load("fever")
    assert [row["event"] for row in data.rows("contradiction", "validation")] == ["1", "1"]
    assert [row["event"] for row in data.rows("contradiction", "test")] == ["1", "5"]
    assert corpus.report.dropped == {"the evidence is a place in Wikipedia, not a text": 1}
    assert corpus.report.in_two_splits == 1
    assert "1 clusters stand in more than one split" in corpus.report.told()


def test_linked_is_transitive():
    assert linked([("a", "x"), ("b", "y"), ("b", "x"), ("c", "z"), ("z", "c")]) == [0, 0, 0, 3, 4]


def test_snli_multinli_and_anli(corpus):
    corpus.write(
        **{
            "snli_1.0_train.jsonl": lines(
                {"gold_label": "entailment", "sentence1": "p", "sentence2": "h", "pairID": "s1", "captionID": "7.jpg#1"},
                {"gold_label": "-", "sentence1": "p", "sentence2": "h", "pairID": "s2", "captionID": "7.jpg#1"},
            ),
            "multinli_1.0_dev_matched.jsonl": lines(
                {"gold_label": "neutral", "sentence1": "p", "sentence2": "h", "pairID": "m1", "promptID": "63n"},
                {"gold_label": "neutral", "sentence1": "p", "sentence2": " ", "pairID": "m2", "promptID": "63n"},
            ),
            "R1/test.jsonl": lines(
                {"label": "c", "context": "p", "hypothesis": "h", "uid": "a1"},
                {"label": "e", "context": "p", "hypothesis": "g", "uid": "a2"},
            ),
        }
    )
    data = corpus.load("nli")
    assert [(row["id"], row["event"], row["label"]) for row in data.rows("contradiction", "train")] == [
        ("s1", "7.jpg#1", "corroboration")
    ]
    assert rows(data, "contradiction", "validation")["m1"]["event"] == "63n"
    anli = rows(data, "contradiction")
    assert anli["a1"]["label"] == "contradiction"
    assert anli["a1"]["event"] == anli["a2"]["event"]
    assert corpus.report.dropped == {"a side has no words": 1, "the annotators have no majority": 1}
    assert corpus.report.records == 6


def test_summedits(corpus):
    def record(number, label, *edits, split="test"):
        return {"id": f"s{number}", "doc": "Doc.", "summary": "S.", "label": label, "edit_types": list(edits), "split": split}

    negation, invented = "negation_insertion_removal", "hallucinated_fact_insertion"
    listed = [
        record(1, 1, split="evaluation"),
        record(2, 0, negation),
        record(3, 0, negation, "entity_modification"),
        record(4, 0, invented),
        record(5, 0, invented, "antonym_swap"),
        record(6, 0),
    ]
    corpus.put({"s.json": str(listed).replace("'", '"')})
    data = corpus.load("summedits", "s.json")
    assert rows(data, "contradiction", "validation")["s1"]["label"] == "corroboration"
    told = {one: (row["label"], row["type"]) for one, row in rows(data, "contradiction").items()}
    assert told == {
        "s2": ("contradiction", "negation"),
        "s3": ("contradiction", None),
        "s4": ("neutral", None),
        "s5": ("contradiction", None),
    }
    assert corpus.report.dropped == {"inconsistent, with no edit told": 1}
    assert len({row["event"] for row in data.rows("contradiction", "test")}) == 1


DACCORD = "id\tpremise\thypothesis\tlabel\tlabel_text\turl\tgenre\r\n"


def test_daccord_with_line_ends_of_two_characters_and_quotation_marks(corpus):
    corpus.put(
        {
            "d.tsv": DACCORD
            + 'a1\tIl a dit "non\tOui.\t1\tcontradiction\thttp://x/1\tclimat\r\na2\tP\tH\t0\tcompatibles\thttp://x/1\tcovid\r\n'
        }
    )
    found = rows(corpus.load("daccord"), "contradiction")
    assert found["a1"]["first_mention"] == 'Il a dit "non'
    assert [(row["label"], row["event"]) for row in found.values()] == [("contradiction", "http://x/1"), ("neutral", "http://x/1")]


def test_plain_with_columns_and_labels(corpus):
    corpus.put({"train.csv": '\ufeffpremise,hyp,gold,doc\n"a, b","two\nlines",no,d1\nc,d,yes,d2\ne,f,other,d3\n'})
    options = {
        "task": "contradiction",
        "columns": {"first": "premise", "second": "hyp", "label": "gold", "event": "doc"},
        "labels": {"no": "contradiction", "yes": "corroboration", "other": "drop"},
    }
    found = rows(corpus.load("plain", **options), "contradiction", "train")
    assert found["train-1"]["first_mention"] == "a, b"
    assert found["train-1"]["second_mention"] == "two\nlines"
    assert [(row["event"], row["label"]) for row in found.values()] == [("d1", "contradiction"), ("d2", "corroboration")]
    assert corpus.report.dropped == {"label other": 1}


def test_plain_json_lines_in_our_words(corpus):
    raw = lines(
        {"id": 7, "text": "t", "claim": "c", "label": "denies", "split": "dev"}, {"text": "u", "claim": "c", "label": "hedges"}
    )
    corpus.put({"x.jsonl": raw})
    data = corpus.load("plain", task="stance")
    assert rows(data, "stance", "validation")["7"]["label"] == "denies"
    assert rows(data, "stance")["x-2"]["event"] == rows(data, "stance", "validation")["7"]["event"]


def test_a_mark_of_byte_order_and_a_line_separator_in_a_text(corpus):
    corpus.put({"x.jsonl": "\ufeff" + '{"id": "a", "label": "SUPPORTS", "claim": "c\u2028d", "evidence": "e"}\n'})
    assert rows(corpus.load("fever"), "contradiction")["a"]["second_mention"] == "c\u2028d"


def test_every_fault_of_broken_lines_is_told_and_nothing_written(corpus):
    good = lines({"unique_id": "a", "label": "SUPPORTS", **OVEN})
    corpus.put(
        {
            "one.jsonl": good + '{"label": 3}\n{cut\n\n' + lines({"unique_id": "b", "label": "REFUTE", **OVEN}) + good,
            "two.jsonl": b'{"claim": "ok"\xff}\n' + b"\xfe\n",
            "three.jsonl": lines({"unique_id": "c", "label": "REFUTES", "claim": "c"}),
        }
    )
    told = corpus.faults("vitaminc")
    for words in (
        "one.jsonl: line 2: expected a record as a JSON object, found Expected `str`, got `int`",
        "one.jsonl: line 3: expected a record as a JSON object",
        "one.jsonl: line 5: expected a label, found 'REFUTE'; did you mean 'REFUTES'?",
        "one.jsonl: line 6: expected each id once, found 'a'",
        "two.jsonl: line 1: expected text in utf-8, found byte 0xff at 14",
        "two.jsonl: line 2: expected text in utf-8",
        "three.jsonl: line 1: expected evidence or evidence_sentence",
    ):
        assert any(one.startswith(words) for one in told), (words, told)
    assert len(told) == 7


@pytest.mark.parametrize(
    ("form", "name", "raw", "expected"),
    [
        ("daccord", "d.tsv", "id\tpremise\thypothesis\tlabel\turl\n", ["a column 'label_text'"]),
        (
            "daccord",
            "d.tsv",
            DACCORD + "a1\tP\tH\n" + "a2\tP\tH\t1\tcontra\tu\tg\n",
            ["7 cells, found 3", "did you mean 'contradiction'"],
        ),
        ("summedits", "s.json", "{", ["a JSON list of records"]),
        ("summedits", "s.json", "[" * 100_000, ["a JSON list of records"]),
        ("vitaminc", "v.jsonl", '{"label": ' + "[" * 100_000, ["line 1: expected a record as a JSON object"]),
        ("summedits", "s.json", '[{"id": "a"}, {"id": "b", "doc": "d", "summary": "s", "label": 2}]', ["record 0", "label 0 or 1"]),
        ("nli", "x.jsonl", '{"sentence1": "p"}\n{"gold_label": "e", "premise": "p"}\n', ["line 1", "line 2"]),
        ("plain", "p.csv", 'first,second,label\na,"b"c,neutral\n', ["mend the quotation marks"]),
        ("plain", "p.jsonl", '{"first": "a", "second": ["b"], "label": "neutral"}\n', ["text under second"]),
        ("plain", "p.csv", "first,second,label,split\na,b,neutral,middle\n", ["a split"]),
    ],
)
def test_faults_by_format(corpus, form, name, raw, expected):
    corpus.put({name: raw})
    told = corpus.faults(form, **({"task": "contradiction"} if form == "plain" else {}))
    assert len(told) == len(expected)
    assert all(words in fault for words, fault in zip(expected, told, strict=True)), told


@pytest.mark.parametrize(
    ("form", "options", "told"),
    [
        ("vitamin", {}, "did you mean 'vitaminc'"),
        ("vitaminc", {"task": "stance"}, "are for plain"),
        ("vitaminc", {}, "found none; mend the path"),
        ("vitaminc", {"path": "nowhere.jsonl"}, "No such file"),
        ("plain", {}, "expected --task"),
        ("plain", {"task": "stance", "columns": {"body": "x"}}, "--column: expected one of ours"),
        ("plain", {"task": "stance", "labels": {"x": "deny"}}, "did you mean 'denies'"),
    ],
)
def test_misuse(corpus, form, options, told):
    with pytest.raises(Misuse, match=told):
        corpus.load(form, **options)
    assert not corpus.out.exists()


def test_a_folder_of_archives_alone_names_them(corpus):
    corpus.put({"a.zip": b"PK"})
    with pytest.raises(Misuse, match=r"found none; name one archive: .*a\.zip$"):
        corpus.load("vitaminc")
    assert not corpus.out.exists()


def test_an_encoding_that_does_not_exist_and_one_that_does(corpus):
    corpus.put({"p.csv": "first,second,label\nCafé,b,neutral\n".encode("latin-1")})
    with pytest.raises(Misuse, match="the name of an encoding"):
        corpus.load("plain", task="contradiction", encoding="latin-0")
    assert "found byte 0xe9 at 3" in corpus.faults("plain", task="contradiction")[0]
    (row,) = rows(corpus.load("plain", task="contradiction", encoding="latin-1"), "contradiction").values()
    assert row["first_mention"] == "Café"


def test_a_place_where_no_folder_can_be_made_is_misuse(corpus):
    corpus.write(**{"x.jsonl": lines({"gold_label": "neutral", "sentence1": "a", "sentence2": "b"})})
    corpus.out = corpus.path / "x.jsonl" / "out"
    with pytest.raises(Misuse, match="expected a place for a new folder"):
        corpus.load("nli")


def test_nothing_to_keep_and_a_folder_that_is_there_are_misuse(corpus):
    corpus.put({"x.jsonl": lines({"gold_label": "-", "sentence1": "p", "sentence2": "h"})})
    with pytest.raises(Misuse, match="the annotators have no majority"):
        corpus.load("nli")
    corpus.out.mkdir()
    with pytest.raises(Misuse, match="does not exist yet"):
        corpus.load("nli")
