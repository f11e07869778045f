"""Corpora of stances: Perspectrum, FNC-1 and SemEval-2016 in files of our own."""

import json

import pytest
from importing import rows

PERSPECTRUM = {
    "perspectrum_with_answers_v1.0.json": [
        {
            "cId": 5,
            "text": "Ovens should be cold",
            "perspectives": [
                {"pids": [1, 2], "stance_label_5": "SUPPORT", "stance_label_3": "SUPPORT"},
                {"pids": [2, 3], "stance_label_5": "MILDLY_UNDERMINE", "stance_label_3": "UNDERMINE"},
                {"pids": [4], "stance_label_5": "NO_MAJORITY_LABEL", "stance_label_3": "UNDERMINE"},
            ],
        }
    ],
    "perspective_pool_v1.0.json": [{"pId": n, "text": f"Sentence {n}."} for n in range(1, 5)],
    "dataset_split_v1.0.json": {"5": "dev"},
    "topic.json": {"no": "records"},
}


def perspectrum(**change):
    return {name: json.dumps(content) for name, content in {**PERSPECTRUM, **change}.items() if content is not None}


def test_perspectrum(corpus):
    data = corpus.put(perspectrum()).load("perspectrum")
    found = rows(data, "stance", "validation")
    assert {one: (row["label"], row["text"]) for one, row in found.items()} == {
        "5#1": ("asserts", "Sentence 1."),
        "5#2": ("asserts", "Sentence 2."),
        "5#3": ("doubts", "Sentence 3."),
    }
    row = found["5#3"]
    assert (row["event"], row["claim_text"], row["own_voice"], row["holder_name"]) == ("claim-5", "Ovens should be cold", True, "")
    assert corpus.report.dropped == {"the annotators have no majority": 1, "the same perspective twice under one claim": 1}


def test_perspectrum_broken(corpus):
    pool = [{"pId": 1, "text": "One."}, {"pId": "two"}]
    broken = perspectrum(**{"perspective_pool_v1.0.json": pool, "dataset_split_v1.0.json": {"5": "tset"}})
    told = corpus.put(broken).faults("perspectrum")
    assert ["record 1" in told[0], "a split" in told[1], "a perspective of the pool, found 2" in told[2]] == [True] * 3
    assert len(told) == 6  # 2 twice, 3, 4


def test_perspectrum_without_its_pool(corpus):
    (told,) = corpus.put(perspectrum(**{"perspective_pool_v1.0.json": None})).faults("perspectrum")
    assert "a file perspective_pool*.json" in told


def test_fnc1(corpus):
    corpus.write(
        **{
            "train_bodies.csv": 'Body ID,articleBody\n0,"Ovens, cold.\n\nVery ""cold""."\n1,Warm.\n',
            "train_stances.csv": "Headline,Body ID,Stance\nOvens cold,0,agree\n"
            "Ovens warm,0,disagree\nMoon,0,unrelated\nWarm?,1,discuss\n",
            "competition_test_bodies.csv": "Body ID,articleBody\n0,Another body.\n",
            "competition_test_stances.csv": "Headline,Body ID,Stance\nOvens,0,agree\n",
            "test_stances_unlabeled.csv": "Headline,Body ID\nOvens,0\n",
            "notes.csv": "a\n",
        }
    )
    data = corpus.load("fnc1")
    found = rows(data, "stance", "train")
    assert [(row["claim_text"], row["label"], row["event"]) for row in found.values()] == [
        ("Ovens cold", "asserts", "train-body-0"),
        ("Ovens warm", "denies", "train-body-0"),
        ("Warm?", "reports", "train-body-1"),
    ]
    assert found["train#1"]["text"] == 'Ovens, cold.\n\nVery "cold".'
    assert [row["event"] for row in data.rows("stance", "test")] == ["competition_test-body-0"]
    assert corpus.report.dropped == {"the body is of something else: silence is no stance": 1}
    assert sum(corpus.report.left_out.values()) == 2


def test_fnc1_broken(corpus):
    corpus.write(
        **{
            "train_bodies.csv": "Body ID,articleBody\n0,One.\n0,Two.\n",
            "train_stances.csv": "Headline,Body ID,Stance\nOvens,7,agree\nOvens,0,argee\n",
            "lonely_stances.csv": "Headline,Body ID,Stance\n",
        }
    )
    told = corpus.faults("fnc1")
    expected = ["lonely_bodies.csv", "each Body ID once", "the Body ID of a body, found '7'", "did you mean 'agree'"]
    assert all(words in fault for words, fault in zip(expected, told, strict=True)), told


SEMEVAL = "ID\tTarget\tTweet\tStance\tOpinion towards\n"


def test_semeval_in_its_encoding(corpus):
    tweets = SEMEVAL + '1\tOvens\t"Cold – good. #SemST\tFAVOR\tTARGET\n2\tOvens\tNo.\tAGAINST\tTARGET\n3\tBread\tHm.\tNONE\tOTHER\n'
    corpus.put({"trainingdata-all-annotations.txt": tweets.encode("cp1252")})
    found = rows(corpus.load("semeval2016", encoding="cp1252"), "stance", "train")
    assert [(row["text"], row["claim_text"], row["label"]) for row in found.values()] == [
        ('"Cold – good. #SemST', "Ovens", "asserts"),
        ("No.", "Ovens", "denies"),
        ("Hm.", "Bread", "reports"),
    ]
    assert {row["event"] for row in found.values()} == {"Ovens", "Bread"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ((SEMEVAL + "1\tOvens\tCold – good.\tFAVOR\tT\n").encode("cp1252"), ["line 2: expected text in utf-8"]),
        (SEMEVAL + "1\tO\tCold.\tFAVOUR\tT\n1\tO\tWarm.\tNONE\n", ["did you mean 'FAVOR'", "5 cells, found 4"]),
    ],
)
def test_semeval_broken(corpus, raw, expected):
    told = corpus.put({"test.txt": raw}).faults("semeval2016")
    assert all(words in fault for words, fault in zip(expected, told, strict=True)), told
