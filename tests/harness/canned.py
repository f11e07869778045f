"""Replies right, wrong and malformed, and what our own language model baseline makes of them."""

import hashlib
import json

from stub_endpoint import StubEndpoint, answer, completion, question

from counterclaim.scoring import score
from counterclaim.tasks import TASKS
from counterclaim_baselines.harnesses.items import Asked, items
from counterclaim_baselines.llm.baseline import LanguageModel
from counterclaim_baselines.running import run_baseline
from counterclaim_baselines.states import States
from counterclaim_baselines.teaching import Run

CLOSE = 1e-9


class Canned:
    """A model that answers by the hash of the question: with the gold, with something else, or with no answer at all."""

    def __init__(self, data):
        self.targets = {item.question: item.target for task in TASKS for item in items(Asked(task, "test", str(data.path)))}
        self.kinds = set()

    def reply(self, messages):
        """The content of the reply; None for a reply without any."""
        asked = question({"messages": messages})
        kind = int(hashlib.sha256(asked.encode()).hexdigest(), 16) % 6
        self.kinds.add(kind)
        other = json.dumps(answer({"messages": messages}))
        return {
            0: self.targets[asked],
            1: other,
            2: f"<think>{{maybe}}</think>Here it is:\n```json\n{other}\n```",
            3: other[:-1],
            4: '{"label": "perhaps", "attributions": 1, "holders": []}',
            5: None,
        }[kind]

    def __call__(self, body, time):
        """As the behaviour of an endpoint."""
        del time
        return 200, completion(self.reply(body["messages"]))


def by_our_own(data, folder):
    """Let `llm` ask the same model once for each item; return its submission and the messages that it sent."""
    with StubEndpoint(Canned(data)) as stub:
        options = {"model": "stub", "endpoint": stub.address, "tries": "1", "form": "text"}
        written = run_baseline(LanguageModel, folder / "out", data, Run(states=States(folder / "state"), options=options))
    return written, sent(stub)


def sent(stub):
    """Every conversation that came."""
    return {json.dumps([{name: one[name] for name in ("role", "content")} for one in body["messages"]]) for body in stub.bodies}


def values(folder, data):
    """What `counterclaim score` tells of a submission, by task and metric."""
    told = score(folder, data=data.path)
    return {task: {name: one.value for name, one in of.metrics.items()} for task, of in told.tasks.items()}


def predictions(folder, data):
    """The digests of the predictions, from the signature."""
    (part,) = [part for part in score(folder, data=data.path).signature.split("|") if part.startswith("predictions:")]
    return part
