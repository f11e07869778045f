"""Hidden gold: what is published tells nothing of it, and a reveal that was tampered with in any part is named."""

import itertools
import json
import stat
from collections import defaultdict

import pytest

from counterclaim.answers import ANSWERS
from counterclaim.cli import main
from counterclaim.corpus.features import FEATURES
from counterclaim.dataset import DatasetFolder, release
from counterclaim.hidden.committing import commit
from counterclaim.hidden.scheme import commitment
from counterclaim.tasks import TASKS
from counterclaim_baselines.registry import BASELINES, LIGHT

_CONTEXT = "id event kind article outlet outlet_name position published title text canary".split()
_SIDES = [
    f"{side}_{what}" for side in ("first", "second") for what in ("article", "outlet", "published", "paragraph", "mention", "span")
]
QUESTIONS = {
    "attribution": {*_CONTEXT},
    "stance": {*_CONTEXT, "holder", "holder_name", "own_voice", "claim", "claim_text", "claim_kind"},
    "contradiction": {"id", "event", "kind", "canary", *_SIDES},
    "contrast": {"id", "event", "kind", "canary", *_SIDES, "first_text", "second_text"},
    "graph": set("id event kind title place window parties articles outlet_names texts canary".split()),
}


@pytest.fixture(scope="module")
def made(toy_data, tmp_path_factory):
    """The files of a hidden split, as the commands write them."""
    folder = tmp_path_factory.mktemp("hidden")
    data, secret = ["--data", str(toy_data.path)], ["--secret", str(folder / "secret.json")]
    assert main(["gold", "commit", *data, *secret, "--out", str(folder / "commitments.json")]) == 0
    assert main(["gold", "hide", *data, *secret, "--out", str(folder / "public")]) == 0
    assert main(["gold", "reveal", *secret, "--out", str(folder / "reveal.json"), "--date", "2027-05-01"]) == 0
    return folder


def verify(made, reveal, *more):
    return main(["gold", "verify", str(made / "commitments.json"), str(reveal), *more])


def test_every_column_is_a_question_or_an_answer():
    """A new column fails here until somebody has said which it is."""
    assert ANSWERS.keys() == TASKS.keys()
    for task, answers in ANSWERS.items():
        assert not answers & QUESTIONS[task]
        assert answers | QUESTIONS[task] == set(FEATURES[task])


def test_a_commitment_is_the_hmac_that_the_docstring_says():
    import hashlib
    import hmac

    message = '["counterclaim gold commitment 1","toy","1.0","test","stance","e#1",{"label":"denies"}]'
    expected = hmac.new(b"\1" * 32, message.encode(), hashlib.sha256).hexdigest()
    assert commitment("01" * 32, ("toy", "1.0", "test"), "stance", "e#1", {"label": "denies"}) == expected


def test_equal_answers_look_unequal_and_no_salt_comes_twice(toy_data):
    public, secret = commit(toy_data, "test")
    every = [one for items in public.commitments.values() for one in items.values()]
    salts = [one.salt for items in secret.openings.values() for one in items.values()]
    assert len(set(every)) == len(every) == len(set(salts)) == len(salts) > 100
    again, _ = commit(toy_data, "test")
    assert not set(every) & {one for items in again.commitments.values() for one in items.values()}


def test_what_is_published_holds_no_answer_and_ids_tell_no_claim(made, toy_data):
    public = DatasetFolder(made / "public")
    for task, answers in ANSWERS.items():
        shown, full = list(public.rows(task, "test")), list(toy_data.rows(task, "test"))
        assert len(shown) == len(full)
        assert all(row[column] in (None, []) for row in shown for column in answers)
        if task in ("stance", "contradiction", "contrast"):
            assert not {row["id"] for row in shown} & {row["id"] for row in full}
            assert all(len(row["id"].partition("#")[2]) == 16 for row in shown)
            assert [row["id"] for row in shown] == sorted(row["id"] for row in shown)  # no order but that of the ids
    assert public.rows("stance", "train").columns == toy_data.rows("stance", "train").columns
    text = (made / "commitments.json").read_text()
    assert not [one["id"] for one in toy_data.rows("contradiction", "test") if one["id"] in text]


def test_the_secret_is_for_its_owner_alone_and_is_never_overwritten(made, toy_data, capsys):
    secret = made / "secret.json"
    before = secret.read_bytes()
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    call = ["gold", "commit", "--data", str(toy_data.path), "--out", str(made / "other.json"), "--secret", str(secret)]
    assert main(call) == 2
    assert "nothing is overwritten" in capsys.readouterr().err
    assert secret.read_bytes() == before
    assert not (made / "other.json").exists()


def test_an_honest_reveal_holds_with_its_questions_and_its_digest(made, capsys):
    digest = json.loads((made / "commitments.json").read_text())["digest"]
    assert verify(made, made / "reveal.json", "--digest", digest, "--data", str(made / "public")) == 0
    shown = capsys.readouterr().out
    assert "2027-05-01" in shown
    assert digest in shown
    assert verify(made, made / "reveal.json", "--digest", "0" * 64) == 1
    assert "not the commitments that were published" in capsys.readouterr().err
    assert verify(made, made / "reveal.json", "--digest", "") == 1  # as of a variable that is not set
    assert "not the commitments that were published" in capsys.readouterr().err


def _label(items, one, other):
    answer = items[one]["answer"]
    answer["label"] = "denies" if answer["label"] != "denies" else "asserts"


def _vote(items, one, other):
    answer = items[one]["answer"]
    answer["vote_b"] = None if answer["vote_b"] else "declines"


def _salt(items, one, other):
    items[one]["salt"] = "0" * 64


def _swap(items, one, other):
    items[one], items[other] = items[other], items[one]


def _longer(items, one, other):
    items[one]["salt"] += "00"


def _left_out(items, one, other):
    del items[one]


def _renamed(items, one, other):
    items[f"{one}0"] = items.pop(one)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_label, ["{one}"]),
        (_vote, ["{one}"]),
        (_salt, ["{one}"]),
        (_longer, ["{one}"]),
        (_swap, ["{one}", "{other}"]),
        (_left_out, ["{one}"]),
        (_renamed, ["{one}", "{one}0"]),
    ],
)
def test_tampering_is_named(made, tmp_path, capsys, change, named):
    told = json.loads((made / "reveal.json").read_text())
    one, other = sorted(told["openings"]["stance"])[:2]
    change(told["openings"]["stance"], one, other)
    (tmp_path / "reveal.json").write_text(json.dumps(told))
    assert verify(made, tmp_path / "reveal.json") == 1
    err = capsys.readouterr().err
    assert f"{len(named)} fault" in err
    for name in named:
        assert f"stance, id '{name.format(one=one, other=other)}'" in err


def test_commitments_made_anew_after_the_fact_have_another_digest(made, tmp_path, capsys):
    told = json.loads((made / "commitments.json").read_text())
    told["commitments"]["stance"].popitem()
    (tmp_path / "commitments.json").write_text(json.dumps(told))
    assert main(["gold", "verify", str(tmp_path / "commitments.json"), str(made / "reveal.json")]) == 1
    assert "the commitments were changed" in capsys.readouterr().err


def test_other_questions_are_named(made, toy_data, capsys):
    assert verify(made, made / "reveal.json", "--data", str(toy_data.path)) == 1
    err = capsys.readouterr().err
    assert [task for task in ("articles", *TASKS) if f"questions of {task}:" in err] == list(TASKS)


def test_no_clock_is_read_and_a_date_is_one(made, tmp_path, capsys):
    call = ["gold", "reveal", "--secret", str(made / "secret.json"), "--out", str(tmp_path / "r.json"), "--date"]
    assert main([*call, "soon"]) == 2
    assert "2027-05-01" in capsys.readouterr().err
    assert main([*call, "1999-01-01"]) == 0
    assert json.loads((tmp_path / "r.json").read_text())["date"] == "1999-01-01"


def test_baselines_answer_a_hidden_split_which_is_checked_and_scored_only_with_the_answers_put_back(made, tmp_path, capsys):
    public, out = ["--data", str(made / "public")], tmp_path / "predictions"
    assert main(["baseline", "run", "--all", *public, "--out", str(out), "--state", str(tmp_path / "state")]) == 0
    assert {path.name for path in out.iterdir()} == {name for name in LIGHT if not BASELINES[name].sees_gold}
    for folder in out.iterdir():
        assert main(["validate", str(folder), *public]) == 0
    capsys.readouterr()
    for verb in (
        ["score", str(out / "majority")],
        ["score", str(out / "majority"), "--by", "kind"],
        ["compare", *map(str, list(out.iterdir())[:2])],
        ["rank", str(out)],
        ["baseline", "curve", "majority", "stance"],
        ["data", "artefacts"],
        ["data", "power", "--submissions", str(out)],
        ["gold", "simulate", "stance"],
    ):
        assert main([*verb, *public]) == 2
        err = capsys.readouterr().err
        assert len(err.splitlines()) == 1
        assert "its questions alone" in err
    assert main(["baseline", "run", "gold", *public, "--out", str(out)]) == 2
    assert "leave it out" in capsys.readouterr().err
    scores = {}
    for name in ("secret", "reveal"):
        joined = ["--data", str(tmp_path / name)]
        assert main(["gold", "join", *public, "--gold", str(made / f"{name}.json"), "--out", str(tmp_path / name)]) == 0
        capsys.readouterr()
        manifest = DatasetFolder(tmp_path / name).manifest
        assert (manifest.withheld, manifest.hidden) == (("test",) if name == "secret" else (), ())
        assert main(["score", str(out / "majority"), *joined, "--format", "json"]) == 0
        scores[name] = json.loads(capsys.readouterr().out)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o700
    withheld = [DatasetFolder(tmp_path / name).manifest.withheld for name in ("secret", "reveal")]
    assert withheld == [("test",), ()]  # no page tells of items while they are hidden
    assert scores["secret"] == scores["reveal"]


def test_a_split_stays_hidden_when_another_is(made, tmp_path):
    """Hidden one after the other, put back one after the other."""
    call = ["gold", "commit", "--data", str(made / "public"), "--split", "train", "--out", str(tmp_path / "c.json")]
    assert main([*call, "--secret", str(tmp_path / "s.json")]) == 0
    data = ["--data", str(made / "public"), "--secret", str(tmp_path / "s.json")]
    assert main(["gold", "hide", *data, "--out", str(tmp_path / "both")]) == 0
    assert DatasetFolder(tmp_path / "both").manifest.hidden == ("test", "train")
    gold = ["--data", str(tmp_path / "both"), "--gold", str(made / "reveal.json")]
    assert main(["gold", "join", *gold, "--out", str(tmp_path / "one")]) == 0
    assert DatasetFolder(tmp_path / "one").manifest.hidden == ("train",)


def _no_label(answer):
    del answer["label"]


def _question(answer):
    answer["text"] = "Another text."


def _no_such_label(answer):
    answer["label"] = "nonsense"


@pytest.mark.parametrize(
    ("change", "told"), [(_no_label, "an answer of ambiguous"), (_question, "an answer of ambiguous"), (_no_such_label, "nonsense")]
)
def test_answers_that_are_none_are_not_put_back(made, tmp_path, capsys, change, told):
    reveal = json.loads((made / "reveal.json").read_text())
    change(next(iter(reveal["openings"]["stance"].values()))["answer"])
    (tmp_path / "reveal.json").write_text(json.dumps(reveal))
    call = ["gold", "join", "--data", str(made / "public"), "--gold", str(tmp_path / "reveal.json"), "--out", str(tmp_path / "j")]
    assert main(call) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "j").exists()


def test_a_score_is_that_of_the_split_before_it_was_hidden(made, toy_data, submissions, tmp_path, capsys):
    """The ids and the order of the items are others; no value of any metric is."""
    assert (
        main(["gold", "join", "--data", str(made / "public"), "--gold", str(made / "secret.json"), "--out", str(tmp_path / "j")])
        == 0
    )
    told = []
    for data in (str(toy_data.path), str(tmp_path / "j")):
        assert (
            main(
                [
                    "baseline",
                    "run",
                    "overlap-and-negation",
                    "--data",
                    data,
                    "--out",
                    str(tmp_path / "p"),
                    "--state",
                    str(tmp_path / "states"),
                ]
            )
            == 0
        )
        capsys.readouterr()
        assert main(["score", str(tmp_path / "p" / "overlap-and-negation"), "--data", data, "--format", "json"]) == 0
        told.append(json.loads(capsys.readouterr().out)["tasks"])
    assert told[0].keys() == told[1].keys()
    for task, metric in itertools.product(told[0], ("value", "low", "high")):
        for name, one in told[0][task]["metrics"].items():
            assert one[metric] == pytest.approx(told[1][task]["metrics"][name][metric], abs=1e-12)


def test_what_is_hidden_is_not_committed_to_again(made, tmp_path, capsys):
    call = ["gold", "commit", "--data", str(made / "public"), "--out", str(tmp_path / "c"), "--secret", str(tmp_path / "s")]
    assert main(call) == 2
    assert "its questions alone" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_the_page_says_of_ids_and_of_the_choice_of_pairs():
    """leaderboard/HIDDEN.md: 448 of 1,313 pairs that are not neutral are of one claim, as ids say; without ids, an area of .80."""
    from sklearn.metrics import roc_auc_score

    rows = list(release().rows("contradiction", "test"))
    claims = [[side.split(".")[1] for side in row["id"].partition("#")[2].split("~")] for row in rows]
    of_one = [first == second for first, second in claims]
    assert sum(row["label"] != "neutral" for row in rows) == 1313
    assert [row["label"] for row, one in zip(rows, of_one, strict=True) if one].count("neutral") == 0
    assert sum(of_one) == 448
    partners = defaultdict(set)
    sides = [tuple((row[f"{side}_article"], str(row[f"{side}_span"])) for side in ("first", "second")) for row in rows]
    for first, second in sides:
        partners[first].add(second)
        partners[second].add(first)
    shared = []
    for first, second in sides:
        one, other = partners[first] - {second}, partners[second] - {first}
        shared.append(len(one & other) / max(len(one | other), 1))
    assert round(roc_auc_score(of_one, [-share for share in shared]), 2) == 0.80
