"""The plans' job: reminding, once a day."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mingcha.plans.reminders import remind


@app.periodic(cron="10 7 * * *")
@app.task(name="plans.remind", queueing_lock="plans.remind")
def remind_departments(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Remind the departments in the morning."""
    remind()
