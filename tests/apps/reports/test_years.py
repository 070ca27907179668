"""A plan line by line beside an earlier year's, with what came of each line (planner's desk)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
import year_case
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from task_station import make_item

from mingcha.foundation.errors import NotFound
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem
from mingcha.reports.desk.years import Done, LineOfYears, comparable_years, line_by_line
from mingcha.tasks.models import Task


@pytest.fixture
def items(county: County) -> list[InspectionItem]:
    return [make_item(county.market, f"SX-{n}", f"事项{n}") for n in range(4)]


@pytest.fixture
def plans(county: County) -> tuple[PlanVersion, PlanVersion]:
    return plan(county, 2026), plan(county, 2027, state="draft")


def plan(county: County, year: int, state: str = "published") -> PlanVersion:
    of_year = AnnualPlan.objects.create(
        department=county.market, region=county.region, year=year, title=f"{year}年度计划"
    )
    return PlanVersion.objects.create(plan=of_year, number=1, state=state, drafted_by="lead")


def line(version: PlanVersion, *items: InspectionItem, **values: Any) -> PlanLine:
    year = version.plan.year
    given = {
        "name": "食品抽查",
        "ratios": {"ALL": "3%"},
        "period_from": date(year, 3, 1),
        "period_to": date(year, 11, 30),
    }
    made = PlanLine.objects.create(
        version=version, line_no=version.lines.count() + 1, **given | values
    )
    made.items.set(items)
    return made


def told(row: LineOfYears) -> list[tuple[str, str, str]]:
    return [(each.field, each.before, each.after) for each in row.pair.changes]


def test_the_same_items_are_the_same_line_whatever_its_number_and_name(plans, items):
    before, after = plans
    dropped = line(before, items[3], name="特种设备抽查")
    then = line(before, items[0], items[1])
    new = line(after, items[2], name="广告抽查")
    now = line(after, items[0], items[1], name="食品经营抽查", ratios={"ALL": "5%"})
    rows = line_by_line(after, 2026)
    assert [(row.pair.then, row.pair.now) for row in rows] == [
        (then, now),
        (None, new),
        (dropped, None),
    ]
    assert told(rows[0]) == [("任务名称", "食品抽查", "食品经营抽查"), ("抽查比例", "3%", "5%")]


def test_the_more_alike_line_is_the_one_followed(plans, items):
    before, after = plans
    little, much = line(before, items[0]), line(before, *items[:3])
    now, rest = line(after, *items[:3]), line(after, items[0], items[3])
    rows = line_by_line(after, 2026)
    assert [(row.pair.then, row.pair.now) for row in rows] == [(much, now), (little, rest)]


def test_the_same_days_of_another_year_are_no_change(plans, items):
    before, after = plans
    line(before, items[0])
    line(after, items[0])
    line(before, items[1], name="甲")
    line(after, items[1], name="甲", period_to=date(2027, 6, 30))
    same, moved = line_by_line(after, 2026)
    assert told(same) == []
    assert told(moved) == [("截止日期", "2026-11-30", "2027-06-30")]


def test_what_was_done_is_what_the_tasks_of_the_line_say(county: County, plans, items):
    before, after = plans
    lines = [line(before, item, name=item.code) for item in items[:2]]
    done = [each for each in year_case.make_year(county) if each.is_lead]
    numbers = {task.pk: task.pk % 2 for task in Task.objects.all()}
    for pk, odd in numbers.items():
        Task.objects.filter(pk=pk).update(plan_line=lines[odd])
    line(after, items[0], name="SX-0")
    counted = {
        row.pair.then.line_no - 1: row.then for row in line_by_line(after, 2026) if row.pair.then
    }
    assert len(counted) == len(lines)
    for odd, found in counted.items():
        assert found == _counted([each for each in done if numbers[each.task] == odd])


def _counted(done: list[year_case.Done]) -> Done:
    visited = [each for each in done if each.signed]
    return Done(
        len(Counter(each.task for each in done)),
        len(done),
        len(visited),
        sum(each.result in PROBLEM_RESULTS for each in visited),
    )


def test_only_a_plan_in_force_can_be_compared_with(county: County, plans):
    before, after = plans
    assert comparable_years(after.plan) == [2026]
    assert comparable_years(before.plan) == []
    with pytest.raises(NotFound):
        line_by_line(after, 2025)
    plan(county, 2024, state="draft")
    assert comparable_years(after.plan) == [2026]


def test_statements_do_not_grow_with_lines(plans, items):
    before, after = plans
    counts = []
    for _ in range(2):
        for item in items:
            line(before, item, name=item.code)
            line(after, item, name=item.code)
        with CaptureQueriesContext(connection) as queries:
            line_by_line(after, 2026)
        counts.append(len(queries))
    assert counts[0] == counts[1]
