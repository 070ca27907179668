"""Making documents out: once, by the text in force that day, kept as they were printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import cast

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record as record_event
from mingcha.core.notices.filling import Values, filled
from mingcha.core.notices.kinds import (
    INSPECTION_NOTICE,
    RECTIFICATION_ORDER,
    RESULT_NOTICE,
    NoticeKind,
)
from mingcha.followup.models import FollowUp
from mingcha.followup.models.follow_up import Measure
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.bulk_insert import copy_in
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.models import InspectionRecord
from mingcha.notices.events import NoticesIssued
from mingcha.notices.models import IssuedNotice
from mingcha.notices.selectors.texts import TextInForce, text_in_force
from mingcha.notices.values.common import Filled
from mingcha.notices.values.findings import order_of, result_of
from mingcha.notices.values.visits import notices_of
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.selectors.teams import kept_rows

_BATCH = 500
JUDGED = frozenset({"approved", "published", "corrected"})
"""States of an object task whose result may be told to the object."""
_ORDERED = frozenset({"rectifying", "evidence_submitted", "re_check"})


@action
def issue_for_task(*, by: User, task: Task) -> int:
    """Make out the inspection notice of every object that a task just issued goes to."""
    return _issue_to(task, None, by)


@action
def issue_to_successors(*, by: User, task: Task) -> int:
    """Make out the notice of objects that came from the reserve after the task was issued."""
    if task.issued_at is None:
        return 0
    told = IssuedNotice.objects.filter(kind=INSPECTION_NOTICE.key, task=task).values("object")
    came = kept_rows(task).exclude(object__in=told)
    objects = list(came.values_list("object", flat=True).distinct())
    return _issue_to(task, objects, by) if objects else 0


def _issue_to(task: Task, objects: list[int] | None, by: User) -> int:
    today, text = clock.today(), _text(INSPECTION_NOTICE, task.lead_department)
    made = (
        _made(INSPECTION_NOTICE, text, task, thing, task.lead_department, values, by)
        for thing, values in notices_of(task, today, objects)
    )
    count = _kept(made)
    _record(INSPECTION_NOTICE, task.number, count, text, "", by)
    return count


@action
def issue_again(*, by: User, task: Task, object_pk: int, reason: str) -> IssuedNotice:
    """Make out an object's inspection notice again, such as for a team that changed.

    The first one of a task that was issued before there were kept documents needs no reason.
    Raises NotFound for an object that the task does not go to, DomainError at ``reason``.
    """
    task = locked(task)
    if by.department_id != task.lead_department_id:
        raise NotFound
    require(by, Permission.TASK_ISSUE)
    if task.issued_at is None:
        raise NotFound
    found = next(notices_of(task, clock.today(), [object_pk]), None)
    if found is None:
        raise NotFound
    return _issue(INSPECTION_NOTICE, task, found[0], task.lead_department, found[1], reason, by)


@action
def issue_result(*, by: User, row: ObjectTask, reason: str) -> IssuedNotice:
    """Make out the notice of a result that was approved, by the department that checked."""
    row = locked(row)
    if by.department_id != row.sub_task.department_id:
        raise NotFound
    require(by, Permission.RESULT_PUBLISH)
    found = InspectionRecord.objects.filter(object_task=row).select_related("visit").first()
    if found is None or row.state not in JUDGED:
        raise DomainError("not_approved", "检查结果审定以后才能出具告知书")
    return _issue(
        RESULT_NOTICE,
        row.task,
        row.object,
        row.sub_task.department,
        result_of(found, clock.today()),
        reason,
        by,
    )


@action
def issue_order(*, by: User, follow_up: FollowUp, reason: str) -> IssuedNotice:
    """Make out the order to put things right, once it was ordered and until it is over."""
    follow_up = locked(follow_up)
    row = follow_up.object_task
    if by.department_id != row.sub_task.department_id:
        raise NotFound
    require(by, Permission.FOLLOWUP_HANDLE)
    if follow_up.measure != Measure.RECTIFY or follow_up.state not in _ORDERED:
        raise DomainError("not_ordered", "请先责令改正，写明整改要求和期限，再出具通知书")
    values = order_of(follow_up, row.record, clock.today())
    return _issue(
        RECTIFICATION_ORDER, row.task, row.object, row.sub_task.department, values, reason, by
    )


def _issue(
    kind: NoticeKind,
    task: Task,
    thing: InspectionObject,
    department: Department,
    values: Filled,
    reason: str,
    by: User,
) -> IssuedNotice:
    last = IssuedNotice.objects.filter(
        kind=kind.key, task=task, object=thing, department=department
    ).first()
    if last is not None and not reason.strip():
        raise DomainError("reason", "请写明重新出具的理由，例如：检查人员已更换", "reason")
    text = _text(kind, department)
    made = _made(kind, text, task, thing, department, values, by)
    if last is not None:
        made.serial, made.reason = last.serial + 1, reason.strip()
    made.save()
    _record(kind, f"{task.number} {thing.code}", 1, text, made.reason, by)
    return made


def _made(
    kind: NoticeKind,
    text: TextInForce,
    task: Task,
    thing: InspectionObject,
    department: Department,
    values: Filled,
    by: User,
) -> IssuedNotice:
    return IssuedNotice(
        kind=kind.key,
        task=task,
        object=thing,
        department=department,
        text_version=text.version,
        title=text.title,
        values=values,
        parts=filled(kind, text.text, cast("Values", values)),
        issued_by=by.username,
    )


def _kept(rows: Iterator[IssuedNotice]) -> int:
    count = 0
    while batch := list(islice(rows, _BATCH)):
        count += copy_in(IssuedNotice, batch)
    return count


def _text(kind: NoticeKind, department: Department) -> TextInForce:
    return text_in_force(kind, department, clock.today())


def _record(
    kind: NoticeKind, subject: str, count: int, text: TextInForce, reason: str, by: User
) -> None:
    event = NoticesIssued(
        subject=subject, kind=kind.title, objects=count, version=text.words, reason=reason
    )
    record_event(event, by=by)
