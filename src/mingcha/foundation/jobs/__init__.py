"""Background jobs: enqueued in the action's transaction, run by the worker, seen in the page."""

from mingcha.foundation.jobs.enqueueing import enqueue
from mingcha.foundation.jobs.running import Progress, job
from mingcha.foundation.jobs.stalled import restart_stalled_jobs

__all__ = ["Progress", "enqueue", "job", "restart_stalled_jobs"]
