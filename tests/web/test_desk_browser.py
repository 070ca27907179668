"""The planner's desk in a real browser: a line is tried out while it is written."""

from __future__ import annotations

import os

import pytest
from browsing import CHROMIUM
from county import County, make_county
from django.db import connections
from django.test import Client
from django.urls import reverse
from looking import faults_of
from plan_lines import LINE
from playwright.sync_api import expect
from task_station import make_inspectors, make_item, make_objects

from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanVersion
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


@pytest.fixture
def page(made: County, live_server, monkeypatch):
    """A page of the lead's; what the browser complains of ends the test."""
    from playwright.sync_api import sync_playwright

    for alias in connections:
        monkeypatch.setitem(connections.settings[alias], "CONN_MAX_AGE", 0)
    client, said = Client(), []
    client.force_login(made.lead)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(base_url=live_server.url, locale="zh-CN")
        context.add_cookies([cookie | {"url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
        yield page
        browser.close()
        connections.close_all()
    assert said == []


def test_the_trial_follows_what_is_written(page, made: County):
    plan = PlanVersion.objects.get(plan__department=made.market).plan_id
    page.goto(reverse("plan-line-new", args=[plan]))
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


def test_desk_and_pair_fit_and_have_no_serious_fault(page, made: County):
    plan = PlanVersion.objects.get(plan__department=made.market).plan_id
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(reverse("plan-desk", args=[plan]))
        assert faults_of(page) == {}
        page.get_by_role("link", name="模拟并合并").click()
        expect(page.get_by_text("两条任务的范围内有 100 户相同")).to_be_visible()
        assert faults_of(page) == {}
