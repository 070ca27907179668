"""How far each county is with its share of what was drawn for it (R-066)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, Q

from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.core.workflow.sub_task import SUB_TASK
from mingcha.plans.models import PlanVersion
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.selectors.teams import VISITED

_PUBLIC = ("published", "corrected")
_OVER = (*_PUBLIC, *FALLEN_AWAY)
_DONE = "已完成"
_UNDER_WAY = "检查中"


@dataclass(frozen=True, slots=True)
class ShareStanding:
    """A share with its counts (``drawn``, ``not_mine``, ``visited``, ``public``), and its state in words."""

    of: SubTask
    state: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class CoveredLine:
    """A line of a county's plan, and the share that carries it out (``drawn``, ``visited``)."""

    line_no: int
    name: str
    share: SubTask


def covered_lines(version: PlanVersion) -> list[CoveredLine]:
    """Return which lines of a version a superior's draw covers, with how far that is (R-041).

    Lines keep their numbers from version to version.
    """
    numbers = version.lines.filter(state="covered").values("line_no")
    rows = (
        SubTask.objects.filter(
            covers__version__plan=version.plan_id,
            covers__line_no__in=numbers,
        )
        .exclude(task__state="voided")
        .select_related("task__lead_department")
        .annotate(
            line_no=F("covers__line_no"),
            line_name=F("covers__name"),
            drawn=Count("object_tasks", filter=~Q(object_tasks__state__in=FALLEN_AWAY)),
            visited=Count("object_tasks", filter=Q(object_tasks__state__in=VISITED)),
        )
        .order_by("line_no", "pk")
    )
    return [CoveredLine(row.line_no, row.line_name, row) for row in rows]


def share_standings(task: Task) -> list[ShareStanding]:
    """Return the shares of a task by region, in one query however many objects there are."""
    of = "object_tasks"
    rows = (
        task.sub_tasks.filter(share_of__isnull=False)
        .select_related("department")
        .prefetch_related("covers")
        .annotate(
            drawn=Count(of),
            not_mine=Count(of, filter=Q(object_tasks__state="not_mine")),
            visited=Count(of, filter=Q(object_tasks__state__in=VISITED)),
            public=Count(of, filter=Q(object_tasks__state__in=_PUBLIC)),
            over=Count(of, filter=Q(object_tasks__state__in=_OVER)),
        )
        .order_by("department__region", "frame")
    )
    return [_standing(row) for row in rows]


def _standing(row: SubTask) -> ShareStanding:
    is_over = row.over == row.drawn  # type: ignore[attr-defined]  # annotated in share_standings
    begun = row.visited > 0  # type: ignore[attr-defined]  # annotated in share_standings
    state = SUB_TASK.states[row.state]
    if row.state == "compared" and (is_over or begun):
        state = _DONE if is_over else _UNDER_WAY
    return ShareStanding(row, state, is_over)
