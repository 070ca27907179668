"""Results entered in a department's own system, taken over without double entry (R-087)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.inspections.actions.records import check_conclusion
from mingcha.inspections.actions.visits import begin_task
from mingcha.inspections.choices import OBJECT_RESULTS, Acknowledgement, ItemOutcome
from mingcha.inspections.completeness import result_fault
from mingcha.inspections.deadlines import publish_deadline
from mingcha.inspections.entries import told
from mingcha.inspections.models import InspectionRecord, ItemResult
from mingcha.inspections.policies import (
    certificate_fault,
    is_recused,
    least_officers,
    require_going,
    require_own_department,
)
from mingcha.inspections.shared_visits import visit_of
from mingcha.tasks.models import ObjectTask, TeamMember
from mingcha.tasks.senders import senders_of


@action
def results_from_elsewhere(
    *,
    by: User,
    source_system: str,
    source_key: str,
    object_task: ObjectTask,
    staff_nos: Collection[str],
    inspected_at: datetime,
    signed_at: datetime,
    result: str,
    methods: Collection[str],
    items: Mapping[str, tuple[str, str]],
    findings: str = "",
    acknowledgement: str = Acknowledgement.SIGNED,
    refusal_note: str = "",
    refusal_witness: str = "",
) -> InspectionRecord:
    """Take a result of another system, signed there, and hand it in for review here.

    ``items`` gives outcome and note by item code. The same key again returns the same record,
    unchanged, unless it was returned: then it is corrected and handed in anew. Notice and
    certificates are that system's matter; who inspected must be of the team drawn here, without
    an interest in the object, and not before the task was issued.

    Raises:
        NotFound: Another department's object task.
        DomainError: The key is another object's; the object has a record of its own; the task is
            not under way; or the content is wrong, at its field.
        WrongState: The object task is over.
    """
    object_task = locked(object_task)
    require_own_department(by, object_task, Permission.VISIT_RECORD)
    if not source_system.strip() or not source_key.strip():
        raise DomainError("source_missing", "请写明来源系统和来源编号", "source_key")
    known = _known(object_task, source_system, source_key)
    if known and object_task.state != "returned":
        return known
    task, now = object_task.task, clock.now()
    require_going(task)
    if task.issued_at and inspected_at < task.issued_at:
        raise DomainError("before_issue", "检查时间早于任务派发的时间", "inspected_at")
    if not inspected_at <= signed_at <= now:
        raise DomainError("times", "检查时间、签字时间和现在须依次先后", "signed_at")
    row = known or _new(object_task, by, inspected_at)
    row.source_system, row.source_key = source_system, source_key
    row.result, row.findings, row.methods = result, findings.strip(), sorted(methods)
    row.acknowledgement = acknowledgement
    row.refusal_note, row.refusal_witness = refusal_note.strip(), refusal_witness.strip()
    row.signed_at = signed_at
    row.publish_by = row.publish_by or publish_deadline(row).due
    row.save()
    _take_items(row, items)
    check_conclusion(row)
    officers = _officers(object_task, staff_nos, inspected_at)
    _pass_through(object_task, row, by, enough=len(officers) >= least_officers(object_task))
    object_task.team.update(confirmed_at=None)
    TeamMember.objects.filter(pk__in=[m.pk for m in officers]).update(confirmed_at=signed_at)
    row.submitted_at = now
    row.save()
    told(row, object_task, "take_over", by)
    begin_task(task, by)
    return row


def _known(object_task: ObjectTask, system: str, key: str) -> InspectionRecord | None:
    row = InspectionRecord.objects.filter(source_system=system, source_key=key).first()
    if row and row.object_task_id != object_task.pk:
        raise DomainError("source_key_taken", "这个来源编号已用于另一户", "source_key")
    if row is None and InspectionRecord.objects.filter(object_task=object_task).exists():
        raise DomainError("already_recorded", "这一户已有检查记录，不重复录入")
    return row


def _new(object_task: ObjectTask, by: User, inspected_at: datetime) -> InspectionRecord:
    visit = visit_of(object_task)
    if visit.started_at is None:
        visit.started_at, visit.started_by = inspected_at, by.username
        visit.save(update_fields=["started_at", "started_by", "updated_at"])
    row = InspectionRecord.objects.create(
        object_task=object_task, visit=visit, entered_by=by.username
    )
    ItemResult.objects.bulk_create(
        ItemResult(record=row, item=item) for item in object_task.sub_task.items.all()
    )
    return row


def _take_items(row: InspectionRecord, items: Mapping[str, tuple[str, str]]) -> None:
    rows = {r.item.item.code: r for r in row.item_results.select_related("item__item")}
    strange = sorted(set(items) - set(rows))
    if strange:
        raise DomainError("items", f"本任务没有这些事项：{'、'.join(strange)}", "items")
    for code, one in rows.items():
        outcome, note = items.get(code, ("", ""))
        if not outcome and row.result in OBJECT_RESULTS:
            outcome = ItemOutcome.NOT_CHECKED
        if outcome not in ItemOutcome.values:
            raise DomainError("items", f"事项 {code} 没有结果，或结果代码不对", "items")
        if outcome == ItemOutcome.PROBLEM and not note.strip():
            raise DomainError("items", f"事项 {code} 发现问题，请写明", "items")
        one.outcome, one.note = outcome, note.strip()
        one.save(update_fields=["outcome", "note", "updated_at"])


def _officers(
    object_task: ObjectTask, staff_nos: Collection[str], moment: datetime
) -> list[TeamMember]:
    team = object_task.team.select_related("inspector")
    named = [m for m in team if m.inspector.staff_no in staff_nos]
    day = timezone.localdate(moment)
    senders = senders_of(object_task.sub_task)
    return [
        m
        for m in named
        if m.inspector.department_id in senders
        and not certificate_fault(m.inspector, day)
        and not is_recused(m, object_task)
    ]


def _pass_through(
    object_task: ObjectTask, row: InspectionRecord, by: User, *, enough: bool
) -> None:
    too_few = None if enough else "检查人员须是本任务检查组中的持证人员，且人数足够"
    if object_task.state != "returned":
        step(
            OBJECT_TASK,
            object_task,
            "start_visit",
            by=by,
            in_team=None,
            team_complete=too_few,
            certificate_shown=None,
            surprise_allowed=None,
        )
        step(OBJECT_TASK, object_task, "record", by=by, in_team=None, checklist_complete=None)
    step(
        OBJECT_TASK,
        object_task,
        "submit",
        by=by,
        in_team=None,
        record_signed=too_few,
        result_complete=result_fault(row),
    )
    object_task.save(update_fields=["state", "updated_at"])
