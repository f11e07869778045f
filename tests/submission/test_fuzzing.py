"""Whatever bytes a file of a submission holds, its readers return or note faults; they raise nothing.

`FUZZ=5000` tries as many files of each kind as it says, and other ones at each run.
"""

import gzip
import io
import json
import os
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from conftest import SYSTEM, Writer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.scoring import read_gold
from counterclaim.submission.folder import read_predictions
from counterclaim.submission.system import read_system
from counterclaim.tasks import TASKS

EXAMPLES = int(os.environ.get("FUZZ", "100"))
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

TELLING = [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r\n", b"{", b"[" * 3000, b'{"a":' * 3000, b'"', b"1e999", b"-", b"NaN"]
TELLING += [
    b"9" * 5000,
    b"0x",
    b"1:1:1",
    b"2001-99-99",
    b"null",
    b"\\ud800",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!int ",
    b"? ",
    b": ",
    b"- ",
]
TELLING += [b"|", b"%TAG"]


@st.composite
def damaged(draw, whole):
    """A whole file in which a few places are overwritten, cut out, doubled or filled with something telling."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(0, len(content) - 1)))
        end = start + draw(st.sampled_from([0, 1, 2, 4, 50]))
        piece = draw(st.one_of(st.binary(max_size=8), st.sampled_from(TELLING), st.just(bytes(content[start:end]) * 2)))
        content[start:end] = piece
    return bytes(content)


@pytest.fixture(scope="module")
def valid(toy_data, tmp_path_factory):
    """The gold, and the bytes of a valid file of each task in each form."""
    writer = Writer(toy_data, tmp_path_factory.mktemp("valid"))
    golds = read_gold(toy_data, "test")

    @cache
    def content(task, form):
        lines = writer.lines(task)[:]
        raw = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        if form == ".jsonl.gz":
            return gzip.compress(raw, mtime=0)
        if form == ".parquet":
            buffer = io.BytesIO()
            pq.write_table(pa.Table.from_pylist(lines), buffer)
            return buffer.getvalue()
        return raw

    return golds, content


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


def found_in(path, task, golds):
    faults = []
    packed = read_predictions([path], TASKS[task], golds[task], faults)
    assert (packed is None) == bool(faults)
    assert all(str(fault).encode() for fault in faults)
    return faults


@pytest.mark.parametrize("form", [".jsonl", ".jsonl.gz", ".parquet"])
def test_damaged_predictions(valid, place, form):
    golds, content = valid

    @fuzzed
    @given(st.data())
    def tried(data):
        task = data.draw(st.sampled_from(sorted(TASKS)))
        path = place / f"{task}{form}"
        path.write_bytes(data.draw(damaged(content(task, form))))
        found_in(path, task, golds)

    tried()


def test_damaged_lines_inside_sound_gzip(valid, place):
    golds, content = valid

    @fuzzed
    @given(st.data())
    def tried(data):
        task = data.draw(st.sampled_from(sorted(TASKS)))
        path = place / f"{task}.jsonl.gz"
        path.write_bytes(gzip.compress(data.draw(damaged(content(task, ".jsonl"))), 1, mtime=0))
        found_in(path, task, golds)

    tried()


@pytest.mark.parametrize("form", [".jsonl", ".jsonl.gz", ".parquet"])
def test_any_bytes_as_predictions(valid, place, form):
    golds, _ = valid
    path = place / f"stance{form}"

    @fuzzed
    @given(st.binary(max_size=200))
    def tried(raw):
        path.write_bytes(raw)
        assert found_in(path, "stance", golds)

    tried()


CELLS = {
    "strings": (pa.string(), st.text(max_size=4)),
    "numbers": (pa.float64(), st.floats()),
    "whole": (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    "bytes": (pa.binary(), st.binary(max_size=4)),
    "days": (pa.date32(), st.integers(-(2**31), 2**31 - 1)),
    "moments": (pa.timestamp("ns", "UTC"), st.integers(-(2**62), 2**62)),
    "spans": (pa.duration("s"), st.integers(-(2**62), 2**62)),
    "truths": (pa.bool_(), st.booleans()),
    "lists": (pa.list_(pa.string()), st.lists(st.text(max_size=2), max_size=2)),
    "records": (pa.struct([("asserts", pa.float64())]), st.fixed_dictionaries({"asserts": st.floats()})),
    "lists of records": (
        pa.list_(pa.struct([("asserts", pa.float64())])),
        st.lists(st.none() | st.fixed_dictionaries({"asserts": st.floats()}), max_size=2),
    ),
    "maps": (pa.map_(pa.string(), pa.float64()), st.lists(st.tuples(st.text(max_size=2), st.floats()), max_size=2)),
}


def test_sound_parquet_of_odd_types(valid, place):
    golds, _ = valid
    path = place / "stance.parquet"

    @fuzzed
    @given(st.data())
    def tried(data):
        columns = {}
        for name in data.draw(st.lists(st.sampled_from(["id", "label", "scores", "x"]), min_size=1, unique=True)):
            kind, cells = CELLS[data.draw(st.sampled_from(sorted(CELLS)))]
            cell = st.none() | cells
            columns[name] = pa.array(data.draw(st.lists(cell, min_size=2, max_size=2)), kind)
        pq.write_table(pa.table(columns), path)
        assert found_in(path, "stance", golds)

    tried()


def test_damaged_and_any_system(place):
    path = place / "system.yaml"
    whole = yaml.safe_dump({**SYSTEM, "parameters": 5, "link": "https://example.org", "open_weights": True}).encode()

    values = st.lists(st.sampled_from([b'"\\ud800"', *TELLING]), min_size=1, max_size=3).map(b"".join)
    a_line_more = st.builds(lambda key, value: whole + key + b": " + value, st.sampled_from([b"parameters", b"link", b"x"]), values)

    @fuzzed
    @given(st.one_of(damaged(whole), a_line_more, st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
    def tried(raw):
        path.write_bytes(raw)
        faults = []
        system = read_system(path, faults)
        assert system is not None or faults
        assert all(str(fault).encode() for fault in faults)

    tried()
