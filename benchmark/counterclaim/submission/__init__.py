"""A submission: system.yaml and the predictions of each task, in a folder (one file or parts) or in memory."""

from counterclaim.submission.folder import Submission, TaskPredictions, hold_submission, read_submission
from counterclaim.submission.shelf import submission_folders
from counterclaim.submission.system import Cost, System, SystemKind
from counterclaim.submission.tables import Predictions

__all__ = [
    "Cost",
    "Predictions",
    "Submission",
    "System",
    "SystemKind",
    "TaskPredictions",
    "hold_submission",
    "read_submission",
    "submission_folders",
]
