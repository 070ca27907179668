"""What is wrong or doubtful with a version of a plan (R-012, R-037, R-039, R-048)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from mingcha.core.errors import Refusal
from mingcha.foundation.errors import DomainError
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.modes import drawing_fault
from mingcha.plans.ratio_limits import over_limit
from mingcha.plans.ratios import check_label_ratios, check_ratios
from mingcha.plans.reservation import reservation_told, reserved_lines
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.models.inspection_item import ItemClass
from mingcha.registers.selectors.labels import check_labels
from mingcha.registers.selectors.risk_classes import scheme_in_force

_ENTERPRISES = "enterprise"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about lines; a blocking one keeps the plan from being handed in."""

    is_blocking: bool
    message: str


def findings(version: PlanVersion) -> list[Finding]:
    """Return what is wrong, blocking findings first."""
    lines = list(version.lines.prefetch_related("items__versions"))
    found = [
        *_faults_of_ratios(version, lines),
        *_over_limits(version, lines),
        *_reserved_above(version, lines),
        *_drawn_by_others(version, lines),
        *_lines_without_class(lines),
        *_overlaps(lines),
        *_classes_left_out(version, lines),
    ]
    return sorted(found, key=lambda finding: not finding.is_blocking)


def incomplete_lines(version: PlanVersion) -> str | None:
    """Return why the lines are not complete, None where they are (guard ``lines_complete``)."""
    lines = list(version.lines.all())
    if not lines:
        return "计划还没有任务，请至少添加一条"
    lacking = [str(line.line_no) for line in lines if not line.ratios]
    return f"第 {'、'.join(lacking)} 条还没有填写抽查比例" if lacking else None


def blocking_findings(version: PlanVersion) -> str | None:
    """Return the findings that must be mended first (guard ``no_blocking_findings``)."""
    told = [finding.message for finding in findings(version) if finding.is_blocking]
    return "；".join(told) or None


def _in_force(item: InspectionItem) -> list[ItemVersion]:
    return [version for version in item.versions.all() if version.state == "published"]


def _faults_of_ratios(version: PlanVersion, lines: list[PlanLine]) -> list[Finding]:
    scheme = scheme_in_force(version.plan.region, version.plan.department)
    levels = scheme.levels if scheme else []
    found = []
    for line in lines:
        try:
            if line.labels:
                check_labels(line.labels)
                check_label_ratios(line.ratios, line.labels)
            else:
                check_ratios(line.ratios, levels)
        except (Refusal, DomainError) as refusal:
            message = f"第 {line.line_no} 条：{refusal.message}"
            found.append(Finding(is_blocking=True, message=message))
    return found


def _over_limits(version: PlanVersion, lines: list[PlanLine]) -> list[Finding]:
    department = version.plan.department
    told = (
        (
            line,
            over_limit(department, line.items.all(), line.object_filter, line.ratios, line.labels),
        )
        for line in lines
    )
    return [
        Finding(is_blocking=True, message=f"第 {line.line_no} 条：{message}")
        for line, message in told
        if message
    ]


def _reserved_above(version: PlanVersion, lines: list[PlanLine]) -> list[Finding]:
    """A superior may have reserved an item after the line was written (R-040)."""
    plan = version.plan
    told = (
        (line, reservation_told(reserved_lines(plan.region, plan.year, line.items.all())))
        for line in lines
    )
    return [
        Finding(is_blocking=True, message=f"第 {line.line_no} 条：{message}")
        for line, message in told
        if message
    ]


def _drawn_by_others(version: PlanVersion, lines: list[PlanLine]) -> list[Finding]:
    """Tell of lines that another level draws: no task can be made from them here (R-041)."""
    told = ((line, drawing_fault(line.mode, version.plan.department)) for line in lines)
    return [
        Finding(is_blocking=False, message=f"第 {line.line_no} 条：{fault}")
        for line, fault in told
        if fault
    ]


def _lines_without_class(lines: list[PlanLine]) -> list[Finding]:
    return [
        Finding(
            is_blocking=False,
            message=f"第 {line.line_no} 条的对象含企业，没有按信用风险分类设定比例，也没有说明理由",
        )
        for line in lines
        if line.ratios
        and not line.is_by_class
        and not line.no_class_reason
        and _ENTERPRISES in line.object_filter.get("kinds", [_ENTERPRISES])
    ]


def _classes_left_out(version: PlanVersion, lines: list[PlanLine]) -> list[Finding]:
    """Tell which class of the department's own list no line has an item of (R-037)."""
    listed = set(
        ItemVersion.objects.filter(
            item__department=version.plan.department_id, state="published"
        ).values_list("item_class", flat=True)
    )
    planned = {v.item_class for line in lines for item in line.items.all() for v in _in_force(item)}
    return [
        Finding(is_blocking=False, message=f"清单里有{left_out.label}，计划中一项也没有")
        for left_out in ItemClass
        if lines and left_out in listed - planned
    ]


def _overlaps(lines: list[PlanLine]) -> list[Finding]:
    return [
        Finding(
            is_blocking=False,
            message=f"第 {one.line_no} 条和第 {other.line_no} 条的对象范围相同、时间重叠，建议合并检查",
        )
        for one, other in combinations(lines, 2)
        if one.object_filter == other.object_filter
        and one.period_from <= other.period_to
        and other.period_from <= one.period_to
    ]
