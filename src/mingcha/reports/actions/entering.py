"""Entering what was done through other platforms, by hand and with evidence (R-142)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.reports.events import FiguresEntered
from mingcha.reports.models import OtherPlatformFigures


@action
def enter_figures(
    *,
    by: User,
    year: int,
    month: int,
    platform: str,
    is_enterprise: bool,
    class_applied: bool,
    checks: int,
    households: int,
    problem_households: int,
    evidence: str,
) -> OtherPlatformFigures:
    """Enter a department's figures of a month; raises DomainError where they cannot be."""
    require(by, Permission.REPORT_COMPUTE)
    if by.department is None or by.may(Permission.TARGET_EDIT):
        raise NotFound
    if problem_households > households:
        raise DomainError("too_many", "发现问题户数不能多于户数", "problem_households")
    if class_applied and not is_enterprise:
        raise DomainError("class_of_whom", "信用风险分类只用于企业", "class_applied")
    figures = OtherPlatformFigures.objects.create(
        region=by.region,
        department=by.department,
        year=year,
        month=month,
        platform=platform,
        is_enterprise=is_enterprise,
        class_applied=class_applied,
        checks=checks,
        households=households,
        problem_households=problem_households,
        evidence=evidence,
        entered_by=by.username,
    )
    told = FiguresEntered(
        subject=platform,
        department=by.department.name,
        year=year,
        month=month,
        checks=checks,
        households=households,
        problem_households=problem_households,
    )
    record(told, by=by)
    return figures
