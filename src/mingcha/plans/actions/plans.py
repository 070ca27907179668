"""Drafting, approving, publishing and changing yearly plans (R-034 to R-044)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import not_same, reason_given, step, step_by_itself
from mingcha.audit.record import record
from mingcha.core.workflow.plan import PLAN
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.plans.actions.lines import copy_lines
from mingcha.plans.actions.progress import take_over_progress
from mingcha.plans.events import PlanChanged
from mingcha.plans.findings import blocking_findings, incomplete_lines
from mingcha.plans.models import AnnualPlan, PlanVersion
from mingcha.plans.policies import require_own_plan

_DRAFTER = "起草人不能审批自己的计划"


@action
def create_plan(*, by: User, year: int, title: str) -> PlanVersion:
    """Begin the own department's plan of a year."""
    department = by.department
    if department is None:
        raise NotFound
    require_own_plan(by, Permission.PLAN_EDIT, department)
    if AnnualPlan.objects.filter(department=department, year=year).exists():
        raise DomainError("plan_exists", f"本部门已有{year}年度计划，请在其上调整", "year")
    plan = AnnualPlan.objects.create(
        department=department, region=department.region, year=year, title=title
    )
    version = PlanVersion.objects.create(plan=plan, number=1, drafted_by=by.username)
    _record(version, "create", by)
    return version


@action
def change_plan(*, by: User, plan: AnnualPlan, reason: str) -> PlanVersion:
    """Begin a new version of a published plan; the one in force stays so meanwhile (R-043)."""
    require_own_plan(by, Permission.PLAN_EDIT, plan.department)
    plan = locked(plan)
    newest = plan.versions.first()
    if newest is None or newest.state != "published":
        raise DomainError("not_published", "只有已公布的计划可以调整；正在调整的请直接编辑")
    if reason_given(reason):
        raise DomainError("reason_missing", "请写明调整原因", "reason")
    version = PlanVersion.objects.create(
        plan=plan, number=newest.number + 1, drafted_by=by.username, reason=reason
    )
    copy_lines(newest, version)
    _record(version, "change", by, reason)
    return version


@action
def submit_plan(*, by: User, version: PlanVersion) -> None:
    """Hand a version in for approval."""
    version = locked(version)
    version.submitted_at = clock.now()
    _step(
        version,
        "submit",
        by,
        Permission.PLAN_SUBMIT,
        lines_complete=incomplete_lines(version),
        change_reason_given=None if version.number == 1 else reason_given(version.reason),
        no_blocking_findings=blocking_findings(version),
    )


@action
def withdraw_plan(*, by: User, version: PlanVersion) -> None:
    """Take a version back before it is decided on."""
    _step(locked(version), "withdraw", by, Permission.PLAN_SUBMIT)


@action
def return_plan(*, by: User, version: PlanVersion, reason: str) -> None:
    """Send a version back, with the reason."""
    version = locked(version)
    version.approval_note = reason
    _step(
        version,
        "return",
        by,
        Permission.PLAN_APPROVE,
        reason,
        not_drafter=not_same(by, version.drafted_by, _DRAFTER),
        reason_given=reason_given(reason),
    )


@action
def approve_plan(*, by: User, version: PlanVersion) -> None:
    """Approve a version drafted by somebody else."""
    version = locked(version)
    not_drafter = not_same(by, version.drafted_by, _DRAFTER)
    if not_drafter is None:
        version.approved_by, version.approved_at = by.username, clock.now()
    _step(
        version,
        "approve",
        by,
        Permission.PLAN_APPROVE,
        not_drafter=not_drafter,
        lines_complete=incomplete_lines(version),
        no_blocking_findings=blocking_findings(version),
    )


@action
def publish_plan(*, by: User, version: PlanVersion) -> None:
    """Put an approved version in force and before the public; the older one stays public too."""
    version = locked(version)
    require_own_plan(by, Permission.PLAN_PUBLISH, version.plan.department)
    for older in version.plan.versions.filter(state="published").select_for_update():
        step_by_itself(PLAN, older, "supersede", newer_version_published=None)
        older.save(update_fields=["state", "updated_at"])
        take_over_progress(older, version)
    version.published_at = clock.now()
    _step(version, "publish", by, Permission.PLAN_PUBLISH)
    announce("plan.published", version=version, by=by)


def _step(
    version: PlanVersion,
    verb: str,
    by: User,
    permission: Permission,
    reason: str = "",
    **guards: str | None,
) -> None:
    require_own_plan(by, permission, version.plan.department)
    step(PLAN, version, verb, by=by, **guards)
    version.save()
    _record(version, verb, by, reason)


def _record(version: PlanVersion, verb: str, by: User, reason: str = "") -> None:
    event = PlanChanged(
        subject=version.plan.title,
        action=verb,
        version=version.number,
        state=version.state,
        lines=version.lines.count(),
        reason=reason,
    )
    record(event, by=by)
