"""`counterclaim harness`."""

import argparse
from pathlib import Path

EXAMPLE = """  lm_eval run --include_path $(counterclaim harness where lm_eval) --tasks counterclaim_stance --log_samples ...
  inspect eval $(counterclaim harness where inspect)/tasks.py@stance ...
  counterclaim harness submission logs/*.eval --system system.yaml --out predictions/my-model"""


def add_arguments(verb: argparse.ArgumentParser) -> None:
    """Add `where` and `submission`."""
    verbs = verb.add_subparsers(title="verbs", metavar="VERB", required=True)
    where = verbs.add_parser(
        "where",
        help="print where the tasks stand",
        description="Print the folder that holds the tasks for a harness.",
        epilog="example: counterclaim harness where lm_eval",
    )
    where.add_argument("harness", choices=("lm_eval", "inspect"), help="lm-evaluation-harness or Inspect")
    where.set_defaults(run=_where)
    submission = verbs.add_parser(
        "submission",
        help="make a submission of logs",
        description="Make a submission of what a harness has logged, to be scored, compared and ranked.",
        epilog="example: counterclaim harness submission samples_*.jsonl --system system.yaml --out predictions/my-model",
    )
    submission.add_argument("logs", metavar="LOG", type=Path, nargs="+", help="samples_*.jsonl of lm_eval, or *.eval of Inspect")
    submission.add_argument(
        "--system", type=Path, metavar="YAML", required=True, help="who and what answered, as the folder of a submission has it"
    )
    submission.add_argument("--out", type=Path, metavar="DIR", required=True, help="the folder of the submission")
    submission.set_defaults(run=_submission)


def _where(arguments: argparse.Namespace) -> None:
    print(Path(__file__).parent / arguments.harness)


def _submission(arguments: argparse.Namespace) -> None:
    from counterclaim.errors import Fault, FaultsFound  # noqa: PLC0415 - keeps `--help` quick
    from counterclaim.submission.system import read_system  # noqa: PLC0415
    from counterclaim.submission.writing import write_submission  # noqa: PLC0415
    from counterclaim_baselines.harnesses.logs import logged  # noqa: PLC0415

    faults: list[Fault] = []
    system = read_system(arguments.system, faults)
    if system is None or faults:
        raise FaultsFound(faults)
    found = logged(arguments.logs)
    folder = write_submission({asked.task: lines for asked, lines in found.items()}, arguments.out, system)
    told = ", ".join(f"{asked.task} ({len(lines)})" for asked, lines in found.items())
    print(f"{folder}: {told}, split {next(iter(found)).split}")
