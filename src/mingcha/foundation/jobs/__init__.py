"""Background jobs: enqueued in the action's transaction, run by the worker, seen in the page."""

from mingcha.foundation.jobs.enqueueing import ask_to_stop, enqueue
from mingcha.foundation.jobs.running import Progress, Stopped, job
from mingcha.foundation.jobs.stalled import restart_stalled_jobs

__all__ = ["Progress", "Stopped", "ask_to_stop", "enqueue", "job", "restart_stalled_jobs"]
