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


def newest_versions(user: User) -> QuerySet[PlanVersion]:
    """Return the newest version of every plan that the user may see, the newest year first."""
    versions = PlanVersion.objects.filter(plan__in=visible_plans(user))
    newest = versions.order_by("plan_id", "-number").distinct("plan_id")
    rows = PlanVersion.objects.filter(pk__in=newest.values("pk"))
    return rows.select_related("plan__department").order_by("-plan__year", "plan__department_id")


def version_in_force(plan: AnnualPlan) -> PlanVersion | None:
    """Return the published version."""
    return plan.versions.filter(state="published").first()


def versions_of(line: PlanLine) -> QuerySet[PlanLine]:
    """Return a line in all versions of its plan, where its number stays the same."""
    return PlanLine.objects.filter(version__plan=line.version.plan_id, line_no=line.line_no)
