"""A submission: a folder with system.yaml and the predictions of each task, in one file or in parts."""

from counterclaim.submission.folder import Submission, TaskPredictions, read_submission
from counterclaim.submission.shelf import submission_folders
from counterclaim.submission.system import Cost, System, SystemKind

__all__ = ["Cost", "Submission", "System", "SystemKind", "TaskPredictions", "read_submission", "submission_folders"]
