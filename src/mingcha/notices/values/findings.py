"""What the result's notice and the rectification order tell: one department's check of one object."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from mingcha.core.notices.filling import NOTHING, RESULTS, RESULTS_WIDTHS, Part
from mingcha.followup.models import FollowUp
from mingcha.inspections.choices import ItemOutcome
from mingcha.inspections.models import InspectionRecord, ItemResult
from mingcha.notices.values.common import OFFICER, Filled, Officer, common, day, names
from mingcha.registers.models.inspection_item import CheckMethod


def result_of(record: InspectionRecord, on: date) -> Filled:
    """Return what is told to the object about its result."""
    rows = [
        [result.item.name, result.get_outcome_display() or NOTHING, result.note or NOTHING]
        for result in _results(record)
    ]
    table: Part = {"head": list(RESULTS), "widths": list(RESULTS_WIDTHS), "rows": rows}
    return _checked(record, on) | {
        "检查结果": record.get_result_display(),
        "检查情况": record.findings,
        "事项结果表": [table],
    }


def order_of(follow_up: FollowUp, record: InspectionRecord, on: date) -> Filled:
    """Return what is told to the object about what it must put right."""
    problems = [row for row in _results(record) if row.outcome == ItemOutcome.PROBLEM]
    told = "；".join(f"{row.item.name}：{row.note}" for row in problems)
    return _checked(record, on) | {
        "发现问题": told or record.get_result_display(),
        "整改要求": follow_up.requirement,
        "整改期限": day(follow_up.due_on),
    }


def _checked(record: InspectionRecord, on: date) -> Filled:
    row = record.object_task
    department = row.sub_task.department
    items = [result.item for result in _results(record)]
    team = [Officer(*told) for told in row.team.values_list(*OFFICER)]
    return common(row.task, row.object, department, items, on) | {
        "检查部门": department.name,
        "检查人员": names(team),
        "检查方式": "、".join(CheckMethod(each).label for each in record.methods),
        "实际检查日期": _day_of(record.visit.started_at or record.signed_at),
    }


def _results(record: InspectionRecord) -> list[ItemResult]:
    return list(record.item_results.select_related("item"))


def _day_of(moment: datetime | None) -> str:
    return day(timezone.localtime(moment).date()) if moment else ""
