"""A submission: a folder with system.yaml and the predictions of each task, in one file or in parts."""

from counterclaim.submission.folder import Submission, TaskPredictions, read_submission
from counterclaim.submission.shelf import submission_folders
from counterclaim.submission.system import System

__all__ = ["Submission", "System", "TaskPredictions", "read_submission", "submission_folders"]
