"""What models share, and the table of jobs."""

from mingcha.foundation.models.base import Timed, Undisclosed, append_only
from mingcha.foundation.models.idempotent_call import IdempotentCall
from mingcha.foundation.models.job import Job, JobState

__all__ = ["IdempotentCall", "Job", "JobState", "Timed", "Undisclosed", "append_only"]
