"""Agreeing on a day, and arriving (R-069; dossier C.3, C.4 item 5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record as on_chain
from mingcha.core.workflow.object_task import NOT_BEGUN, OBJECT_TASK
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.inspections.events import VisitBooked, VisitStarted
from mingcha.inspections.models import InspectionRecord, ItemResult, Visit
from mingcha.inspections.policies import (
    certificate_fault,
    certified,
    is_recused,
    least_officers,
    own_member,
    require_going,
)
from mingcha.inspections.shared_visits import known_visit, last_day, visit_of
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.caps import caps_reached
from mingcha.tasks.models import ObjectTask, Task, TeamMember


@action
def book_visit(
    *, by: User, object_task: ObjectTask, day: date, notice_served: bool = False, reason: str = ""
) -> Visit:
    """Set the day of the visit, for all departments of a joint task; another day has a reason.

    ``notice_served`` says that the object has the notice: then it counts as notified. Without it
    the day of a surprise check stays the team's own.
    """
    object_task = locked(object_task)
    own_member(by, object_task)
    require_going(object_task.task)
    visit, last = visit_of(object_task), last_day(object_task)
    if not clock.today() <= day <= max(last, clock.today()):
        raise DomainError("day", f"请选今天到任务截止日（{last:%Y-%m-%d}）之间的日期", "day")
    if object_task.state not in NOT_BEGUN:
        raise DomainError("begun", "检查已经开始，不能再约日期", "day")
    if object_task.state == "assigned" and notice_served:
        step(OBJECT_TASK, object_task, "notify", by=by, in_team=None, notice_made=None)
    elif visit.planned_on and visit.planned_on != day:
        if reason_given(reason):
            raise DomainError("reason_missing", "改期请写明理由", "reason")
        if object_task.state == "notified":
            step(OBJECT_TASK, object_task, "reschedule", by=by, in_team=None, reason_given=None)
    object_task.save(update_fields=["state", "updated_at"])
    visit.planned_on = day
    visit.save(update_fields=["planned_on", "updated_at"])
    event = VisitBooked(
        subject=object_task.task.number,
        object=object_task.object.code,
        day=day.isoformat(),
        state=object_task.state,
        reason=reason.strip(),
    )
    on_chain(event, by=by)
    return visit


@action
def start_visit(
    *,
    by: User,
    object_task: ObjectTask,
    methods: Collection[str],
    present: Collection[int],
    certificate_shown: bool,
    beyond_cap_reason: str = "",
) -> InspectionRecord:
    """Begin the check: who is there, how it is done, and that certificates were shown.

    ``present`` holds ids of team members; who acts is there anyhow. One visit serves all
    departments of a joint task, each with its own certified officers (R-064, G-8). Where others
    went there meanwhile as often as a cap allows, ``beyond_cap_reason`` says on what ground this
    visit takes place all the same (E.2). Raises GuardFailed, DomainError for methods and the
    ground, NotFound outside the team.
    """
    object_task = locked(object_task)
    me = own_member(by, object_task)
    require_going(object_task.task)
    if not methods or not set(methods) <= set(CheckMethod.values):
        raise DomainError("methods_missing", "请选择检查方式", "methods")
    there = object_task.team.filter(pk__in={*present, me.pk}).select_related("inspector")
    officers = certified(there, object_task)
    _require_within_caps(object_task, beyond_cap_reason)
    own_fault = certificate_fault(me.inspector, clock.today())
    step(
        OBJECT_TASK,
        object_task,
        "start_visit",
        by=by,
        in_team=None,
        team_complete=_interested(me, object_task)
        or _too_few(len(officers), least_officers(object_task)),
        certificate_shown=own_fault or _not_shown(methods, shown=certificate_shown),
        surprise_allowed=_announced_only(object_task.task),
    )
    visit = _arrived(object_task, by, shown=certificate_shown, beyond_cap=beyond_cap_reason)
    object_task.save(update_fields=["state", "updated_at"])
    row = InspectionRecord.objects.create(
        object_task=object_task, visit=visit, methods=sorted(methods), entered_by=by.username
    )
    items = object_task.sub_task.items.order_by("item__code")
    ItemResult.objects.bulk_create(ItemResult(record=row, item=item) for item in items)
    event = VisitStarted(
        subject=object_task.task.number,
        object=object_task.object.code,
        department=object_task.sub_task.department.short_name,
        certificate_shown=certificate_shown,
        present=len(officers),
        reason=visit.beyond_cap_reason,
    )
    on_chain(event, by=by)
    begin_task(object_task.task, by)
    return row


def begin_task(task: Task, by: User) -> None:
    """Step the task once the first of its visits has started; part of another action.

    Raises DomainError where the task was voided at this moment.
    """
    task = locked(task)
    require_going(task)
    if task.state == "issued":
        step(TASK, task, "start", by=by, first_visit_started=None)
        task.save(update_fields=["state", "updated_at"])


def _arrived(object_task: ObjectTask, by: User, *, shown: bool, beyond_cap: str) -> Visit:
    visit = visit_of(object_task)
    if visit.started_at is None:
        visit.started_at, visit.started_by = clock.now(), by.username
    if shown and visit.certificate_shown_at is None:
        visit.certificate_shown_at = clock.now()
    visit.beyond_cap_reason = visit.beyond_cap_reason or beyond_cap.strip()
    visit.save()
    return visit


def _require_within_caps(object_task: ObjectTask, reason: str) -> None:
    visit = known_visit(object_task)
    if reason.strip() or (visit is not None and visit.beyond_cap_reason):
        return
    if reached := caps_reached(object_task, clock.today()):
        titles = "、".join(rule.title for rule in reached)
        told = f"该对象已达到检查频次上限（{titles}）：请写明仍须检查的理由和依据"
        raise DomainError("cap_reached", told, "beyond_cap_reason")


def _interested(me: TeamMember, object_task: ObjectTask) -> str | None:
    if not is_recused(me, object_task):
        return None
    return "您与该对象有回避登记，不能检查，请部门负责人更换检查人员"


def _too_few(officers: int, least: int) -> str | None:
    if officers >= least:
        return None
    return f"到场的本部门持证检查人员只有{officers}名，至少要{least}名"


def _not_shown(methods: Collection[str], *, shown: bool) -> str | None:
    if shown or CheckMethod.ON_SITE not in methods:
        return None
    return "请先向当事人出示执法证"


def _announced_only(task: Task) -> str | None:
    if task.is_unannounced:
        return None
    return "本任务须事先通知，请先约定日期并送达通知"
