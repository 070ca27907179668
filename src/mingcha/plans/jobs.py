"""The plans' job, once a day: bringing the calendar on, and reminding."""

from __future__ import annotations

from procrastinate.contrib.django import app

from mingcha.plans.filling import fill_on
from mingcha.plans.reminders import remind


@app.periodic(cron="10 7 * * *")
@app.task(name="plans.remind", queueing_lock="plans.remind")
def remind_departments(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Make what the new day, year or department adds to the calendar, and remind the departments."""
    fill_on()
    remind()
