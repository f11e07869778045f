"""Results in the form of the Hub, read back by its own library."""

import pytest
import yaml
from huggingface_hub import parse_eval_result_entries

from counterclaim import score
from counterclaim.cli import main
from counterclaim.tasks import TASKS


def test_the_headlines_are_what_the_library_of_the_hub_reads(submissions, toy_data, capsys):
    folder = submissions.gold()
    submissions.write("gold-copy", stance=submissions.lines("stance", label="denies"))
    told = score(folder, data=toy_data.path)
    assert main(["score", str(folder), "--data", str(toy_data.path), "--format", "hub", "--repo", "own/name"]) == 0
    entries = parse_eval_result_entries(yaml.safe_load(capsys.readouterr().out))
    assert [one.task_id for one in entries] == list(TASKS)
    for one in entries:
        task = told.tasks[one.task_id]
        assert one.value == task.metrics[task.headline].value
        assert (one.dataset_id, one.notes) == ("own/name", told.signature)
    assert 0 < entries[1].value < 1


@pytest.mark.parametrize(
    "wrong", [["--format", "hub"], ["--repo", "own/name"], ["--format", "hub", "--repo", "a/b", "--by", "kind"]]
)
def test_the_form_asks_for_the_dataset(wrong, submissions, toy_data, capsys):
    folder = submissions.write(stance=submissions.lines("stance"))
    assert main(["score", str(folder), "--data", str(toy_data.path), *wrong]) == 2
    assert "--repo OWNER/NAME" in capsys.readouterr().err


@pytest.mark.parametrize("repo", ["name", "own/na me", ""])
def test_the_dataset_has_an_owner_and_a_name(repo, submissions, toy_data, capsys):
    folder = submissions.write(stance=submissions.lines("stance"))
    assert main(["score", str(folder), "--data", str(toy_data.path), "--format", "hub", "--repo", repo]) == 2
    told = capsys.readouterr()
    assert (told.out, f"expected a repository OWNER/NAME, found {repo!r}" in told.err) == ("", True)
