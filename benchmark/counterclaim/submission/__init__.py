"""A submission: a folder with system.yaml and one JSONL file of predictions for each task."""

from counterclaim.submission.folder import Submission, TaskPredictions, read_submission
from counterclaim.submission.shelf import read_submissions
from counterclaim.submission.system import System

__all__ = ["Submission", "System", "TaskPredictions", "read_submission", "read_submissions"]
