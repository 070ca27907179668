"""Reading sampling rules: which version is in force, what a version changed, who has none (R-028)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.core.differences.marks import marks
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.plans.models import SamplingRules
from mingcha.plans.models.sampling_rules import PARTS
from mingcha.registers.selectors.item_differences import FieldDifference


@dataclass(frozen=True, slots=True)
class RulesRow:
    """A department with the version in force today, and the one in work."""

    department: Department
    in_force: SamplingRules | None
    in_work: SamplingRules | None


def rules_in_force(department: Department, on: date) -> SamplingRules | None:
    """Return the version that is in force on a day."""
    rows = SamplingRules.objects.filter(department=department, state="issued")
    return rows.filter(effective_from__lte=on).order_by("-effective_from", "-version").first()


def visible_rules(user: User) -> QuerySet[SamplingRules]:
    """Return the versions of the scope, and what others have issued, which is public."""
    require(user, Permission.PLAN_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = SamplingRules.objects.filter(scope | Q(state="issued"))
    return rows.select_related("department__region")


def get_rules(user: User, pk: int) -> SamplingRules:
    """Return a version that the user sees; raises NotFound."""
    found = visible_rules(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def newest_rules(department: Department) -> SamplingRules | None:
    """Return the version in work, or the newest one where none is."""
    return SamplingRules.objects.filter(department=department).order_by("-version").first()


def rules_of_departments(user: User) -> list[RulesRow]:
    """Return the inspecting bodies of the scope, each with its rules."""
    require(user, Permission.PLAN_VIEW)
    bodies = Department.objects.filter(
        within(user, region="region", department="pk"), is_inspecting_body=True
    )
    rows = SamplingRules.objects.filter(department__in=bodies).order_by("effective_from", "version")
    today = clock.today()
    in_force: dict[int, SamplingRules] = {}
    in_work: dict[int, SamplingRules] = {}
    for row in rows:
        if row.state != "issued":
            in_work[row.department_id] = row
        elif row.effective_from and row.effective_from <= today:
            in_force[row.department_id] = row
    shown = bodies.select_related("region").order_by("region__prefix", "pk")
    return [RulesRow(each, in_force.get(each.pk), in_work.get(each.pk)) for each in shown]


def changed_parts(rules: SamplingRules) -> list[FieldDifference]:
    """Return what a version changed against the one before it, part by part; none for the first."""
    before = SamplingRules.objects.filter(
        department=rules.department_id, version=rules.version - 1
    ).first()
    if before is None:
        return []
    texts = ((name, getattr(before, name), getattr(rules, name)) for name in PARTS)
    return [FieldDifference(n, PARTS[n], marks(then, now)) for n, then, now in texts if then != now]
