"""Closing a task: every follow-up is over and a summary is written (R-090)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.draw.log import EntryType
from mingcha.core.workflow.task import TASK
from mingcha.followup.models import FollowUp
from mingcha.followup.selectors.follow_ups import OVER
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import NotFound
from mingcha.tasks import log
from mingcha.tasks.events import TaskChanged
from mingcha.tasks.models import Draw, ObjectTask, Task


@action
def close_task(*, by: User, task: Task, summary: str) -> Task:
    """Close a task that is done; the log of draws gets an outcome per object and its end.

    Raises GuardFailed where follow-ups are open or the summary is blank.
    """
    task = locked(task)
    if by.department_id != task.lead_department_id:
        raise NotFound
    require(by, Permission.TASK_CLOSE)
    unfinished = FollowUp.objects.filter(object_task__task=task).exclude(state__in=OVER).count()
    step(
        TASK,
        task,
        "close",
        by=by,
        follow_ups_closed=f"还有 {unfinished} 件后续处置没有办结" if unfinished else None,
        summary_written=None if summary.strip() else "请填写任务总结",
    )
    task.summary, task.closed_at = summary.strip(), clock.now()
    task.save(update_fields=["state", "summary", "closed_at", "updated_at"])
    record(TaskChanged(subject=task.number, action="close", state=task.state), by=by)
    draw = Draw.objects.filter(task=task, drawn_at__isnull=False).first()
    if draw:
        _log_end(draw, task)
    return task


def _log_end(draw: Draw, task: Task) -> None:
    """Append DISCLOSE, an OUTCOME for every object, and CLOSE (protocol section 11)."""
    log.append(draw, EntryType.DISCLOSE, {"mode": task.disclosing})
    rows = ObjectTask.objects.filter(task=task).select_related("record", "object", "sub_task")
    for row in rows.order_by("object__key", "sub_task__frame"):
        inspected = getattr(row, "record", None)
        body = {
            "frame": row.sub_task.frame,
            "id": row.object.key,
            "outcome": inspected.result if inspected else row.state,
        }
        log.append(draw, EntryType.OUTCOME, body)
    log.append(draw, EntryType.CLOSE, {"objects": len(rows)})
