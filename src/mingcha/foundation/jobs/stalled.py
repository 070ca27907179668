"""Jobs of a worker that was killed start again by themselves."""

from __future__ import annotations

from procrastinate.contrib.django import app

_SECONDS_WITHOUT_A_SIGN = 30


@app.periodic(cron="* * * * *")
@app.task(name="restart_stalled_jobs", queueing_lock="restart_stalled_jobs", pass_context=False)
async def restart_stalled_jobs(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Put jobs back into the queue whose worker has not been heard of for half a minute."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_SECONDS_WITHOUT_A_SIGN):
        await manager.retry_job(job)
