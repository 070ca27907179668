"""Which departments lack a plan (R-035), and which lines passed their end untouched (R-047)."""

from __future__ import annotations

from datetime import date

import time_machine
from county import County

from mingcha.orgs.models import Parameter
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.selectors.plan_coverage import execution, plan_due, planning_year, without_plan


def names(county: County, persona: str, year: int) -> list[tuple[str, str, bool]]:
    return [
        (each.department.short_name, each.version.state if each.version else "", each.is_late)
        for each in without_plan(county.people[persona], year)
    ]


def test_the_office_sees_who_has_no_plan_in_force(county: County, draft: PlanVersion):
    with time_machine.travel("2026-01-10T08:00:00+08:00", tick=False):
        told = names(county, "office", 2026)
        assert told == [("市场监督管理局", "draft", False), ("消防救援大队", "", False)]
    PlanVersion.objects.filter(pk=draft.pk).update(state="published")
    with time_machine.travel("2026-01-21T08:00:00+08:00", tick=False):
        assert names(county, "office", 2026) == [("消防救援大队", "", True)]
        assert names(county, "lead", 2026) == []
        assert names(county, "fire_lead", 2026) == [("消防救援大队", "", True)]


def test_a_change_in_work_leaves_the_plan_in_force(county: County, draft: PlanVersion):
    PlanVersion.objects.filter(pk=draft.pk).update(state="published")
    PlanVersion.objects.create(plan=draft.plan, number=2, reason="调整", drafted_by="lead")
    assert ("市场监督管理局", "draft") not in {row[:2] for row in names(county, "office", 2026)}


def test_the_day_is_a_parameter(county: County):
    assert plan_due(county.market, 2026) == date(2026, 1, 20)
    Parameter.objects.create(
        key="plan.due", region=county.region, value="01-10", reason="辽宁：一月十日前"
    )
    assert plan_due(county.market, 2026) == date(2026, 1, 10)


def test_in_november_the_next_years_plan_is_in_hand():
    assert planning_year(date(2026, 10, 31)) == 2026
    assert planning_year(date(2026, 11, 1)) == 2027


def test_lines_are_counted_and_those_past_their_end_are_told(county: County, line: PlanLine):
    with time_machine.travel("2026-11-30T08:00:00+08:00", tick=False):
        assert execution(line.version).missed == []
    with time_machine.travel("2026-12-01T08:00:00+08:00", tick=False):
        found = execution(line.version)
        assert (found.total, found.done, found.under_way) == (1, 0, 0)
        assert found.missed == [line]
        PlanLine.objects.filter(pk=line.pk).update(state="in_progress")
        assert execution(line.version).missed == []


def test_next_years_plan_is_begun_after_another(county: County):
    create_plan(by=county.lead, year=2027, title="2027年度计划")
    with time_machine.travel("2026-12-01T08:00:00+08:00", tick=False):
        rows = names(county, "office", planning_year(date(2026, 12, 1)))
    assert rows[0] == ("市场监督管理局", "draft", False)
