"""What is published in the background: results, lists, what was released, draws whose time has come."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

import time_machine
from county import County
from faults.acts.act import KEY, Act
from publication_case import Case, drawn_case

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.publication.actions.draws import publish_drawn_draw
from mingcha.publication.actions.results import release_result
from mingcha.publication.jobs import (
    open_due_draws,
    publish_due_results,
    publish_list,
    publish_objects,
    publish_released,
)

_LATER = timedelta(days=40)  # all last days are over, and what was deferred opens


def _drawn(county: County, mode: str = "immediate") -> Case:
    return drawn_case(county, Path(mkdtemp()), mode=mode)


def _reviewed(county: County) -> None:
    case = _drawn(county)
    for number, row in enumerate(case.task.object_tasks.order_by("id")[:5]):
        case.result(row, "pending_follow_up" if number % 2 else "no_problem")


def _publish() -> None:
    publish_due_results.func(job_key=KEY, publisher=_lead().pk)


def _lead() -> User:
    return User.objects.get(username="lead")


def _lists() -> None:
    department = Department.objects.get(pk=_lead().department_id)
    for job in (publish_list, publish_objects):
        job.func(job_key=KEY, department=department.pk, publisher=_lead().pk)


def _awaited(county: County) -> None:
    """Let the lead's parts of three joint objects wait for the brigade's, and a draw for its day."""
    case = _drawn(county, "deferred")
    publish_drawn_draw(by=county.operator, draw=case.draw)
    both = case.task.object_tasks.filter(sub_task__department=county.fire).values("object")
    rows = case.task.object_tasks.filter(sub_task__department=county.market, object__in=both)
    for row in rows.order_by("id")[:3]:
        case.result(row)
        assert release_result(by=county.lead, object_task=row) is None


def _hourly() -> None:
    with time_machine.travel(clock.now() + _LATER):
        publish_released.func(timestamp=0)
        open_due_draws.func(timestamp=0)


ACTS = {
    "publication": Act(_reviewed, _publish),
    "lists": Act(_reviewed, _lists),
    "what is due": Act(_awaited, _hourly),
}
