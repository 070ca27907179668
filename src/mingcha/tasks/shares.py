"""The counties' shares of what a department draws for them (R-041, R-066; ADR 0017)."""

from __future__ import annotations

from django.db.models.functions import Coalesce

from mingcha.accounts.steps import step_by_itself
from mingcha.core.workflow.sub_task import SUB_TASK
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.plans.modes import sharing
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.seats import seats_by_side

LEAD_FIRST = Coalesce("sub_task__share_of__is_lead", "sub_task__is_lead").desc()
"""Orders object tasks of one object: those of the lead's part, or of a share of it, come first."""


def require_one_share_each(task: Task) -> None:
    """Raise DomainError where a county's department would get a share of two parts: it has one list."""
    given: dict[int, SubTask] = {}
    for part in task.sub_tasks.filter(share_of=None).select_related("department__region"):
        for department in _below(task, part):
            first = given.setdefault(department.pk, part)
            if first.pk != part.pk:
                told = (
                    f"{first.department.name}和{part.department.name}的下级部门相同，"
                    f"{department.name}不能在一次任务里分到两份：请只由其中一个部门参加，或者改用本级检查的抽查模式"
                )
                raise DomainError("shared_twice", told, "cooperating")


class Shares:
    """The sub-tasks among which a task's drawn objects fall, made as they are first needed.

    An object goes to the county department of the part's line in whose region it lies; where
    there is none, or it takes part in the task by itself, the object stays with the part.
    """

    def __init__(self, task: Task) -> None:
        """Read the parts, the shares that there are, and who may have one."""
        rows = list(task.sub_tasks.select_related("department__region"))
        self._parts = {row.frame: row for row in rows if row.share_of_id is None}
        self._made = {(row.frame, row.department_id): row for row in rows if row.share_of_id}
        taking_part = {part.department_id for part in self._parts.values()}
        self._below = {
            frame: [
                department for department in _below(task, part) if department.pk not in taking_part
            ]
            for frame, part in self._parts.items()
        }

    def of(self, frame: str, prefix: str) -> SubTask:
        """Return the sub-task to which an object of a frame goes, by its region's prefix."""
        part = self._parts[frame]
        for department in self._below[frame]:
            if prefix.startswith(department.region.prefix):
                return self._share(part, department)
        return part

    def handed_down(self) -> list[SubTask]:
        """Return the shares, by frame and region."""
        return sorted(
            self._made.values(), key=lambda share: (share.frame, share.department.region_id)
        )

    def _share(self, part: SubTask, department: Department) -> SubTask:
        found = self._made.get((part.frame, department.pk))
        if found is None:
            found = _made(part, department)
            self._made[part.frame, department.pk] = found
        return found


def _below(task: Task, part: SubTask) -> list[Department]:
    rows = Department.objects.filter(sharing(task.mode, part.department)).select_related("region")
    return list(rows.order_by("-region__prefix", "pk"))


def _size(part: SubTask) -> int:
    """Return how many a team has: where both levels are drawn, as many of each (ADR 0017)."""
    sides = {side for side, _ in seats_by_side(part.task, part)}
    return part.team_size * max(len(sides), 1)


def _made(part: SubTask, department: Department) -> SubTask:
    share = SubTask(
        task=part.task,
        department=department,
        share_of=part,
        frame=part.frame,
        team_size=_size(part),
        compare_by=part.compare_by,
    )
    step_by_itself(SUB_TASK, share, "hand_down", drawn_for_others=None)
    share.save()
    share.items.set(part.items.all())
    share.expertise.set(part.expertise.all())
    return share
