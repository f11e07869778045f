"""Predictions in memory are judged as a folder is: the same scores, the same digests, the same faults."""

import io
import subprocess
import sys

import msgspec
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import counterclaim
from counterclaim import System, compare, rank, score, validate, write_submission
from counterclaim.errors import FaultsFound, Misuse
from counterclaim.formats.comparisons import as_csv
from counterclaim.tasks import TASKS

SYSTEM = System(
    name="a", authors=["A. Writer"], description="For tests.", licence="CC0", training_data="none", test_articles_seen=False
)


def frame(rows):
    """A data frame in another order, with the index that this leaves."""
    return pd.DataFrame(rows).sample(frac=1, random_state=1)


def columns(rows):
    """An Arrow table with a column for every key of any row."""
    return pa.Table.from_pylist(rows, pa.Table.from_pandas(pd.DataFrame(rows), preserve_index=False).schema)


def by_numpy(value):
    """Rows as a model's outputs have them."""
    if isinstance(value, dict):
        return {np.str_(key): by_numpy(one) for key, one in value.items()}
    if isinstance(value, list):
        return np.array(value) if value and isinstance(value[0], int) else tuple(map(by_numpy, value))
    return np.str_(value) if isinstance(value, str) else np.float64(value) if isinstance(value, float) else value


@pytest.mark.parametrize("form", [list, by_numpy, frame, columns], ids=["rows", "numpy", "pandas", "arrow"])
@pytest.mark.parametrize("task", TASKS)
def test_the_same_scores_and_digests_as_from_a_folder(form, task, submissions, toy_data):
    rows = submissions.lines(task)
    if task == "stance":
        rows[0]["scores"] = {rows[0]["label"]: 1.0}  # the other rows have none
    if task == "attribution":
        rows[0]["attributions"][0]["by"] = ["Lim Wire"]
    folder = score(submissions.write(**{task: rows}), data=toy_data.path)
    memory = score({task: form(rows)}, data=toy_data.path)
    assert memory.signature == folder.signature
    assert memory.tasks == folder.tasks


def test_faults_are_those_of_a_folder_by_row(submissions, toy_data):
    rows = submissions.lines("stance")
    rows[1]["label"] = "deny"
    with pytest.raises(FaultsFound) as caught:
        validate({"stance": pd.DataFrame(rows[:-1]), "contrast": [{"id": "nowhere", "labl": "neutral"}]}, data=toy_data.path)
    told = [str(fault) for fault in caught.value.faults]
    assert any(f"stance: row 2, {rows[1]['id']!r}, label: expected a label, found 'deny'" in one for one in told)
    assert any(f"stance: id {rows[-1]['id']!r}: expected a line for each item" in one for one in told)
    assert any("contrast: row 1: " in one and "labl" in one for one in told)


@pytest.mark.parametrize("predictions", [{}, {"stances": []}])
def test_tasks_are_those_of_the_split(predictions, toy_data):
    with pytest.raises(Misuse, match="expected"):
        score(predictions, data=toy_data.path)


def test_no_rows_are_a_fault(toy_data):
    with pytest.raises(FaultsFound, match="an empty"):
        score({"stance": []}, data=toy_data.path)


def test_written_it_is_the_same_submission_and_a_row(submissions, toy_data, tmp_path):
    rows = submissions.lines("stance")
    for name, form in (("one", frame), ("other", by_numpy)):
        write_submission({"stance": form(rows)}, tmp_path / "board" / name, msgspec.structs.replace(SYSTEM, name=name))
    assert validate(tmp_path / "board" / "one", data=toy_data.path).system.name == "one"
    board = rank(tmp_path / "board", data=toy_data.path).to_pandas()
    assert list(board["system"]) == ["one", "other"]
    assert set(board["value"]) == {1.0}


def test_results_as_tables_hold_what_the_commands_print(submissions, toy_data):
    rows = submissions.lines("stance")
    paths = [submissions.write("one", stance=rows), submissions.write("two", stance=[{**row, "label": "denies"} for row in rows])]
    compared = compare(paths, data=toy_data.path)
    printed = pd.read_csv(io.StringIO(as_csv(compared)))
    pd.testing.assert_frame_equal(compared.to_pandas(), printed, check_dtype=False)
    told = score(paths[0], data=toy_data.path)
    table = told.to_arrow().to_pylist()
    assert [row["metric"] for row in table if row["headline"]] == ["macro_f1"]
    assert {row["metric"]: row["value"] for row in table} == {name: one.value for name, one in told.tasks["stance"].metrics.items()}


def test_importing_the_package_imports_nothing_heavy():
    code = "import counterclaim, sys; assert not {'numpy', 'pyarrow', 'datasets', 'msgspec'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="scor"):
        _ = counterclaim.scor


NO_TABLES = {
    "columns by name": {"id": ["a"], "label": ["asserts"]},
    "found a NoneType": None,
    "found a str": "stance.jsonl",
    "Conversion failed": pd.DataFrame({"id": ["a", "b"], "label": [1, "asserts"]}),
    "Duplicate column": pd.DataFrame([["a", "asserts", "denies"]], columns=["id", "label", "label"]),
}


@pytest.mark.parametrize("found", NO_TABLES)
def test_what_is_no_table_is_told_and_nothing_written(found, toy_data, tmp_path):
    with pytest.raises(Misuse, match=rf"stance: expected .*{found}"):
        score({"stance": NO_TABLES[found]}, data=toy_data.path)
    with pytest.raises(Misuse, match=rf"stance: expected .*{found}"):
        write_submission({"contrast": [], "stance": NO_TABLES[found]}, tmp_path / "new", SYSTEM)
    assert not (tmp_path / "new").exists()


def test_a_row_that_is_no_record_is_a_fault_of_its_own(toy_data):
    with pytest.raises(FaultsFound, match="stance: row 2: expected a record"):
        validate({"stance": [{"id": "a", "label": "asserts"}, "a"]}, data=toy_data.path)


def test_a_table_without_its_task_is_told(toy_data):
    with pytest.raises(Misuse, match="found a DataFrame; say of which task"):
        score(pd.DataFrame({"id": ["a"]}), data=toy_data.path)


@pytest.mark.parametrize("predictions", [{"../stance": []}, {"stance": [{"id": "a", "label": object()}]}])
def test_what_no_submission_can_hold_is_not_written(predictions, tmp_path):
    with pytest.raises(Misuse, match="expected"):
        write_submission(predictions, tmp_path / "new", SYSTEM)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Misuse, match="file: expected a folder or a place for one"):
        write_submission({"stance": []}, tmp_path / "file", SYSTEM)
