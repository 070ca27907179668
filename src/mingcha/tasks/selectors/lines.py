"""The plan lines that a department may make tasks from."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.accounts.models import User
from mingcha.plans.models import PlanLine
from mingcha.tasks.models import Task


def lines_to_execute(user: User) -> QuerySet[PlanLine]:
    """Return the lines in force of the department's plans that are not done.

    ``task_count`` counts their tasks, those of earlier versions of the plan among them.
    """
    live = Task.objects.exclude(state="voided").filter(
        plan_line__version__plan=OuterRef("version__plan"), plan_line__line_no=OuterRef("line_no")
    )
    counted = live.order_by().values("plan_line__line_no").annotate(n=Count("pk")).values("n")
    return (
        PlanLine.objects.filter(
            version__state="published", version__plan__department=user.department_id
        )
        .exclude(state="done")
        .annotate(task_count=Coalesce(Subquery(counted), 0))
        .select_related("version__plan")
        .order_by("-version__plan__year", "line_no")
    )
