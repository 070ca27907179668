"""A task's way: its pool frozen, drawn, its teams confirmed, sent out with its notices."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from ceremony_case import frozen_case
from county import County
from faults.acts.act import KEY, Act
from task_station import approved_task, make_station

from mingcha.accounts.models import User
from mingcha.core.errors import Refusal
from mingcha.foundation import clock
from mingcha.tasks.actions.issuing import issue_task
from mingcha.tasks.actions.teams import confirm_teams
from mingcha.tasks.jobs import draw_job, freeze_pool_job
from mingcha.tasks.models import Draw, Task


def _approved(county: County) -> None:
    approved_task(county, make_station(county))


def _freeze() -> None:
    people = {user.username: user for user in User.objects.all()}
    freeze_pool_job.func(
        job_key=KEY,
        task_id=Task.objects.get().pk,
        username="operator",
        operator=people["operator"].pk,
        witnesses=[people["witness"].pk],
        reveal_by=(clock.now() + timedelta(days=1)).isoformat(),
    )


def _ready(county: County) -> None:
    frozen_case(county).ready()


def _draw() -> None:
    operator = User.objects.get(username="operator")
    draw_job.func(job_key=KEY, draw=Draw.objects.get().pk, operator=operator.pk)


def _compared(county: County) -> None:
    frozen_case(county).compared()


def _confirm_and_issue() -> None:
    """As people do who press the button again after an interruption: what was done is refused."""
    task, people = Task.objects.get(), {user.username: user for user in User.objects.all()}
    with suppress(Refusal):
        confirm_teams(by=people["operator"], task=task)
    with suppress(Refusal):
        issue_task(by=people["lead"], task=task)


ACTS = {
    "freeze": Act(_approved, _freeze),
    "draw": Act(_ready, _draw),
    "issue": Act(_compared, _confirm_and_issue),
}
