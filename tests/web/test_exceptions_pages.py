"""Exceptions to the joint share, and the report of key checks, through the pages (R-056, R-116)."""

from __future__ import annotations

import io

import pytest
from checked_case import make_record
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from year_case import make_year

from mingcha.plans.actions.targets import set_target
from mingcha.tasks.models import JointException, Task


@pytest.fixture
def task(county: County) -> Task:
    return make_record(county).object_task.task


def test_an_exception_is_asked_for_approved_and_withdrawn(county: County, browse, task: Task):
    lead = browse(county.lead)
    new = reverse("joint-exception-new", args=[task.pk])
    assert new in lead.get(reverse("task", args=[task.pk])).content.decode()
    listed = reverse("joint-exceptions")
    assert listed in lead.get(reverse("tasks")).content.decode()
    assert "没有联合抽查例外" in lead.get(listed).content.decode()
    answers = {"ground": "emergency", "reason": "险情处置"}
    page = lead.post(new, answers, follow=True).content.decode()
    assert "待双随办审批" in page
    assert "已经申请过" in lead.post(new, answers).content.decode()
    row = JointException.objects.get()
    step = {
        verb: reverse("joint-exception-step", args=[row.pk, verb])
        for verb in ("approve", "refuse", "withdraw", "burn")
    }
    office = browse(county.office)
    assert listed in office.get(reverse("workbench")).content.decode()
    page = office.post(step["refuse"], {"reason": ""}, follow=True).content.decode()
    assert "理由" in page
    page = office.post(step["approve"], follow=True).content.decode()
    assert "已批准，不计入" in page
    lead = browse(county.lead)
    page = lead.post(step["withdraw"], follow=True).content.decode()
    assert "已撤回" in page
    assert lead.post(step["burn"]).status_code == 404


def test_what_is_not_ones_own_is_not_there(county: County, browse, task: Task):
    new = reverse("joint-exception-new", args=[task.pk])
    assert browse(county.fire_lead).get(new).status_code == 404
    assert browse(county.head).get(new).status_code == 403
    browse(county.lead).post(new, {"ground": "emergency", "reason": "险情处置"})
    step = reverse("joint-exception-step", args=[JointException.objects.get().pk, "approve"])
    assert browse(county.fire_lead).post(step).status_code == 404
    assert (
        "险情处置" not in browse(county.fire_lead).get(reverse("joint-exceptions")).content.decode()
    )


def test_the_share_of_key_checks_is_shown_and_handed_out(county: County, browse):
    make_year(county)
    set_target(by=county.office, indicator="key_share", year=2026, value_bp=5000)
    client = browse(county.office)
    page = client.get(reverse("report-emphasis")).content.decode()
    assert "未达标" in page
    assert "消防救援大队" in page
    answer = client.get(reverse("report-emphasis-export"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    titles = [cell.value for cell in next(book.active.iter_rows())]
    assert titles[:2] == ["部门", "计划抽取次数（重点）"]
    assert book.active.max_row == 3


def test_the_workbench_shows_the_targets_by_origin_and_of_joint_checks(county: County, browse):
    make_year(county)
    for indicator, bp in (
        ("coverage_province", 50),
        ("coverage_city", 100),
        ("joint_class_use", 6000),
    ):
        set_target(by=county.office, indicator=indicator, year=2026, value_bp=bp, base_count=1000)
    page = browse(county.office).get(reverse("workbench")).content.decode()
    for title in (
        "企业抽查覆盖率（省级抽取）",
        "企业抽查覆盖率（市级抽取）",
        "部门联合抽查信用风险分类应用率",
    ):
        assert title in page
