"""Who may do what at an inspection: the team enters, the department judges (R-078, R-083)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.registers.models import Inspector, Recusal
from mingcha.registers.selectors.fitness import not_away, unfit_reason
from mingcha.tasks.models import ObjectTask, Task, TeamMember
from mingcha.tasks.selectors.teams import kept_rows
from mingcha.tasks.senders import senders_of
from mingcha.tasks.team_rules import counted_together, least_officers_of

EDITABLE = frozenset({"visiting", "recorded", "returned"})
"""States in which what was found may be written down."""

_GOING = frozenset({"issued", "in_progress"})


def require_going(task: Task) -> None:
    """Raise DomainError where nobody inspects for the task: it is not issued, over or voided."""
    if task.state not in _GOING:
        raise DomainError("not_going", "任务还没有派发，或已经结束")


def own_member(by: User, object_task: ObjectTask) -> TeamMember:
    """Return the actor's place on the team; raises NotFound for everybody else (R-078)."""
    member = object_task.team.filter(inspector__user=by).select_related("inspector").first()
    if member is None:
        raise NotFound
    require(by, Permission.VISIT_RECORD)
    return member


def require_editable(object_task: ObjectTask) -> None:
    """Raise DomainError where nothing may be entered now."""
    if object_task.state not in EDITABLE:
        raise DomainError("not_editable", "记录现在不能填写：检查还没有开始，或已经提交审核")


def require_own_department(by: User, object_task: ObjectTask, permission: Permission) -> None:
    """Raise NotFound for another department's part, Forbidden without the permission."""
    if by.department_id != object_task.sub_task.department_id:
        raise NotFound
    require(by, permission)


def not_in_team(by: User, object_task: ObjectTask) -> str | None:
    """Return None unless the actor is of the team or entered the record."""
    entered = getattr(object_task, "record", None)
    is_member = object_task.team.filter(inspector__user=by).exists()
    if is_member or (entered is not None and entered.entered_by == by.username):
        return "审核人不能是检查组成员或录入人"
    return None


def certificate_fault(inspector: Inspector, day: date) -> str | None:
    """Return None where somebody may enforce on that day, else why not (E-1)."""
    return unfit_reason(inspector, day)


def certified(members: Iterable[TeamMember], object_task: ObjectTask) -> list[TeamMember]:
    """Return those who count: of the departments that send, certified today, not recused (G-8, G-9).

    People without a certificate count only where the parameter says so, and never alone.
    """
    senders = senders_of(object_task.sub_task)
    own = [
        member
        for member in members
        if member.inspector.department_id in senders and not is_recused(member, object_task)
    ]
    sound = [m for m in own if certificate_fault(m.inspector, clock.today()) is None]
    if not sound or not _asked("team.assist_counts", object_task):
        return sound
    return [m for m in own if not_away(m.inspector, clock.today())]


def is_recused(member: TeamMember, object_task: ObjectTask) -> bool:
    """Tell whether an interest in the object was declared of a member, and not rejected (R-062)."""
    rows = Recusal.objects.filter(inspector=member.inspector_id, object=object_task.object_id)
    return rows.filter(ended_on=None).exists()


def least_officers(object_task: ObjectTask) -> int:
    """Return how many certified officers a department must send (R-061).

    Where a joint team counts together, the other departments' officers are taken off (G-8).
    """
    task, department = object_task.task, object_task.sub_task.department
    least = least_officers_of(task, department, on=clock.today())
    if not counted_together(task, on=clock.today()):
        return least
    others = kept_rows(task).filter(object=object_task.object_id).exclude(pk=object_task.pk)
    return max(1, least - TeamMember.objects.filter(object_task__in=others).count())


def _asked(key: str, object_task: ObjectTask) -> bool:
    task, department = object_task.task, object_task.sub_task.department
    return bool(parameter(key, region=task.region, department=department, on=clock.today()))
