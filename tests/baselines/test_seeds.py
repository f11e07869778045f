"""The spread over seeds: by hand, what cannot be compared, what is stored, and what a run of several seeds writes."""

from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.errors import Misuse
from counterclaim.scoring import score
from counterclaim_baselines.seeds import Spread, spread_over_seeds

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folders(submissions):
    """All right; each item called neutral."""
    return [
        submissions.write("one", contradiction=submissions.lines("contradiction")),
        submissions.write("two", contradiction=[{**line, "label": "neutral"} for line in submissions.lines("contradiction")]),
    ]


def test_mean_deviation_and_range():
    one = Spread("stance", "macro_f1", True, (0.1, 0.2, 0.6))
    assert one.mean == pytest.approx(0.3)
    assert one.deviation == pytest.approx(((0.04 + 0.01 + 0.09) / 2) ** 0.5)
    assert one.told() == "0.300 ± 0.265 [0.100, 0.600]"


def test_the_values_are_those_of_score(folders, toy_data):
    spreads, signature = spread_over_seeds(folders, data=toy_data.path)
    (headline,) = [one for one in spreads if one.headline]
    scores = [score(folder, data=toy_data.path).tasks["contradiction"].metrics["macro_f1"].value for folder in folders]
    assert headline.values == pytest.approx(tuple(scores))
    assert scores[0] > scores[1]
    assert signature.count("predictions:contradiction=") == 2


def test_like_is_scored_with_like(folders, submissions, toy_data):
    with pytest.raises(Misuse, match="two seeds or more, found 1"):
        spread_over_seeds(folders[:1], data=toy_data.path)
    with pytest.raises(Misuse, match="expected the predictions of another seed"):
        spread_over_seeds([folders[0], folders[0]], data=toy_data.path)
    other = submissions.write("three", stance=submissions.lines("stance"))
    with pytest.raises(Misuse, match="score like with like"):
        spread_over_seeds([folders[0], other], data=toy_data.path)


def test_the_verb_prints_each(folders, toy_data, capsys):
    assert main(["baseline", "seeds", *map(str, folders), "--data", str(toy_data.path)]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("* contradiction macro_f1")
    assert "1.000" in first


SEVERAL = sorted({path.name for path in (ROOT / "baselines" / "seeds").glob("seed-*/*")})


@pytest.mark.parametrize("name", SEVERAL)
def test_the_readme_tells_what_the_stored_submissions_give(name):
    folders = [ROOT / "leaderboard" / "submissions" / name, *sorted((ROOT / "baselines" / "seeds").glob(f"seed-*/{name}"))]
    spreads, _ = spread_over_seeds(folders)
    told = (ROOT / "baselines" / "README.md").read_text()
    rows = [line for line in told.splitlines() if line.startswith(f"| {name} |")]
    for one in spreads:
        if one.headline and one.task != "contrast":
            assert any(one.told() in row and f"| {one.task} |" in row for row in rows), one


def test_a_run_of_several_seeds_writes_what_is_compared(toy_data, tmp_path, capsys):
    call = ["baseline", "run", "stratified-random", "--data", str(toy_data.path), "--state", str(tmp_path / "state")]
    assert main([*call, "--seed", "1", "--seed", "2", "--out", str(tmp_path / "several")]) == 0
    folders = [tmp_path / "several" / f"seed-{seed}" / "stratified-random" for seed in (1, 2)]
    assert capsys.readouterr().out.splitlines() == list(map(str, folders))
    assert main([*call, "--seed", "2", "--out", str(tmp_path / "alone")]) == 0
    for name in ("system.yaml", "stance.jsonl.gz"):
        assert (folders[1] / name).read_bytes() == (tmp_path / "alone" / "stratified-random" / name).read_bytes()
    spreads, _ = spread_over_seeds(folders, data=toy_data.path)
    assert any(one.deviation for one in spreads)
