"""The plan lines that a department may make tasks from."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.plans.models import PlanLine


def lines_to_execute(user: User) -> QuerySet[PlanLine]:
    """Return the lines in force of the department's plans that are not done, with their tasks."""
    live = ~Q(tasks__state="voided")
    return (
        PlanLine.objects.filter(
            version__state="published", version__plan__department=user.department_id
        )
        .exclude(state="done")
        .annotate(task_count=Count("tasks", filter=live))
        .select_related("version__plan")
        .order_by("-version__plan__year", "line_no")
    )
