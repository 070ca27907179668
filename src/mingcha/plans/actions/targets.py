"""Setting targets and marking obligations as done (R-112 to R-132)."""

from __future__ import annotations

from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.events import ObligationDone, TargetSet
from mingcha.plans.models import Obligation, Target
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


@action
def add_obligation(
    *, by: User, title: str, due_on: date, department: Department | None = None, basis: str = ""
) -> Obligation:
    """Put something due into the calendar of the actor's region."""
    require(by, Permission.TARGET_EDIT)
    return Obligation.objects.create(
        region=by.region, department=department, title=title, due_on=due_on, basis=basis
    )


@action
def finish_obligation(*, by: User, obligation: Obligation) -> None:
    """Mark an obligation as done: by its department, or by the coordination office where it is theirs."""
    obligation = locked(obligation)
    if not by.region.prefix.startswith(obligation.region.prefix):
        raise NotFound
    is_own = (
        by.department_id == obligation.department_id
        if obligation.department_id
        else by.may(Permission.TARGET_EDIT)
    )
    if not is_own:
        raise Forbidden("这项报送由其他部门负责")
    if obligation.done_at:
        return
    obligation.done_at, obligation.done_by = clock.now(), by.username
    obligation.save(update_fields=["done_at", "done_by", "updated_at"])
    told = ObligationDone(subject=obligation.title, due_on=obligation.due_on.isoformat())
    record(told, by=by)
