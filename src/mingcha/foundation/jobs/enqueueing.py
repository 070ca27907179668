"""Putting a job into the queue; it vanishes with its transaction."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from mingcha.foundation.models import Job, JobState


def ask_to_stop(*keys: str) -> None:
    """Let running jobs end at their next sign of progress, with nothing written.

    They see it when the caller's transaction has ended.
    """
    Job.objects.filter(key__in=keys).update(stop_asked=True)


def enqueue(
    task: Task[Any, Any, Any], *, key: str, title: str, page: str, by: str, **arguments: Any
) -> Job:
    """Enqueue a task made by ``job``; one that waits already under this key is not doubled.

    ``key`` also locks: two jobs of one key never run at the same time.
    """
    row, _ = Job.objects.update_or_create(
        key=key,
        defaults={
            "title": title,
            "page": page,
            "state": JobState.WAITING,
            "done": 0,
            "total": 0,
            "message": "",
            "stop_asked": False,
            "started_by": by,
        },
    )
    with suppress(AlreadyEnqueued), transaction.atomic():  # so that the caller's goes on
        task.configure(lock=key, queueing_lock=key).defer(job_key=key, **arguments)
    return row
