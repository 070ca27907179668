"""Background jobs: enqueued in the action's transaction, run by the worker, seen in the page."""

from mingcha.foundation.jobs.enqueueing import enqueue
from mingcha.foundation.jobs.running import Progress, job

__all__ = ["Progress", "enqueue", "job"]
