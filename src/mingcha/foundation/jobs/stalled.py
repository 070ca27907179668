"""Jobs of a worker that was killed start again by themselves."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job, Status

_SECONDS_WITHOUT_A_SIGN = 30


@app.periodic(cron="* * * * *")
@app.task(name="restart_stalled_jobs", queueing_lock="restart_stalled_jobs", pass_context=False)
async def restart_stalled_jobs(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Put jobs back into the queue whose worker has not been heard of for half a minute.

    Where the same work was asked for again meanwhile, that job waits for the dead one's lock and
    takes its place: two of one key cannot wait.
    """
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_SECONDS_WITHOUT_A_SIGN):
        if await _waits_again(job):
            await manager.finish_job(job, Status.ABORTED, delete_job=False)
        else:
            await manager.retry_job(job)


async def _waits_again(job: Job) -> bool:
    if job.queueing_lock is None:
        return False
    waiting = ProcrastinateJob.objects.filter(queueing_lock=job.queueing_lock, status="todo")
    return await waiting.aexists()
