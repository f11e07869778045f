"""Every kind of bad predictions: one clear fault for each, all of a file together, no traceback, nothing half-written."""

import gzip
import json
import os
import sys

import pytest

from counterclaim.cli import main
from counterclaim.errors import SHOWN, FaultsFound, Misuse
from counterclaim.scoring import score, validate
from counterclaim.submission.lines import LONGEST
from counterclaim.tasks import TASKS


def faults(folder, data):
    with pytest.raises(FaultsFound) as caught:
        score(folder, data=data.path)
    return [str(fault) for fault in caught.value.faults]


def encoded(lines):
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@pytest.fixture
def lines(submissions):
    return submissions.lines("stance")


@pytest.fixture
def told(submissions, toy_data):
    """The faults of a submission whose stance predictions are these."""

    def of(content):
        return faults(submissions.write(stance=content), toy_data)

    return of


def only(found, *words):
    assert len(found) == 1, found
    assert all(word in found[0] for word in words), found


def test_duplicate_id(told, lines):
    only(told([*lines, lines[0]]), f"line {len(lines) + 1}", lines[0]["id"], "line 1 too", "take one out")


@pytest.mark.parametrize("task", TASKS)
def test_a_line_twice_is_refused_in_every_task(submissions, toy_data, task):
    found = submissions.lines(task)
    only(faults(submissions.write(**{task: [*found, found[0]]}), toy_data), "each id once", "take one out")


def test_missing_ids_are_each_named(told, lines):
    found = told(lines[2:])
    assert len(found) == 2
    assert all(repr(line["id"]) in fault for line, fault in zip(lines[:2], found, strict=True))


def test_extra_id_with_the_nearest_one(told, lines):
    only(told([*lines, {"id": lines[0]["id"] + "x", "label": "denies"}]), "unknown id", f"did you mean {lines[0]['id']!r}")


def test_only_unknown_ids_that_are_shown_are_looked_for_among_many(told, lines):
    found = told([*lines, *({"id": f"{lines[0]['id']}{number:02}", "label": "denies"} for number in range(SHOWN + 10))])
    assert ["did you mean" in fault for fault in found] == [True] * SHOWN + [False] * 10


def test_unknown_key_with_its_name(told, lines):
    only(told([{**lines[0], "lable": "denies"}, *lines[1:]])[:1], "line 1", "lable")


def test_unknown_label_with_the_nearest_one(told, lines):
    only(told([{**lines[0], "label": "denys"}, *lines[1:]]), "line 1", "label", "'denys'", "did you mean 'denies'?")


def test_unknown_label_in_scores(told, lines):
    only(told([{**lines[0], "scores": {"asert": 1.0}}, *lines[1:]]), "scores.asert", "did you mean 'asserts'?")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_not_a_number_and_infinite(told, lines, number):
    raw = encoded(lines[1:]) + f'{{"id": "{lines[0]["id"]}", "label": "denies", "scores": {{"denies": {number}}}}}\n'.encode()
    found = told(raw)
    assert f"line {len(lines)}" in found[0]
    assert len(found) <= 2  # the line that cannot be read, and its id that is then missing


def test_negative_score(told, lines):
    only(told([{**lines[0], "scores": {"denies": 1.2, "doubts": -0.2}}, *lines[1:]]), "scores.doubts", "-0.2", "from 0 to 1")


@pytest.mark.parametrize("scores", [{"denies": 0.7, "doubts": 0.2}, {"denies": 2.0}, {"denies": 0.0}, {}])
def test_scores_that_do_not_add_up(told, lines, scores):
    only(told([{**lines[0], "scores": scores}, *lines[1:]]), "add up to 1", "normalise")


@pytest.mark.parametrize(
    "wrong", [{"label": 3}, {"label": None}, {"scores": [1]}, {"scores": {"denies": "much"}}, {"id": 7}], ids=str
)
def test_wrong_types(told, lines, wrong):
    found = told([{**lines[0], **wrong}, *lines[1:]])
    assert "line 1" in found[0]
    assert "Expected" in found[0]


def test_unknown_type_of_conflict(submissions, toy_data):
    lines = submissions.lines("contradiction", type="numerical")
    found = faults(submissions.write(contradiction=lines), toy_data)
    assert len(found) == len(lines)
    assert "did you mean 'numeric'?" in found[0]


class TestSpans:
    @pytest.fixture
    def told(self, submissions, toy_data):
        def of(attribution):
            lines = submissions.lines("attribution")
            lines[0]["attributions"] = attribution
            return faults(submissions.write(attribution=lines), toy_data)

        return of

    @pytest.mark.parametrize(
        "content",
        [[[9, 3]], [[4, 4]], [[0, 10_000]], [[-2, 3]], [[0, 5], [3, 9]], [[6, 9], [0, 3]]],
        ids=["reversed", "empty", "out of range", "negative", "overlapping", "out of order"],
    )
    def test_pieces(self, told, content):
        only(told([{"content": content}]), "attributions[0].content", "in order and apart")

    def test_no_content(self, told):
        only(told([{"content": [], "cue": [[0, 3]]}]), "content is never empty")

    def test_twice_the_same(self, told):
        only(told([{"content": [[0, 3]]}, {"content": [[0, 3]]}]), "attributions[1]", "the same as attributions[0]")

    @pytest.mark.parametrize("content", [[[0, 3, 4]], [[0.5, 3]], "0-3", [["0", "3"]], [[0]]])
    def test_wrong_types(self, told, content):
        assert "Expected" in told([{"content": content}])[0]

    def test_all_together(self, told):
        assert len(told([{"content": [[9, 3]]}, {"content": [[0, 99_999]], "source": [[5, 2]]}])) == 3


class TestFiles:
    def test_not_utf8(self, told, lines):
        found = told(encoded(lines[1:]) + b'{"id": "\xff\xfe", "label": "denies"}\n')
        assert "UTF-8" in found[0]

    def test_utf16(self, told, lines):
        assert "UTF-8" in told(encoded(lines).decode().encode("utf-16"))[0]

    def test_byte_order_mark(self, told, lines):
        only(told(b"\xef\xbb\xbf" + encoded(lines)), "line 1", "byte-order mark", "without BOM")

    def test_crlf_is_white_space(self, submissions, toy_data, lines):
        plain = score(submissions.write("plain", stance=lines), data=toy_data.path)
        crlf = score(submissions.write("crlf", stance=encoded(lines).replace(b"\n", b"\r\n")), data=toy_data.path)
        assert plain.tasks == crlf.tasks
        assert plain.signature == crlf.signature

    def test_empty_file(self, told):
        only(told(b""), "an empty file")

    def test_blank_lines(self, told, lines):
        only(told(encoded(lines[:3]) + b"\n" + encoded(lines[3:])), "line 4", "blank line")

    def test_truncated_last_line(self, told, lines):
        found = told(encoded(lines)[:-9])
        assert f"line {len(lines)}" in found[0]
        assert "cut off" in found[0]

    def test_array_instead_of_lines(self, told, lines):
        assert "an array" in told(json.dumps(lines).encode())[0]

    def test_pretty_printed_array_is_bounded(self, told, lines):
        assert told(json.dumps(lines, indent=1).encode())

    def test_line_of_200_megabytes(self, told, lines):
        found = told(encoded(lines[1:]) + b'{"id": "' + b"x" * 200_000_000 + b'", "label": "denies"}\n')
        assert f"at most {LONGEST} bytes" in found[0]
        assert len(found) == 2  # the line, and the id that is then missing

    def test_nested_too_deep(self, told, lines):
        found = told(encoded(lines[1:]) + b'{"id": "x", "label": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n")
        assert f"line {len(lines)}" in found[0]

    def test_deep_nesting_in_an_unknown_key(self, told, lines):
        found = told(encoded(lines[1:]) + b'{"other": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}\n")
        assert f"line {len(lines)}" in found[0]

    def test_folder_where_a_file_should_be(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        (folder / "contradiction.jsonl").mkdir()
        only(faults(folder, toy_data), "contradiction.jsonl", "Is a directory")

    def test_compressed_file_is_read_and_a_second_or_damaged_one_refused(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        raw = (folder / "stance.jsonl").read_bytes()
        (folder / "stance.jsonl.gz").write_bytes(gzip.compress(raw))
        assert any("one file or folder for each task" in fault for fault in faults(folder, toy_data))
        (folder / "stance.jsonl").unlink()
        assert len(validate(folder, data=toy_data.path).tasks["stance"]) == len(lines)
        (folder / "stance.jsonl.gz").write_bytes(gzip.compress(raw)[:-20])
        assert any("a whole gzip file" in fault for fault in faults(folder, toy_data))
        (folder / "stance.jsonl.gz").write_bytes(raw)
        assert any("a whole gzip file" in fault for fault in faults(folder, toy_data))

    def test_misnamed_file_with_the_nearest_name(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        (folder / "contradictions.jsonl").write_bytes(b"")
        only(faults(folder, toy_data), "did you mean 'contradiction.jsonl'?")

    def test_missing_path(self, toy_data, tmp_path):
        with pytest.raises(Misuse, match="found nothing"):
            score(tmp_path / "nowhere", data=toy_data.path)

    def test_file_where_a_folder_should_be(self, toy_data, tmp_path):
        (tmp_path / "file").write_text("{}")
        with pytest.raises(Misuse, match="found a file"):
            score(tmp_path / "file", data=toy_data.path)

    def test_symlink_loop(self, submissions, toy_data, lines, tmp_path):
        loop = tmp_path / "loop"
        loop.symlink_to(loop)
        with pytest.raises(Misuse, match="symbolic links"):
            score(loop, data=toy_data.path)
        folder = submissions.write(stance=lines)
        (folder / "contradiction.jsonl").symlink_to(folder / "contradiction.jsonl")
        only(faults(folder, toy_data), "contradiction.jsonl", "symbolic links")

    @pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads every file")
    def test_unreadable_file(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        (folder / "stance.jsonl").chmod(0)
        only(faults(folder, toy_data), "stance.jsonl", "Permission denied")

    def test_unreadable_file_as_the_system_tells_it(self, submissions, toy_data, lines, monkeypatch):
        folder = submissions.write(stance=lines)
        from pathlib import Path

        opened = Path.open

        def refuse(path, *arguments, **options):
            if path.name == "stance.jsonl":
                raise PermissionError(13, "Permission denied")
            return opened(path, *arguments, **options)

        monkeypatch.setattr(Path, "open", refuse)
        only(faults(folder, toy_data), "stance.jsonl", "Permission denied")


class TestSystem:
    @pytest.mark.parametrize(
        ("raw", "told"),
        [
            ("name: x", "missing required field"),
            ("[1, 2]", "Expected `object`"),
            ("a: [", "YAML"),
            ("", "Expected `object`"),
            ("\x00", "YAML"),
        ],
    )
    def test_wrong(self, submissions, toy_data, lines, raw, told):
        folder = submissions.write(stance=lines)
        (folder / "system.yaml").write_text(raw)
        assert told in faults(folder, toy_data)[0]

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("kind: oracle", "kind"),
            ("cost: {seconds: -1}", "cost.seconds"),
            ("cost: {price: .inf}", "cost.price"),
            ("cost: {euros: 1}", "euros"),
            ('link: "a\\u0007b"', "control characters"),
            ('link: "a\\ud800b"', "control characters"),
        ],
    )
    def test_kind_cost_and_text(self, submissions, toy_data, lines, line, told):
        folder = submissions.write(stance=lines)
        with (folder / "system.yaml").open("a") as file:
            file.write(f"{line}\n")
        only(faults(folder, toy_data), told)

    @pytest.mark.parametrize(
        ("raw", "told"),
        [
            (
                "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 60)),
                "a merge key in line 2",
            ),
            ("a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)), "an alias in line 2"),
            ("name: &a [*a]", "an alias in line 1"),
            ("<<: {name: x}", "a merge key in line 1"),
            ("name: !!python/object/apply:os.getcwd []", "a tag in line 1"),
            ("name: !!int x", "a tag in line 1"),
            ("name: " + "x" * 65536, "at most 65536 bytes"),
            ("[" * 60000, "recursion"),
            ("parameters: " + "9" * 5000, "integer string conversion"),
            ("name: 2001-99-99", "month must be in 1..12"),
            ("name: 1" + ":1" * 999 + ":1.0", "too large to convert to float"),
            ('"\\ud800": x', "missing required field"),
        ],
        ids=[
            "doubling merge keys",
            "doubling aliases",
            "itself",
            "merge",
            "call",
            "tag",
            "long",
            "deep",
            "digits",
            "month",
            "base 60",
            "key",
        ],
    )
    def test_hostile(self, submissions, toy_data, lines, raw, told):
        folder = submissions.write(stance=lines)
        (folder / "system.yaml").write_text(raw)
        found = faults(folder, toy_data)
        assert told in found[-1]
        assert str(found).isascii()

    def test_a_number_of_thousands_of_digits(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        with (folder / "system.yaml").open("a") as file:
            file.write("parameters: 0x" + "f" * 5000)
        only(faults(folder, toy_data), "system.yaml", "YAML in UTF-8")

    def test_unknown_key_with_the_nearest_name(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        with (folder / "system.yaml").open("a") as file:
            file.write("license: MIT\n")
        only(faults(folder, toy_data), "did you mean 'licence'?")

    def test_missing(self, submissions, toy_data, lines):
        folder = submissions.write(stance=lines)
        (folder / "system.yaml").unlink()
        only(faults(folder, toy_data), "system.yaml", "no file")


def test_all_faults_together_the_first_fifty_shown(submissions, toy_data, lines, capsys):
    # Six wrong labels in each of twelve copies of the toy's lines would not fit one split: use every line of two tasks.
    bad = [{**line, "label": "wrong"} for line in submissions.lines("contradiction")]
    folder = submissions.write(stance=[{**line, "label": "wrong"} for line in lines], contradiction=bad)
    assert main(["score", str(folder), "--data", str(toy_data.path)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("stance.jsonl: line") == 50
    assert shown.err.count("contradiction.jsonl: line") == 50
    assert f"and {len(lines) - 50} more faults" in shown.err
    assert f"{len(lines) + len(bad)} faults in 2 files" in shown.err
    assert "Traceback" not in shown.err


def test_failed_rank_leaves_the_earlier_site(submissions, toy_data, lines, tmp_path, capsys):
    submissions.gold()
    site = tmp_path / "site"
    call = ["rank", str(submissions.folder), "--out", str(site), "--data", str(toy_data.path)]
    assert main(call) == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    submissions.write("broken", stance=lines[1:])
    assert main(call) == 1
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    capsys.readouterr()
