"""Filing plans with the region's office, and receiving them (R-042)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.plan_filing import PLAN_FILING
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Region
from mingcha.plans.events import PlanFilingChanged
from mingcha.plans.models import PlanFiling, PlanVersion
from mingcha.plans.policies import require_own_plan

_REGION_DIGITS = 6
_SERIAL_DIGITS = 3


@action
def file_plan(*, by: User, version: PlanVersion) -> PlanFiling:
    """File a published version, or once more one that the office sent back.

    Every version is filed for itself: a revised plan without a filing stands open.
    """
    version = locked(version)
    require_own_plan(by, Permission.PLAN_SUBMIT, version.plan.department)
    if version.state != "published":
        raise DomainError("not_published", "计划公布以后才能报送备案")
    filing = PlanFiling.objects.select_for_update().filter(version=version).first()
    if filing is None:
        filing = PlanFiling.objects.create(version=version, filed_by=by.username)
        _record(filing, "file", by)
        return filing
    filing.filed_by, filing.filed_at = by.username, clock.now()
    _step(filing, "refile", by)
    return filing


@action
def receive_filing(*, by: User, filing: PlanFiling) -> PlanFiling:
    """Receive a filing for the office of the plan's region: its number and day are the receipt."""
    filing = locked(filing)
    region = _own_region(by, filing)
    filing.received_by, filing.received_at = by.username, clock.now()
    filing.receipt_no = _next_number(region, filing.version.plan.year)
    _step(filing, "receive", by)
    return filing


@action
def return_filing(*, by: User, filing: PlanFiling, reason: str) -> PlanFiling:
    """Send a filing back to be mended, with the reason."""
    filing = locked(filing)
    _own_region(by, filing)
    filing.return_note = reason.strip()
    _step(filing, "return", by, reason, reason_given=reason_given(reason))
    return filing


def _own_region(by: User, filing: PlanFiling) -> Region:
    """Return the plan's region where the actor is of its office; raises NotFound elsewhere."""
    region = filing.version.plan.region
    if by.region_id != region.pk:
        raise NotFound
    require(by, Permission.PLAN_RECEIVE)
    return region


def _next_number(region: Region, year: int) -> str:
    """Return region-year-BA and a serial without gaps; the region's row is locked meanwhile."""
    prefix = f"{locked(region).code[:_REGION_DIGITS]}-{year}-BA"
    given = PlanFiling.objects.filter(receipt_no__startswith=prefix).count()
    return f"{prefix}{given + 1:0{_SERIAL_DIGITS}}"


def _step(filing: PlanFiling, verb: str, by: User, reason: str = "", **guards: str | None) -> None:
    step(PLAN_FILING, filing, verb, by=by, **guards)
    filing.save()
    _record(filing, verb, by, reason)


def _record(filing: PlanFiling, verb: str, by: User, reason: str = "") -> None:
    event = PlanFilingChanged(
        subject=filing.version.plan.title,
        action=verb,
        version=filing.version.number,
        state=filing.state,
        key=filing.receipt_no or "",
        reason=reason.strip(),
    )
    record(event, by=by)
