"""Predictions in one file or in parts, in whatever form and order, are the same predictions; faults name the part."""

import gzip
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from counterclaim.errors import FaultsFound
from counterclaim.scoring import score, validate


def jsonl(path, lines):
    path.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))


def packed(path, lines):
    path.write_bytes(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))


def parquet(path, lines):
    pq.write_table(pa.Table.from_pylist([{"scores": None, **line} for line in lines]), path)  # the first row names the columns


@pytest.fixture
def lines(submissions):
    """Stance lines of which some have scores, in no order."""
    rng = random.Random(3)
    found = submissions.lines("stance")
    for line in found:
        line["label"] = rng.choice(["asserts", "denies"])
        if rng.random() < 0.5:
            line["scores"] = {"asserts": 0.25, "denies": 0.75}
    rng.shuffle(found)
    return found


@pytest.fixture
def one_file(submissions, toy_data, lines):
    folder = submissions.write(stance=lines)
    told = score(folder, data=toy_data.path)
    (folder / "stance.jsonl").unlink()
    return told


def faults(folder, data):
    with pytest.raises(FaultsFound) as caught:
        validate(folder, data=data.path)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("write", "suffix"), [(jsonl, ".jsonl"), (packed, ".jsonl.gz"), (parquet, ".parquet")])
def test_a_file_of_any_form_is_the_same(submissions, toy_data, lines, one_file, write, suffix):
    folder = submissions.write()
    write(folder / f"stance{suffix}", lines)
    assert score(folder, data=toy_data.path) == one_file


def test_parts_of_mixed_forms_are_the_same(submissions, toy_data, lines, one_file):
    folder = submissions.write()
    (folder / "stance").mkdir()
    third = len(lines) // 3
    jsonl(folder / "stance" / "part-0.jsonl", lines[:third])
    packed(folder / "stance" / "part-1.jsonl.gz", lines[third : 2 * third])
    parquet(folder / "stance" / "part-2.parquet", lines[2 * third :])
    assert score(folder, data=toy_data.path) == one_file


class TestFaults:
    @pytest.fixture
    def parts(self, submissions):
        folder = submissions.write()
        (folder / "stance").mkdir()
        return folder / "stance"

    def test_an_id_in_two_parts(self, parts, toy_data, lines):
        jsonl(parts / "a.jsonl", lines)
        jsonl(parts / "b.jsonl", lines[4:5])
        (found,) = faults(parts.parent, toy_data)
        assert "b.jsonl: line 1" in found
        assert "it stands in a.jsonl, line 5, too" in found

    def test_a_label_that_is_none_names_its_row(self, parts, toy_data, lines):
        lines[-1]["label"] = "denys"
        jsonl(parts / "a.jsonl", lines[:5])
        parquet(parts / "b.parquet", lines[5:])
        (found,) = faults(parts.parent, toy_data)
        assert f"b.parquet: row {len(lines) - 5}" in found
        assert "did you mean 'denies'?" in found

    def test_what_is_missing_is_named_of_the_folder(self, parts, toy_data, lines):
        jsonl(parts / "a.jsonl", lines[1:9])
        jsonl(parts / "b.jsonl", lines[9:])
        (found,) = faults(parts.parent, toy_data)
        assert found.startswith(f"{parts}: id {lines[0]['id']!r}")

    def test_a_strange_part_a_broken_one_and_an_empty_folder(self, parts, toy_data, lines):
        assert any("an empty folder" in fault for fault in faults(parts.parent, toy_data))
        jsonl(parts / "a.jsonl", lines)
        (parts / "notes.txt").write_text("x")
        (found,) = faults(parts.parent, toy_data)
        assert "notes.txt" in found
        (parts / "notes.txt").rename(parts / "b.parquet")
        (found,) = faults(parts.parent, toy_data)
        assert "a Parquet file that can be read" in found

    @pytest.mark.parametrize("place", ["stance.parquet", "stance/b.parquet"])
    @pytest.mark.parametrize("odd", ["ArrowNotImplementedError", "ArrowKeyError", "a date past 9999"])
    def test_a_parquet_file_that_pyarrow_cannot_turn_into_rows(self, parts, toy_data, lines, odd, place, monkeypatch):
        """Two of pyarrow's errors that are neither OSError nor ValueError, and one of Python's."""
        if place == "stance.parquet":
            parts.rmdir()
        else:
            jsonl(parts / "a.jsonl", lines)
        date = pa.array([2**31 - 1], pa.date32())
        pq.write_table(pa.table({"id": ["x"], "label": date}), parts.parent / place)
        if odd.startswith("Arrow"):

            def refuse(*_):
                raise getattr(pa.lib, odd)("not implemented")

            monkeypatch.setattr(pq.ParquetFile, "iter_batches", refuse)
        (found,) = faults(parts.parent, toy_data)
        assert found.startswith(str(parts.parent / place))
        assert "a Parquet file that can be read" in found

    def test_a_file_and_a_folder(self, parts, toy_data, lines):
        jsonl(parts / "a.jsonl", lines)
        jsonl(parts.parent / "stance.jsonl", lines)
        (found,) = faults(parts.parent, toy_data)
        assert "one file or folder for each task" in found

    def test_numbers_that_are_no_probabilities_in_parquet(self, parts, toy_data, lines):
        for line in lines:
            line["scores"] = {"asserts": float("nan"), "denies": 1.0}
        parquet(parts / "a.parquet", lines)
        found = faults(parts.parent, toy_data)
        assert len(found) == len(lines)
        assert all("a finite number from 0 to 1" in fault for fault in found)


def test_several_records_in_one_line_are_no_lines(submissions, toy_data, lines):
    raw = b"".join(json.dumps(line).encode() for line in lines) + b"\n" * len(lines)
    found = faults(submissions.write(stance=raw), toy_data)
    assert any("line 1" in fault for fault in found)


def test_turned_pairs_are_answered_all_or_none(submissions, toy_data):
    lines = submissions.lines("contradiction")
    assert (
        "order_consistency" not in score(submissions.write(contradiction=lines), data=toy_data.path).tasks["contradiction"].metrics
    )
    for line in lines:
        line["reversed"] = "neutral"
    told = score(submissions.write(contradiction=lines), data=toy_data.path).tasks["contradiction"].metrics
    assert told["order_consistency"].value == sum(line["label"] == "neutral" for line in lines) / len(lines)
    del lines[0]["reversed"]
    (found,) = faults(submissions.write(contradiction=lines), toy_data)
    assert f"{len(lines) - 1} of {len(lines)}" in found
    lines[0]["reversed"] = "netural"
    (found,) = faults(submissions.write(contradiction=lines), toy_data)
    assert "did you mean 'neutral'?" in found
