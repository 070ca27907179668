"""Writing the lines of a version in work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Max

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.errors import Refusal
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.plans.frequencies import check_frequencies
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.models.annual_plan import JointScope
from mingcha.plans.policies import require_in_work, require_own_plan
from mingcha.plans.ratio_limits import over_limit
from mingcha.plans.reservation import reservation_told, reserved_lines
from mingcha.registers.models import InspectionItem
from mingcha.registers.selectors.items import items_in_force
from mingcha.registers.selectors.labels import check_labels
from mingcha.registers.selectors.risk_classes import scheme_in_force

FIELDS = (
    "name",
    "object_filter",
    "ratios",
    "labels",
    "no_class_reason",
    "frequency",
    "frequencies",
    "period_from",
    "period_to",
    "mode",
    "joint_scope",
    "draw_kind",
    "is_reserved",
    "weight",
)


@action
def write_line(
    *,
    by: User,
    version: PlanVersion,
    values: Mapping[str, Any],
    items: Collection[InspectionItem],
    cooperating: Collection[Department],
    cooperating_items: Collection[InspectionItem] = (),
    line: PlanLine | None = None,
) -> PlanLine:
    """Add a line, or change one; numbers of lines are never used again within a plan.

    ``cooperating_items`` are proposed to their departments, which decide when they co-sign.
    """
    version = _in_work(by, version)
    _refuse_unusable(version, values, items, cooperating)
    if line is None:
        line = PlanLine(version=version, line_no=_next_number(version))
    else:
        line = _still_there(version, line)
    for name in FIELDS:
        setattr(line, name, values[name])
    line.save()
    line.items.set(items)
    line.cooperating.set(cooperating)
    line.cooperating_items.set(_proposed(cooperating, cooperating_items))
    return line


def _proposed(
    cooperating: Collection[Department], items: Collection[InspectionItem]
) -> list[InspectionItem]:
    """Return the items of departments that take part: who was left out brings none."""
    taking_part = {department.pk for department in cooperating}
    return [item for item in items if item.department_id in taking_part]


@action
def remove_line(*, by: User, version: PlanVersion, line: PlanLine) -> None:
    """Leave a line out of the version in work; earlier versions keep theirs."""
    version = _in_work(by, version)
    _still_there(version, line).delete()


def copy_lines(source: PlanVersion, target: PlanVersion) -> None:
    """Copy all lines into a new version, with their numbers and progress."""
    for line in source.lines.prefetch_related("items", "cooperating", "cooperating_items"):
        copied = PlanLine(version=target, line_no=line.line_no, state=line.state)
        for name in FIELDS:
            setattr(copied, name, getattr(line, name))
        copied.save()
        copied.items.set(line.items.all())
        copied.cooperating.set(line.cooperating.all())
        copied.cooperating_items.set(line.cooperating_items.all())


def _in_work(by: User, version: PlanVersion) -> PlanVersion:
    version = locked(version)
    require_own_plan(by, Permission.PLAN_EDIT, version.plan.department)
    require_in_work(version)
    return version


def _still_there(version: PlanVersion, line: PlanLine) -> PlanLine:
    """Return a line of the version as it is now: another may have left it out or merged it."""
    if line.version_id != version.pk:
        raise DomainError("other_version", "这一条不属于正在编辑的版本")
    try:
        return locked(line)
    except PlanLine.DoesNotExist:
        told = "这一条已被他人删去或并入联合任务，请返回计划页查看；仍需要的，请另添加一条"
        raise DomainError("line_gone", told) from None


def _next_number(version: PlanVersion) -> int:
    used = PlanLine.objects.filter(version__plan=version.plan_id).aggregate(Max("line_no"))
    return (used["line_no__max"] or 0) + 1


def _refuse_unusable(
    version: PlanVersion,
    values: Mapping[str, Any],
    items: Collection[InspectionItem],
    cooperating: Collection[Department],
) -> None:
    if values["period_from"] > values["period_to"]:
        raise DomainError("period_backwards", "截止日期不能早于开始日期，请改正", "period_to")
    if {values["period_from"].year, values["period_to"].year} != {version.plan.year}:
        raise DomainError("period_outside", f"起止日期要在{version.plan.year}年内", "period_from")
    department = version.plan.department
    usable = set(items_in_force(department.pk).values_list("item", flat=True))
    unusable = [item.code for item in items if item.pk not in usable]
    if unusable or not items:
        told = f"未公布或已停用：{'、'.join(unusable)}" if unusable else "请至少选择一个抽查事项"
        raise DomainError("items_unusable", told, "items")
    reserved = reservation_told(reserved_lines(department.region, version.plan.year, items))
    if reserved:
        raise DomainError("item_reserved", reserved, "items")
    check_labels(values["labels"])
    over = over_limit(
        department, items, values["object_filter"], values["ratios"], values["labels"]
    )
    if over:
        raise DomainError("ratio_over_limit", over, "ratios")
    _refuse_inverted(version, values)
    told = _fault_of_cooperating(values["joint_scope"], department, cooperating)
    if told:
        raise DomainError("cooperating_wrong", told, "cooperating")


def _refuse_inverted(version: PlanVersion, values: Mapping[str, Any]) -> None:
    scheme = scheme_in_force(version.plan.region, version.plan.department)
    try:
        check_frequencies(values["frequencies"], scheme.levels if scheme else [])
    except Refusal as refusal:
        raise DomainError("frequency_wrong", refusal.message, "frequencies") from refusal


def _fault_of_cooperating(
    scope: str, department: Department, cooperating: Collection[Department]
) -> str:
    if department in cooperating:
        return "牵头部门不是配合部门，请不要选它"
    if scope == JointScope.CROSS:
        return "" if cooperating else "部门联合的任务请选择配合部门"
    return "部门内部的任务没有配合部门，请不要选，或改为部门联合" if cooperating else ""
