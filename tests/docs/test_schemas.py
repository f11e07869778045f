"""The schemas hold of the files that the project ships, and not of files with a fault."""

import copy
import gzip
import itertools
import json

import pytest
import yaml
from conftest import ROOT
from jsonschema import Draft202012Validator, ValidationError

from counterclaim.cli import main
from counterclaim.tasks import TASKS
from counterclaim_docs.schemas import FORMS, schema
from counterclaim_leaderboard.formats import FORMATS

SYSTEMS = sorted((ROOT / "leaderboard" / "submissions").glob("*/system.yaml"))
LINES = sorted((ROOT / "leaderboard" / "submissions").glob("*/*.jsonl.gz"))


def validator(name):
    made = schema(name)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def shipped(name):
    return json.loads((ROOT / name).read_text())


@pytest.fixture(scope="module")
def hidden(toy_data, tmp_path_factory):
    """The three files of a hidden split, as the command line writes them."""
    folder = tmp_path_factory.mktemp("hidden")
    files = {name: folder / f"{name}.json" for name in ("commitments", "secret", "reveal")}
    data = ["--data", str(toy_data.path), "--split", "test"]
    assert main(["gold", "commit", *data, "--out", str(files["commitments"]), "--secret", str(files["secret"])]) == 0
    assert main(["gold", "reveal", "--secret", str(files["secret"]), "--out", str(files["reveal"]), "--date", "2027-05-01"]) == 0
    return {name: json.loads(file.read_text()) for name, file in files.items()}


@pytest.mark.parametrize("name", FORMS)
def test_each_is_a_schema_and_says_what_it_describes(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["title"] == FORMS[name].title


def test_systems():
    check = validator("system")
    for file in SYSTEMS:
        check.validate(yaml.safe_load(file.read_text()))
    assert SYSTEMS


@pytest.mark.parametrize("task", TASKS)
def test_lines_of_predictions(task):
    check = validator(f"{task}-line")
    files = [file for file in LINES if file.name == f"{task}.jsonl.gz"]
    for file in files:
        with gzip.open(file, "rt") as lines:
            for line in itertools.islice(lines, 5):
                check.validate(json.loads(line))
    assert files


@pytest.mark.parametrize(
    ("name", "file"),
    [("board", "leaderboard/site/board.json"), ("dataset", "annotations/dataset.json"), ("real", "annotations/real.json")],
)
def test_shipped_files(name, file):
    validator(name).validate(shipped(file))


def test_what_rank_prints(hostile_board):
    validator("board").validate(json.loads(FORMATS["json"](hostile_board)))


def test_what_score_prints(submissions, toy_data, capsys):
    assert main(["score", str(submissions.gold()), "--data", str(toy_data.path), "--format", "json"]) == 0
    validator("score").validate(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("name", ["commitments", "secret", "reveal"])
def test_files_of_hidden_gold(name, hidden):
    validator(name).validate(hidden[name])


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("stance-line", {"id": "a", "label": "dunno"}),
        ("stance-line", {"id": "a", "label": "asserts", "scores": {"asserts": 1.5}}),
        ("contradiction-line", {"id": "a", "label": "neutral", "typ": "numeric"}),
        ("attribution-line", {"id": "a", "attributions": [{"content": [[1, 2, 3]]}]}),
        ("graph-line", {"id": "a", "holders": [], "claims": [{"id": "k"}], "stances": []}),
        ("system", {"name": "a"}),
    ],
)
def test_faults_are_told(name, line):
    with pytest.raises(ValidationError):
        validator(name).validate(line)


def test_a_board_with_a_field_more_is_told():
    board = copy.deepcopy(shipped("leaderboard/site/board.json"))
    next(iter(board["systems"].values()))["rank"] = 1
    with pytest.raises(ValidationError):
        validator("board").validate(board)


def test_words_of_fields_are_in_the_schema():
    properties = schema("system")["$defs"]["System"]["properties"]
    assert properties["test_articles_seen"]["description"].startswith("Whether any test article was seen")
