"""Jobs of a worker that died begin again, also where the same work was asked for meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from mingcha.foundation import clock
from mingcha.foundation.jobs import enqueue, restart_stalled_jobs
from mingcha.reports.jobs import check_soundness

Begun = Callable[[str], int]


def asked_for(key: str) -> None:
    enqueue(check_soundness, key=key, title="核验记录", page="/", by="auditor")


@pytest.fixture
def begun(db: None) -> Begun:
    """What lets a worker begin a job of a key, and die."""

    def died(key: str) -> int:
        asked_for(key)
        job = ProcrastinateJob.objects.get(queueing_lock=key, status="todo")
        silent_since = clock.now() - timedelta(minutes=1)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
                [silent_since],
            )
            (worker,) = cursor.fetchone()
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
                [worker, job.pk],
            )
        return job.pk

    return died


def restarted() -> list[tuple[str, str]]:
    """Let the job that restarts run; return the keys that wait or are being worked on."""
    async_to_sync(restart_stalled_jobs.func)(0)
    rows = ProcrastinateJob.objects.filter(status__in=("todo", "doing")).order_by("queueing_lock")
    return list(rows.values_list("queueing_lock", "status"))


def test_a_job_whose_worker_died_waits_again(begun: Begun):
    begun("one")
    assert restarted() == [("one", "todo")]


def test_work_asked_for_again_meanwhile_takes_the_dead_ones_place(begun: Begun):
    dead = begun("one")
    asked_for("one")
    begun("two")
    assert restarted() == [("one", "todo"), ("two", "todo")]
    assert ProcrastinateJob.objects.get(pk=dead).status == "aborted"
