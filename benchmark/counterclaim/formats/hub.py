"""The scores of one submission as the Hub takes them: a file for `.eval_results/` of a model's repository.

Its form: https://huggingface.co/docs/hub/eval-results. The Hub shows such results on the model's page, and gathers them beside the
dataset once that is registered as a benchmark whose tasks have the names of ours.
"""

import yaml

from counterclaim.publishing import repository
from counterclaim.scoring import Score


def as_yaml(score: Score, repo: str) -> str:
    """Return an entry for the headline of each task, at full precision, with the signature as its note.

    Args:
        score: of one submission.
        repo: OWNER/NAME of the dataset on the Hub.

    Raises:
        Misuse: `repo` is no OWNER/NAME.
    """
    from huggingface_hub import EvalResultEntry, eval_result_entries_to_yaml  # noqa: PLC0415 - imports slowly

    dataset = repository(repo)
    entries = [
        EvalResultEntry(dataset_id=dataset, task_id=name, value=task.metrics[task.headline].value, notes=score.signature)
        for name, task in score.tasks.items()
    ]
    return yaml.safe_dump(eval_result_entries_to_yaml(entries), sort_keys=False, width=1000).rstrip("\n")
