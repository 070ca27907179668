"""Five acts that write much at once: what stands before each, and the job that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

from ceremony_case import frozen_case
from county import County, make_county
from publication_case import drawn_case
from registers_files import objects_file, shop
from task_station import approved_task, make_station

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.publication.jobs import publish_due_results
from mingcha.registers.actions import imports
from mingcha.registers.intake.working import check_file
from mingcha.registers.jobs import take_import_back, write_import
from mingcha.registers.models import ImportBatch
from mingcha.tasks.jobs import draw_job, freeze_pool_job
from mingcha.tasks.models import Draw, Task

_KEY = "job"  # of a Job that nobody looks at


@dataclass(frozen=True)
class Act:
    """``prepare`` brings a county to the moment; ``do`` is what the worker then runs."""

    prepare: Callable[[County], None]
    do: Callable[[], None]


def _sent_import(county: County) -> None:
    batch = imports.upload_file(
        by=county.lead,
        department=county.market,
        kind="objects",
        file_name="名录.xlsx",
        content=BytesIO(objects_file(*(shop(number, risk="B") for number in range(1, 41)))),
    )
    check_file(batch=batch)
    imports.confirm_import(by=county.lead, batch=batch, gone="")


def _write_import() -> None:
    write_import.func(job_key=_KEY, batch=ImportBatch.objects.get().pk)


def _load_to_undo(county: County) -> None:
    _sent_import(county)
    _write_import()
    imports.undo_load(by=county.lead, batch=ImportBatch.objects.get(), reason="整批导错了部门")


def _undo() -> None:
    take_import_back.func(job_key=_KEY, batch=ImportBatch.objects.get().pk)


def _approved_task(county: County) -> None:
    approved_task(county, make_station(county))


def _freeze() -> None:
    people = {user.username: user for user in User.objects.all()}
    freeze_pool_job.func(
        job_key=_KEY,
        task_id=Task.objects.get().pk,
        username="operator",
        operator=people["operator"].pk,
        witnesses=[people["witness"].pk],
        reveal_by=(clock.now() + timedelta(days=1)).isoformat(),
    )


def _ready_draw(county: County) -> None:
    frozen_case(county).ready()


def _draw() -> None:
    operator = User.objects.get(username="operator")
    draw_job.func(job_key=_KEY, draw=Draw.objects.get().pk, operator=operator.pk)


def _reviewed_results(county: County) -> None:
    case = drawn_case(county, Path(mkdtemp()))
    for number, row in enumerate(case.task.object_tasks.order_by("id")[:5]):
        case.result(row, "pending_follow_up" if number % 2 else "no_problem")


def _publish() -> None:
    publish_due_results.func(job_key=_KEY, publisher=User.objects.get(username="lead").pk)


ACTS = {
    "import": Act(_sent_import, _write_import),
    "undo": Act(_load_to_undo, _undo),
    "freeze": Act(_approved_task, _freeze),
    "draw": Act(_ready_draw, _draw),
    "publication": Act(_reviewed_results, _publish),
}


def prepare(name: str) -> None:
    """Build a county in an empty database and bring it to the moment before the act."""
    ACTS[name].prepare(make_county())
