"""Setting targets (R-112 to R-120)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.events import TargetSet
from mingcha.plans.models import Target
from mingcha.plans.models.target import Indicator

_WHOLE_BP = 10_000


@action
def set_target(
    *,
    by: User,
    indicator: str,
    year: int,
    value_bp: int,
    department: Department | None = None,
    base_count: int | None = None,
    note: str = "",
) -> Target:
    """Set a target of the actor's region, for all departments or for one; a later value counts."""
    require(by, Permission.TARGET_EDIT)
    if department and not department.region_id.startswith(by.region.prefix):
        raise NotFound
    if not 0 < value_bp <= _WHOLE_BP:
        raise DomainError("target_impossible", "目标要在0到100%之间", "value")
    target, _ = Target.objects.update_or_create(
        region=by.region,
        department=department,
        year=year,
        indicator=Indicator(indicator),
        defaults={"value_bp": value_bp, "base_count": base_count, "note": note},
    )
    told = TargetSet(
        subject=Indicator(indicator).label,
        year=year,
        value_bp=value_bp,
        department=department.name if department else "",
    )
    record(told, by=by)
    return target
