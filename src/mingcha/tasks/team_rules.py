"""How many officers must go to an object, and whose count together (R-061, G-8)."""

from __future__ import annotations

from datetime import date

from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.tasks.models import Task


def least_officers_of(task: Task, department: Department, *, on: date | None = None) -> int:
    """Return how many officers an object needs: of each department, or of all together."""
    value = parameter(
        "team.minimum_per_department", region=task.region, department=department, on=on
    )
    return int(str(value))


def counted_together(task: Task, *, on: date | None = None) -> bool:
    """Tell whether a joint task's departments reach the number together (G-8; by default not)."""
    if task.sub_tasks.filter(share_of=None).count() < 2:  # noqa: PLR2004 - one department is not joint
        return False
    return bool(
        parameter(
            "team.joint_counts_together",
            region=task.region,
            department=task.lead_department,
            on=on,
        )
    )
