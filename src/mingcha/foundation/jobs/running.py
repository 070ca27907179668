"""Running a job: its progress is seen at once, its failure is a sentence, its crash is retried."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

from mingcha.core.errors import Refusal
from mingcha.foundation.models import Job, JobState

_log = logging.getLogger(__name__)
_OUTSIDE = "progress"  # a second connection: what it writes is seen before the job commits
_ATTEMPTS = 3
_UNEXPECTED = "程序出错，已记录；没有写入任何数据，可以重新开始"


class Stopped(Refusal):
    """Somebody asked the job to stop; nothing of it is written."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("已按要求停止，没有写入任何数据")


class Progress:
    """Tells how far a job is; the page sees it although the job's transaction is still open."""

    def __init__(self, key: str) -> None:
        """Take the job's key."""
        self._rows = Job.objects.using(_OUTSIDE).filter(key=key)

    def total(self, total: int) -> None:
        """Say how much there is to do."""
        self._rows.update(total=total)

    def done(self, done: int) -> None:
        """Say how much is done. Raises Stopped where somebody asked for that."""
        self._rows.update(done=done)
        if self._rows.filter(stop_asked=True).exists():
            raise Stopped

    def state(self, state: JobState, message: str = "") -> None:
        """Say what the job is doing or what became of it."""
        self._rows.update(state=state, message=message[:400])


def job(name: str) -> Callable[[Callable[..., None]], Task[Any, Any, Any]]:
    """Make a function ``(progress, **arguments)`` a task of this name.

    The function must be safe to run again: a killed worker's jobs are. A Refusal ends it with its
    sentence; any other error is logged, tried again, and told as a fault of the program.
    """

    def made(function: Callable[..., None]) -> Task[Any, Any, Any]:
        @wraps(function)
        def run(*, job_key: str, **arguments: Any) -> None:
            progress = Progress(job_key)
            progress.state(JobState.RUNNING)
            try:
                function(progress, **arguments)
            except Refusal as refusal:
                progress.state(JobState.FAILED, refusal.message)
            except Exception:
                _log.exception("job %s of %s", name, job_key)
                progress.state(JobState.FAILED, _UNEXPECTED)
                raise
            else:
                progress.state(JobState.DONE)

        return app.task(name=name, retry=RetryStrategy(max_attempts=_ATTEMPTS, wait=5))(run)

    return made
