"""How the year's planned draws and visits are shared between key and general (R-056).

A visit is key where the plan's line is, or where an item is that a department was to check there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.core.statistics.indicators import Ratio
from mingcha.orgs.models import Department, Region
from mingcha.plans.emphasis import key_lines
from mingcha.plans.frequencies import runs_of_line
from mingcha.plans.models import PlanLine
from mingcha.plans.models.annual_plan import Weight
from mingcha.registers.models.inspection_item import ItemClass
from mingcha.tasks.models import ObjectTask, SubTask
from mingcha.tasks.visit_groups import VISIT_TASK


@dataclass(frozen=True, slots=True)
class Shared:
    """A number of key and of general ones."""

    key: int = 0
    general: int = 0

    @property
    def share(self) -> Ratio:
        """Return how many are key."""
        return Ratio(self.key, self.key + self.general)


@dataclass(frozen=True, slots=True)
class DepartmentEmphasis:
    """A department's draws as its plan in force says them, objects drawn, and objects visited."""

    department: Department
    planned: Shared
    drawn: Shared
    visited: Shared


def departments_emphasis(user: User, year: int) -> list[DepartmentEmphasis]:
    """Return each inspecting body within the scope; three statements."""
    require(user, Permission.REPORT_VIEW)
    bodies = Department.objects.filter(
        within(user, region="region", department="pk"), is_inspecting_body=True
    )
    planned, drawn, visited = _planned(bodies, year), Counter[Any](), Counter[Any]()
    rows = drawn_objects(year).filter(sub_task__department__in=bodies.order_by().values("pk"))
    counted = rows.values_list("sub_task__department", "is_key").annotate(
        drawn=Count("pk"), visited=Count("pk", filter=Q(record__signed_at__isnull=False))
    )
    for department, key, of_drawn, of_visited in counted:
        drawn[department, key] += of_drawn
        visited[department, key] += of_visited
    return [
        DepartmentEmphasis(
            each, _shared(planned, each), _shared(drawn, each), _shared(visited, each)
        )
        for each in bodies
    ]


def emphasis_of(region: Region, year: int) -> Shared:
    """Return the year's visits in a region; a joint one counts once, and is key if a part is."""
    rows = drawn_objects(year).filter(
        task__region__prefix__startswith=region.prefix, record__signed_at__isnull=False
    )
    every = _visits(rows)
    key = _visits(rows.filter(is_key=True))
    return Shared(key, every - key)


def drawn_objects(year: int) -> QuerySet[Any]:
    """Return the year's drawn objects by department with ``is_key``, as the fact table has them."""
    items = SubTask.objects.filter(pk=OuterRef("sub_task"), items__item_class=ItemClass.KEY)
    is_key = Q(task__plan_line__weight__gt=Weight.ORDINARY) | Q(Exists(items))
    rows = ObjectTask.objects.filter(task__year=year, task__draw__drawn_at__isnull=False)
    left = rows.exclude(state="not_mine").exclude(task__state="voided")
    found: QuerySet[Any] = left.exclude(task__object_filter__has_key="objects").annotate(
        is_key=Case(When(is_key, then=Value(True)), default=False, output_field=BooleanField())  # noqa: FBT003 - Django's Value has no keyword for it
    )
    return found.order_by()


def _visits(rows: QuerySet[Any]) -> int:
    return int(rows.annotate(visit=VISIT_TASK).values("visit", "object").distinct().count())


def _planned(bodies: QuerySet[Department], year: int) -> Mapping[Any, int]:
    lines = PlanLine.objects.filter(
        version__plan__department__in=bodies.order_by().values("pk"),
        version__plan__year=year,
        version__state="published",
    ).annotate(
        is_key=Case(When(key_lines(), then=Value(True)), default=False, output_field=BooleanField())  # noqa: FBT003 - Django's Value has no keyword for it
    )
    found = Counter[Any]()
    for line in lines.order_by().select_related("version__plan"):
        found[line.version.plan.department_id, line.is_key] += runs_of_line(line)
    return found


def _shared(counted: Mapping[Any, int], department: Department) -> Shared:
    return Shared(counted[department.pk, True], counted[department.pk, False])
