"""The verbs of the command line: where each lives, and what it does in a sentence.

Named here in words and loaded when called, so that `--help` loads none of them. The verbs of baselines and leaderboard are listed
too: the command line is where the parts of the project are put together, and nothing else in the benchmark knows of them.
"""

from typing import NamedTuple


class Verb(NamedTuple):
    """A module with EXAMPLE, `add_arguments(parser)` and (unless it has verbs of its own) `run(arguments)`, and its summary."""

    module: str
    summary: str


VERBS = {
    "data": Verb("counterclaim.cli.data", "The gold: check its sources, build the dataset, look at it, attach a real text."),
    "import": Verb("counterclaim.cli.import_", "Turn another corpus into a dataset folder that every verb takes by --data."),
    "baseline": Verb("counterclaim_baselines.cli", "List the baselines, or run them: fit, predict, write a submission."),
    "harness": Verb(
        "counterclaim_baselines.harnesses.cli",
        "The tasks in lm-evaluation-harness and Inspect, and a submission of what they logged.",
    ),
    "validate": Verb("counterclaim.cli.validate", "Check a submission and report all its faults together."),
    "score": Verb("counterclaim.cli.score", "Score a submission: every metric of its tasks, with intervals and a signature."),
    "compare": Verb(
        "counterclaim.cli.compare", "Compare submissions: is the difference of their headlines one that the data can bear?"
    ),
    "rank": Verb("counterclaim_leaderboard.cli", "Score and rank all submissions of a folder; write the page and board.json."),
    "review": Verb(
        "counterclaim_leaderboard.pull_request.cli",
        "Hold a new submission to the rules, score it, and show in Markdown its row and what it changes on the board.",
    ),
    "verify": Verb(
        "counterclaim_leaderboard.verify_cli",
        "Derive every number of a board anew from the predictions and the gold, and name what differs.",
    ),
    "gold": Verb("counterclaim.cli.gold", "Hidden gold that can be audited: commit, hide, reveal, verify; simulate attacks on it."),
    "serve": Verb(
        "counterclaim_leaderboard.service.operating.serve_cli", "Serve a leaderboard: upload page, API, queue and workers."
    ),
    "service": Verb(
        "counterclaim_leaderboard.service.operating.admin_cli", "Run a served leaderboard: teams, tokens, backup, restore."
    ),
    "submit": Verb("counterclaim_leaderboard.service.client.submit_cli", "Send a submission to a served leaderboard."),
    "status": Verb(
        "counterclaim_leaderboard.service.client.status_cli", "Ask a served leaderboard what has become of submissions."
    ),
    "cite": Verb("counterclaim.cli.cite", "Print how to cite the dataset: BibTeX with its version and digest."),
}
