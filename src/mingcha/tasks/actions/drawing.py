"""The draw itself: run once, verified, and turned into rows, all in one transaction (R-058)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.bundles.engines import verifying_loader
from mingcha.bundles.folder import Folder
from mingcha.bundles.naming import names_for
from mingcha.bundles.running import Ran, run_draw
from mingcha.core.assignment.wording import shortage_texts
from mingcha.core.draw.log import LOG_FILE, EntryType
from mingcha.core.draw.selection import FOLLOWS
from mingcha.core.draw.transcript import root_and_size
from mingcha.core.draw.verification import verify
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.bulk_query import told_planner
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter
from mingcha.orgs.workcalendar import work_calendar
from mingcha.registers.models import InspectionObject
from mingcha.tasks import log
from mingcha.tasks.bundle_folder import worked_on
from mingcha.tasks.draw_events import ObjectsDrawn
from mingcha.tasks.draw_policies import require_organiser
from mingcha.tasks.models import Draw, DrawnObject, ObjectTask, SubTask, Task
from mingcha.tasks.models.task import Matching

_BATCH = 2_000
"""Rows a statement: 10,000 drawn objects take some two seconds to write."""


@action
def draw_objects(*, by: User, draw: Draw) -> Draw:
    """Draw, verify, and keep the result, unless it has been drawn: nobody can draw twice.

    The ``Draw`` row is locked all the while, so that a second draw waits and is then refused.
    """
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    step(DRAW, draw, "draw", by=by, registers_unchanged=None)  # loading compares the digests
    with worked_on(draw) as folder:
        ran = run_draw(folder, log_head=log.head_after(draw))
        result = root_and_size(ran.plan.suite, ran.draw.result_lines)
        placed = root_and_size(ran.plan.suite, ran.draw.assignment_lines)
        log.append(draw, EntryType.RESULT, result)
        body = {"root": placed["root"], "placed": placed["size"]}
        draw.log_head = log.append(draw, EntryType.ASSIGN, body).head
        folder.write(LOG_FILE, log.segment(draw))
        _refuse_unsound(folder)
        draw.shortages = _shortages(folder, ran, draw.own_task)
    draw.result_root, draw.assignment_root = result["root"], placed["root"]
    draw.drawn_at, draw.drawn_by = clock.now(), by.username
    draw.save()
    _keep_rows(draw, ran)
    _go_on(by, draw)
    _record(by, draw, ran)
    announce("draw.drawn", draw=draw, by=by)
    return draw


def _refuse_unsound(folder: Folder) -> None:
    for verdict in verify(folder, verifying_loader(folder, None)):
        if not verdict.passed:
            raise DomainError(
                "unsound", f"核验没有通过，不予保存：{verdict.fault or verdict.check}"
            )


def _shortages(folder: Folder, ran: Ran, task: Task) -> list[str]:
    are_teams = task.matching == Matching.FORMED
    names = names_for(folder.path, ran.plan, are_teams=are_teams)
    return shortage_texts(ran.draw.assignment.shortages, names)


def _keep_rows(draw: Draw, ran: Ran) -> None:
    parts = {part.frame: part for part in draw.own_task.sub_tasks.all()}
    lines = ran.draw.result_lines
    for start in range(0, len(lines), _BATCH):
        rows = [line.split("\t") for line in lines[start : start + _BATCH]]
        objects = _objects_by_key(row[3] for row in rows)
        DrawnObject.objects.bulk_create(
            DrawnObject(
                draw=draw,
                frame=frame,
                stratum=stratum,
                rank=int(rank),
                object_id=objects[key],
                key=key,
                ticket=ticket,
                status=status,
            )
            for frame, stratum, rank, key, ticket, status, *_ in rows
        )
        ObjectTask.objects.bulk_create(
            ObjectTask(task=draw.own_task, sub_task=parts[frame], object_id=objects[key])
            for frame, _, _, key, _, status, *_ in rows
            if status.startswith("D") or status == FOLLOWS
        )
    if len(lines) > _BATCH:
        told_planner(DrawnObject, ObjectTask)


def _objects_by_key(keys: Iterable[str]) -> Mapping[str, int]:
    return dict(InspectionObject.objects.filter(key__in=list(keys)).values_list("key", "pk"))


def _go_on(by: User, draw: Draw) -> None:
    """Move the task on, and give the departments their deadline to compare."""
    task = locked(draw.own_task)
    silent = not draw.is_public_profile and draw.parties.filter(reveal="").exists()
    step(
        TASK,
        task,
        "draw_objects",
        by=by,
        draw_done=None,
        witness_attested="见证方没有揭示" if silent else None,
    )
    task.save(update_fields=["state", "updated_at"])
    today = clock.today()
    days = parameter(
        "comparison.working_days", region=task.region, department=task.lead_department, on=today
    )
    due = work_calendar(today.year, today.year + 1).add_workdays(today, days)
    SubTask.objects.filter(task=task).update(compare_by=due)


def _record(by: User, draw: Draw, ran: Ran) -> None:
    event = ObjectsDrawn(
        subject=draw.draw_id,
        drawn=sum(row.status.startswith("D") for f in ran.draw.frames for row in f.rows),
        placed=len(ran.draw.assignment_lines),
        unplaced=len(ran.draw.assignment.unplaced),
        result_root=draw.result_root,
        log_head=draw.log_head,
    )
    record(event, by=by)
