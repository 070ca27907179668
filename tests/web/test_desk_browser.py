"""The planner's desk in a real browser: a line is tried out while it is written."""

from __future__ import annotations

import pytest
from browsing import CHROMIUM
from county import County, make_county
from looking import faults_of
from plan_lines import LINE
from playwright.sync_api import expect
from task_station import make_inspectors, make_item, make_objects

from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import RegisterEntry

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture
def made() -> County:
    county = make_county()
    for each in make_objects(county, 100):
        RegisterEntry.objects.create(department=county.fire, object=each)
    make_inspectors(county.market, 4)
    for lead, department, ratio in (
        ("lead", county.market, "10%"),
        ("fire_lead", county.fire, "5%"),
    ):
        version = create_plan(by=county.people[lead], year=2026, title="2026年度计划")
        write_line(
            by=county.people[lead],
            version=version,
            values=LINE
            | {
                "name": f"{department.short_name}抽查",
                "ratios": {"ALL": ratio},
                "no_class_reason": "专项",
            },
            items=[make_item(department, f"{lead}-01", "综合检查")],
            cooperating=[],
        )
    return county


def test_the_trial_follows_what_is_written(open_page, made: County):
    plan = PlanVersion.objects.get(plan__department=made.market).plan_id
    page = open_page("plan-line-new", plan)
    trial = page.locator("#trial")
    expect(trial).to_contain_text("填好对象范围和抽查比例以后")
    page.get_by_label("按信用风险分类设定比例").uncheck()
    page.get_by_role("textbox", name="总比例").fill("20%")
    page.get_by_role("textbox", name="总比例").blur()
    expect(trial.locator(".strong")).to_have_text("20")
    page.get_by_role("textbox", name="总比例").fill("30户")
    page.get_by_role("textbox", name="总比例").blur()
    expect(trial.locator(".strong")).to_have_text("30")
    assert faults_of(page) == {}


def test_a_written_line_is_tried_out_as_soon_as_it_is_opened(open_page, made: County):
    line = PlanLine.objects.get(version__plan__department=made.market)
    page = open_page("plan-line", line.version.plan_id, line.line_no)
    expect(page.locator("#trial .strong")).to_have_text("10")


def test_desk_and_pair_fit_and_have_no_serious_fault(open_page, made: County):
    plan = PlanVersion.objects.get(plan__department=made.market).plan_id
    page = open_page("plan-desk", plan)
    assert faults_of(page) == {}
    page.get_by_role("link", name="模拟并合并").click()
    expect(page.get_by_text("两条任务的范围内有 100 户相同")).to_be_visible()
    assert faults_of(page) == {}


def test_the_plan_beside_an_earlier_year_can_be_read(open_page, made: County):
    line = PlanLine.objects.get(version__plan__department=made.market)
    earlier = create_plan(by=made.lead, year=2025, title="2025年度计划")
    PlanVersion.objects.filter(pk=earlier.pk).update(state="published")
    for number, ratio in ((1, "3%"), (2, "5%")):
        then = PlanLine.objects.create(
            version=earlier,
            line_no=number,
            name=f"往年抽查{number}",
            ratios={"ALL": ratio},
            period_from="2025-03-01",
            period_to="2025-11-30",
        )
        then.items.set(line.items.all() if number == 1 else [])
    page = open_page("plan-years", line.version.plan_id)
    expect(page.get_by_text("抽查比例：3% → 10%")).to_be_visible()
    expect(page.get_by_role("cell", name="取消")).to_be_visible()
    assert faults_of(page) == {}
