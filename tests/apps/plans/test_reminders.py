"""Departments are reminded by themselves, each matter once (R-035)."""

from __future__ import annotations

import time_machine
from county import County

from mingcha.inbox.models import Message
from mingcha.inbox.selectors.messages import messages_of
from mingcha.orgs.models import Department, Parameter
from mingcha.plans.jobs import remind_departments
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.reminders import remind


def on(day: str) -> int:
    with time_machine.travel(f"{day}T08:00:00+08:00", tick=False):
        return remind()


def titles(county: County, persona: str) -> list[str]:
    return [message.title for message in messages_of(county.people[persona])]


def test_who_has_no_plan_is_reminded_before_the_day_and_after_it(county: County):
    assert on("2026-01-04") == 0
    assert on("2026-01-05") == 3
    assert on("2026-01-06") == on("2026-01-20") == 0
    assert on("2026-01-21") == 3
    told = ["2026年度计划逾期没有公布", "2026年度计划还没有公布"]
    assert titles(county, "lead") == titles(county, "fire_lead") == told
    assert titles(county, "head") == titles(county, "office") == []


def test_who_has_a_plan_in_force_is_left_alone(county: County, draft: PlanVersion):
    PlanVersion.objects.filter(pk=draft.pk).update(state="published")
    on("2026-01-10")
    assert titles(county, "lead") == []
    assert titles(county, "fire_lead") == ["2026年度计划还没有公布"]


def test_day_and_days_before_it_are_parameters(county: County):
    for key, value in (("plan.due", "01-10"), ("plan.remind_days", 3)):
        Parameter.objects.create(key=key, region=county.region, value=value, reason="试用")
    on("2026-01-06")
    assert titles(county, "lead") == []
    on("2026-01-07")
    (message,) = messages_of(county.lead)
    assert "2026年1月10日前" in message.text


def test_next_years_plan_is_reminded_of_across_the_new_year(county: County):
    Parameter.objects.create(
        key="plan.remind_days", region=county.region, value=40, reason="提前准备"
    )
    on("2026-12-15")
    assert titles(county, "lead") == ["2027年度计划还没有公布"]
    assert on("2027-01-02") == 0


def test_a_line_past_its_end_is_told_once_to_its_department(county: County, line: PlanLine):
    PlanVersion.objects.filter(pk=line.version_id).update(state="published")
    assert on("2026-11-30") == 0
    on("2026-12-01")
    (message,) = messages_of(county.lead)
    assert message.title == "计划任务到期没有开展"
    assert line.name in message.text
    assert on("2026-12-02") == 0
    assert not messages_of(county.fire_lead).exists()


def test_the_job_of_the_morning_reminds(county: County):
    with time_machine.travel("2026-01-10T07:10:00+08:00", tick=False):
        remind_departments.func(0)
    assert Message.objects.filter(department=county.market).count() == 1


def test_however_many_departments_there_are_they_are_asked_for_at_once(
    county: County, django_assert_max_num_queries
):
    on("2026-01-10")
    for number in range(30):
        Department.objects.create(
            code=f"B{number}",
            name=f"第{number}局",
            short_name=f"{number}局",
            line=county.market.line,
            region=county.region,
        )
    on("2026-01-11")
    with django_assert_max_num_queries(7):
        assert on("2026-01-12") == 0
    assert Message.objects.count() == 33
