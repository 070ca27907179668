"""Key industries and items come first: planned, drawn and visited (R-056)."""

from __future__ import annotations

import pytest
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from task_station import make_item
from year_case import make_year

from mingcha.foundation.errors import Forbidden
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.reports.selectors.emphasis import Shared, departments_emphasis, emphasis_of
from mingcha.tasks.models import ObjectTask, SubTask, Task


@pytest.fixture
def year(county: County) -> int:
    make_year(county)
    return 2026


def make_key(county: County) -> InspectionItem:
    item = make_item(county.market, "SX-9", "特种设备检查")
    ItemVersion.objects.filter(item=item).update(item_class="key")
    return item


def line_of(county: County, **values: object) -> PlanLine:
    plan, _ = AnnualPlan.objects.get_or_create(
        department=county.market, region=county.region, year=2026, defaults={"title": "计划"}
    )
    version, _ = PlanVersion.objects.get_or_create(
        plan=plan, number=1, state="published", defaults={"drafted_by": "lead"}
    )
    given = {"name": "抽查", "period_from": "2026-03-01", "period_to": "2026-11-30"} | values
    return PlanLine.objects.create(version=version, line_no=version.lines.count() + 1, **given)


def counted(visits: list[ObjectTask]) -> int:
    return len({(each.visits_with_id or each.task_id, each.object_id) for each in visits})


def done(year: int) -> list[ObjectTask]:
    rows = ObjectTask.objects.filter(task__year=year, task__draw__drawn_at__isnull=False)
    rows = rows.exclude(state="not_mine").exclude(task__state="voided")
    return list(rows.filter(record__signed_at__isnull=False))


def test_a_visit_is_key_where_the_line_is_or_an_item(county: County, year: int):
    every = counted(done(year))
    assert emphasis_of(county.region, year) == Shared(0, every)
    task, other = _two(year)
    version = ItemVersion.objects.get(item=make_key(county))
    SubTask.objects.filter(task=task).first().items.add(version)
    part = SubTask.objects.filter(task=task).first()
    Task.objects.filter(pk=other.pk).update(plan_line=line_of(county, weight=2))
    key = [o for o in done(year) if o.task_id == other.pk or o.sub_task_id == part.pk]
    assert emphasis_of(county.region, year) == Shared(counted(key), every - counted(key))
    rows = {row.department: row for row in departments_emphasis(county.office, year)}
    for department in (county.market, county.fire):
        own = [o for o in done(year) if o.sub_task.department == department]
        assert rows[department].visited.key == len([o for o in own if o in key])
        assert rows[department].visited.key + rows[department].visited.general == len(own)


def _two(year: int) -> list[Task]:
    keys = sorted({each.task_id for each in done(year)})[:2]
    return list(Task.objects.filter(pk__in=keys).order_by("pk"))


def test_planned_draws_are_counted_by_line_and_frequency(county: County, year: int):
    item = make_key(county)
    line_of(county, frequency="每年2次").items.add(item)
    line_of(county, weight=3)
    line_of(county)
    (row,) = [r for r in departments_emphasis(county.lead, year) if r.department == county.market]
    assert row.planned == Shared(3, 1)
    with pytest.raises(Forbidden):
        departments_emphasis(county.inspector, year)


def test_a_department_sees_itself_and_questions_do_not_grow(county: County, year: int):
    assert [r.department for r in departments_emphasis(county.lead, year)] == [county.market]
    with CaptureQueriesContext(connection) as asked:
        departments_emphasis(county.office, year)
    assert len(asked) <= 5
