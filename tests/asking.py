"""Runs the language model's baseline on the toy against a stub, and reads what it left."""

import gzip
import json

import yaml
from stub_endpoint import StubEndpoint

from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run

QUICK = {"model": "org/stub", "backoff": "0.001", "timeout": "10"}
MARK = "Claim: The ovens"
"""A claim of the toy, for tests whose endpoint answers its items badly."""


def run(stub, folder, data, **options):
    """Run on the toy's test split; return the submission's folder."""
    told = {**QUICK, "endpoint": stub.address, **{name: str(value) for name, value in options.items()}}
    return run_baseline(LanguageModel, folder / "out", data, Run(states=States(folder / "state"), options=told))


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def lines(folder, task):
    return {line["id"]: line for line in map(json.loads, gzip.decompress((folder / f"{task}.jsonl.gz").read_bytes()).splitlines())}


def report(folder, task):
    (path,) = (folder / "state").glob(f"*/report-{task}.yaml")
    return yaml.safe_load(path.read_text())


def asked_well(data, folder):
    """Run against an endpoint that answers as asked; return the submission's folder and the requests."""
    with StubEndpoint() as stub:
        return run(stub, folder, data), stub.bodies
