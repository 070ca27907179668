"""Teams: taken over from the draw's matching, completed by direct assignment, confirmed."""

from __future__ import annotations

from collections import defaultdict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.draw.outputs import ASSIGNMENT_FILE
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.core.workflow.task import TASK
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.bulk_query import told_planner
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import Inspector
from mingcha.tasks.actions.direct import hold_draw, log_direct, require_ground
from mingcha.tasks.behind import Behind
from mingcha.tasks.bundle_store import content_of, inspectors_by_iid
from mingcha.tasks.draw_events import AssignedDirectly, TeamsConfirmed
from mingcha.tasks.draw_policies import draw_of, require_assigning, require_organiser
from mingcha.tasks.models import Approval, Draw, ObjectTask, Task, TeamMember
from mingcha.tasks.seating import free_seat, seated
from mingcha.tasks.selectors.departures import OPEN_TASKS
from mingcha.tasks.selectors.teams import (
    empty_slots,
    empty_slots_for,
    incomplete,
    plan_of,
    why_not,
)

_BATCH = 2_000


def take_over_teams(draw: Draw) -> None:
    """Make the team members from the draw's ``assignment.tsv``; part of another action.

    The member in the lowest slot of an object's team leads it; of a formed team its own leader.
    """
    frames = [slot.frame for slot in plan_of(draw).assignment.slots]
    people = inspectors_by_iid(draw)
    kept = ObjectTask.objects.filter(task=draw.own_task).exclude(state="not_mine")
    rows = kept.values_list("sub_task__frame", "object__key", "pk")
    object_tasks = {(frame, key): pk for frame, key, pk in rows}
    slots: dict[int, list[tuple[int, Behind]]] = defaultdict(list)
    for line in content_of(draw, ASSIGNMENT_FILE).decode("ascii").splitlines():
        key, j, iid, *_ = line.split("\t")
        object_task = object_tasks.get((frames[int(j)], key))
        if object_task is not None:
            slots[object_task].append((int(j), people[iid]))
    made = TeamMember.objects.bulk_create(
        (
            member
            for pk, team in slots.items()
            for j, behind in team
            for member in seated(pk, j, behind, leads=j == min(slot for slot, _ in team))
        ),
        batch_size=_BATCH,
    )
    if len(made) > _BATCH:
        told_planner(TeamMember)


@action
def assign_directly(
    *, by: User, object_task: ObjectTask, inspector: Inspector, basis: str, reason: str
) -> TeamMember:
    """Fill a place that nobody could be matched to (直接委派), by the department's head.

    The decision, its legal basis and its reason are kept with the task's approvals; the log says
    of the place that it was not given by lot, and is published.
    """
    hold_draw(object_task.task)
    object_task = locked(object_task)
    require_assigning(by, object_task.sub_task, inspector)
    if object_task.task.state not in OPEN_TASKS or object_task.state not in BEFORE_RESULTS:
        raise DomainError("not_matching", "名单比对以后、录入检查结果以前才能直接委派")
    require_ground(basis, reason)
    places = empty_slots_for(object_task, inspector)
    if not places:
        raise DomainError("no_place", _no_place(object_task), "inspector")
    fault = why_not(object_task, inspector)
    if fault:
        raise DomainError("unfit", f"{inspector.name}不能委派：{fault}", "inspector")
    member = TeamMember.objects.create(
        object_task=object_task,
        inspector=inspector,
        slot=places[0],
        seat=free_seat(object_task, places[0]),
        is_leader=not object_task.team.exists(),
    )
    _decided(by, object_task, "assign_directly", f"委派 {inspector.staff_no}：{reason.strip()}")
    log_direct(object_task.task.draw, member, basis, by)
    event = AssignedDirectly(
        subject=object_task.task.number,
        object=object_task.object.code,
        slot=member.slot,
        basis=basis.strip(),
        reason=reason.strip(),
    )
    record(event, by=by)
    announce("draw.replaced", draw=object_task.task.draw, by=by)
    return member


def _no_place(object_task: ObjectTask) -> str:
    if empty_slots(object_task):
        return "市县联查的空席位属于另一级部门，请委派那一级的人员"
    return "这一户的检查组已经满员"


def _decided(by: User, object_task: ObjectTask, what: str, note: str) -> None:
    Approval.objects.create(
        task=object_task.task,
        step=what,
        is_approved=True,
        note=f"{object_task.object.code} {note}"[:300],
        by=by.username,
        by_name=by.name,
    )


@action
def confirm_teams(*, by: User, task: Task) -> Task:
    """Say that every object has its teams; then the task can be issued."""
    task = locked(task)
    require_organiser(by, draw_of(task), Permission.DRAW_OPERATE)
    step(TASK, task, "draw_inspectors", by=by, teams_complete=lacking(task))
    task.save(update_fields=["state", "updated_at"])
    count = ObjectTask.objects.filter(task=task).exclude(state="not_mine").count()
    record(TeamsConfirmed(subject=task.number, objects=count), by=by)
    return task


def lacking(task: Task) -> str | None:
    """Return None where every team is large enough (G-8), else how many are not."""
    count = incomplete(task).count()
    return f"还有 {count} 户的检查组不满员，请部门负责人直接委派" if count else None
