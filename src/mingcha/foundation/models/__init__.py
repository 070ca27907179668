"""What models share, and the table of jobs."""

from mingcha.foundation.models.base import Disclosure, Timed, append_only
from mingcha.foundation.models.job import Job, JobState

__all__ = ["Disclosure", "Job", "JobState", "Timed", "append_only"]
