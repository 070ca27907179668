"""Reading plans."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion


def visible_plans(user: User) -> QuerySet[AnnualPlan]:
    """Return the plans that the user may see: in scope, or naming the own department to join."""
    require(user, Permission.PLAN_VIEW)
    scope = within(user, region="region", department="department")
    joined = Q(pk__in=[])
    if user.department_id:
        joined = Q(
            pk__in=PlanLine.objects.filter(
                cooperating=user.department_id, version__state="published"
            ).values("version__plan")
        )
    return AnnualPlan.objects.filter(scope | joined).select_related("department", "region")


def get_plan(user: User, pk: int) -> AnnualPlan:
    """Return a plan within the user's scope; raises NotFound."""
    plan = visible_plans(user).filter(pk=pk).first()
    if plan is None:
        raise NotFound
    return plan


def newest_version(plan: AnnualPlan) -> PlanVersion:
    """Return the version in work, or the one in force where none is."""
    return plan.versions.select_related("plan__department", "plan__region")[0]


def version_in_force(plan: AnnualPlan) -> PlanVersion | None:
    """Return the published version."""
    return plan.versions.filter(state="published").first()


def open_lines(user: User) -> QuerySet[PlanLine]:
    """Return the lines in force of the own department's plans from which tasks may be made."""
    return (
        PlanLine.objects.filter(
            version__state="published", version__plan__department=user.department_id
        )
        .exclude(state="done")
        .select_related("version__plan__department")
    )
