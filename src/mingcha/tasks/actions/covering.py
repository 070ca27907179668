"""Lines of a county's own plan that are carried out by what the city drew (R-041; ADR 0017)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from mingcha.plans.actions.progress import advance, held
from mingcha.plans.models import PlanLine
from mingcha.plans.selectors.plans import versions_of
from mingcha.registers.models import InspectionObject
from mingcha.registers.selectors.object_filter import filtered
from mingcha.tasks.caps import with_claimed
from mingcha.tasks.models import SubTask, Task

_ORDER = ("version__plan__department", "line_no")
"""The order in which lines are locked by whatever moves several of them."""


def cover_lines(task: Task, shares: Iterable[SubTask]) -> int:
    """Let the counties' waiting lines be covered by their shares; returns how many. Part of another action."""
    lines_of_business = set(
        task.sub_tasks.filter(share_of=None).values_list("department__line", flat=True)
    )
    covered = 0
    for share in sorted(shares, key=lambda share: share.department_id):
        items = with_claimed(share.items.values_list("item", flat=True))
        for line in _waiting(task, share):
            joining = {department.line_id for department in line.cooperating.all()}
            asked = {item.pk for item in line.items.all()}
            if joining <= lines_of_business and asked and asked <= items and _meets(line, share):
                covered += _cover(line, share)
    return covered


def uncover_lines(task: Task) -> None:
    """Let the lines wait again that only this task covered. Part of another action."""
    others = SubTask.objects.exclude(task=task).exclude(task__state="voided")
    lines = PlanLine.objects.filter(covering__task=task).distinct()
    for line in lines.order_by(*_ORDER):
        now = held(line)
        if now.state == "covered" and not others.filter(covers__in=versions_of(now)).exists():
            advance(now, "uncover", nothing_drawn_from_above=None)


def _waiting(task: Task, share: SubTask) -> QuerySet[PlanLine]:
    rows = PlanLine.objects.filter(
        version__state="published",
        version__plan__department=share.department_id,
        version__plan__year=task.year,
        state="pending",
        period_from__lte=task.period_to,
        period_to__gte=task.period_from,
    )
    return rows.prefetch_related("items", "cooperating").order_by(*_ORDER)


def _meets(line: PlanLine, share: SubTask) -> bool:
    """Tell whether an object of the share is in the line's range."""
    drawn = share.object_tasks.filter(object=OuterRef("pk"))
    ranged = filtered(InspectionObject.objects.all(), line.object_filter)
    return ranged.filter(Exists(drawn)).exists()


def _cover(line: PlanLine, share: SubTask) -> bool:
    """Cover a line unless it was begun or covered since it was found; tells whether it did."""
    now = held(line)
    if now.state != "pending":
        return False
    share.covers.add(now)
    advance(now, "cover", drawn_from_above=None)
    return True
