"""The draw itself: run once, verified, and turned into rows, all in one transaction (R-058)."""

from __future__ import annotations

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
from mingcha.core.draw.transcript import root_and_size
from mingcha.core.draw.verification import verify
from mingcha.core.workflow.draw import DRAW
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter
from mingcha.orgs.workcalendar import work_calendar
from mingcha.tasks import log
from mingcha.tasks.actions.covering import cover_lines
from mingcha.tasks.actions.expert_lots import draw_experts
from mingcha.tasks.bundle_folder import worked_on
from mingcha.tasks.bundle_store import digests_of
from mingcha.tasks.draw_events import ObjectsDrawn, SharesHandedDown
from mingcha.tasks.draw_policies import require_organiser
from mingcha.tasks.drawn_rows import keep_drawn_rows
from mingcha.tasks.models import Draw, SubTask, Task
from mingcha.tasks.models.task import Matching


@action
def draw_objects(*, by: User, draw: Draw) -> Draw:
    """Draw, verify, and keep the result, unless it has been drawn: nobody can draw twice.

    The task and its draw are locked all the while, in the order of voiding and reopening, so that a
    second draw waits and is then refused.
    """
    if draw.task is not None:
        locked(draw.task)
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
    shares = keep_drawn_rows(draw, ran.draw.result_lines)
    covered = cover_lines(draw.own_task, shares)
    draw_experts(draw, ran.draw.seed, by)
    _go_on(by, draw)
    _record(by, draw, ran)
    _record_shares(by, draw.own_task, shares, covered)
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
        digests=digests_of(draw),
    )
    record(event, by=by)


def _record_shares(by: User, task: Task, shares: list[SubTask], covered: int) -> None:
    """Tell what went to which county, and how many lines of their own plans that covers."""
    if not shares:
        return
    event = SharesHandedDown(
        subject=task.number,
        departments=[share.department.name for share in shares],
        households=[share.object_tasks.count() for share in shares],
        lines=covered,
    )
    record(event, by=by)
