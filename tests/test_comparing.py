"""Comparing submissions: what is told of a pair, in each form, and the picture."""

import csv
import io
import json
import re
import shutil
from xml.etree import ElementTree

import numpy as np
import pytest

from counterclaim.cli import main
from counterclaim.comparing import compare
from counterclaim.errors import Misuse
from counterclaim.formats.comparison_plot import draw
from counterclaim.formats.comparisons import FORMATS
from counterclaim.scoring import score
from counterclaim.statistics.intervals import Resampling
from counterclaim_baselines.running import run_baselines


@pytest.fixture(scope="module")
def folders(toy_data, tmp_path_factory):
    return run_baselines(["gold", "stratified-random", "majority"], tmp_path_factory.mktemp("systems"), data=toy_data.path)


@pytest.fixture(scope="module")
def compared(folders, toy_data):
    return compare(folders, data=toy_data.path, resampling=Resampling(200))


def test_the_effect_is_the_difference_of_the_scores(compared, folders, toy_data):
    gold, random = (score(folder, data=toy_data.path).tasks["stance"].metrics["macro_f1"].value for folder in folders[:2])
    effect = compared.effects["stance", "gold", "stratified-random"]
    assert effect.difference.value == pytest.approx(gold - random, abs=1e-12)
    assert effect.difference.low <= effect.difference.value <= effect.difference.high
    (test,) = [one.test for one in compared.tasks["stance"].comparisons if (one.first, one.second) == ("gold", "stratified-random")]
    assert test.difference == pytest.approx(effect.difference.value, abs=1e-12)


def test_events_are_won_by_the_better_and_counted_once(compared, toy_data):
    events = toy_data.manifest.events["test"]
    for effect in compared.effects.values():
        assert list(effect.by_event) == sorted(events)
        assert effect.wins + effect.losses + effect.ties == len(events)
    assert compared.effects["stance", "gold", "majority"].wins == len(events)
    assert compared.effects["stance", "gold", "majority"].losses == 0


def test_a_system_and_its_copy_are_alike(folders, toy_data, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folders[1], copy)
    (copy / "system.yaml").write_text((copy / "system.yaml").read_text().replace("name: stratified-random", "name: copy"))
    told = compare([folders[1], copy], data=toy_data.path, resampling=Resampling(50))
    effect = told.effects["stance", "stratified-random", "copy"]
    assert (effect.difference.value, effect.difference.low, effect.difference.high, effect.ties) == (0, 0, 0, 4)
    assert "4 alike" in FORMATS["text"](told)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_systems_and_signature(compared, form):
    told = FORMATS[form](compared)
    assert "stratified-random" in told
    assert "tests:approximate-randomisation" in told


def test_csv_and_json_say_the_same(compared):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](compared))))
    tasks = json.loads(FORMATS["json"](compared))["tasks"]
    every = [(task, one) for task, told in tasks.items() for one in told["comparisons"]]
    assert len(rows) == len(every) > 3
    for row, (task, one) in zip(rows, every, strict=True):
        assert (row["task"], row["first"], row["second"], int(row["wins"])) == (task, one["first"], one["second"], one["wins"])
        assert [float(row["low"]), float(row["high"])] == one["interval"]


def test_corrections(folders, toy_data, capsys):
    of = [*map(str, folders), "--data", str(toy_data.path), "--format", "json"]
    told = {}
    for correction in ("holm", "benjamini-hochberg"):
        assert main(["compare", *of, "--correction", correction]) == 0
        told[correction] = json.loads(capsys.readouterr().out)
        assert f",{correction},alpha" in told[correction]["signature"]
    one, other = (
        np.array([[pair["p"], pair["adjusted_p"]] for pair in told[name]["tasks"]["stance"]["comparisons"]]) for name in told
    )
    assert np.array_equal(one[:, 0], other[:, 0])
    assert (other[:, 1] <= one[:, 1]).all()
    assert (other[:, 1] < one[:, 1]).any()


class TestPlot:
    def texts(self, path):
        return [element.text for element in ElementTree.parse(path).iter() if element.tag.endswith("text")]

    def test_of_two_systems_shows_each_event(self, folders, toy_data, tmp_path, capsys):
        path = tmp_path / "difference.svg"
        assert main(["compare", *map(str, folders[:2]), "--data", str(toy_data.path), "--plot", str(path)]) == 0
        assert "is better in" in capsys.readouterr().out
        told = self.texts(path)
        assert {"gold", "stratified-random", *toy_data.manifest.events["test"]} <= set(told)

    def test_of_many_shows_each_pair_and_the_signature(self, compared, tmp_path):
        draw(compared, tmp_path / "many.svg")
        told = self.texts(tmp_path / "many.svg")
        assert "gold - majority" in told
        assert any(compared.signature == text for text in told)
        assert any(re.match(r"rank \d", text or "") for text in told)


def test_one_submission_is_none_to_compare(folders, toy_data):
    with pytest.raises(Misuse, match="at least two"):
        compare(folders[:1], data=toy_data.path)
