"""The tasks: what is asked, what a line of predictions holds, and which metrics judge it.

A new task is one file and one line here.
"""

from counterclaim.errors import Misuse, near_miss
from counterclaim.tasks.attribution import ATTRIBUTION
from counterclaim.tasks.base import Task
from counterclaim.tasks.contradiction import CONTRADICTION
from counterclaim.tasks.contrast import CONTRAST
from counterclaim.tasks.graph import GRAPH
from counterclaim.tasks.stance import STANCE

TASKS: dict[str, Task] = {task.name: task for task in (ATTRIBUTION, STANCE, CONTRADICTION, CONTRAST, GRAPH)}


def task_named(name: str) -> Task:
    """Return the task of that name; raises Misuse with the nearest name."""
    if name not in TASKS:
        raise Misuse(f"expected a task, found {name!r}; {near_miss(name, TASKS)}")
    return TASKS[name]


__all__ = ["TASKS", "Task", "task_named"]
