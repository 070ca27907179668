"""Ratios by label on the pages where they are written, carried out and looked at."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from django.urls import reverse
from task_station import (
    TODAY,
    approved_task,
    frozen_task,
    make_inspectors,
    make_item,
    make_line,
    make_objects,
)

from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionObject, ItemVersion, ObjectFlag, Tag
from mingcha.tasks.models import Task

LABELS = ["tag:tier-3", "flag:complaint"]
RATIOS = {"tag:tier-3": "50%", "flag:complaint": "30%", "REST": "10%"}
WRITTEN = "三级医院 50%\r\n投诉举报 30%\r\n其他 10%"


@pytest.fixture(autouse=True)
def hospitals(county: County) -> None:
    made = make_objects(county, 60)
    make_inspectors(county.market, 12)
    tag = Tag.objects.create(code="tier-3", name="三级医院", kind="object")
    tag.inspectionobject_set.set(made[:10])
    ObjectFlag.objects.bulk_create(
        ObjectFlag(object=each, kind="complaint", since=date(2026, 1, 1), source="12315")
        for each in made[30:34]
    )


@pytest.fixture
def version(county: County) -> PlanVersion:
    return create_plan(by=county.lead, year=TODAY.year, title="年度计划")


def line_form(county: County) -> dict[str, object]:
    return {
        "name": "医院综合抽查",
        "items": [make_item(county.market, "SC-01", "医疗广告检查").pk],
        "label_ratios": WRITTEN,
        "no_class_reason": "按医院等级",
        "frequency": "每年1次",
        "period_from": f"{TODAY.year}-03-01",
        "period_to": f"{TODAY.year}-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "untargeted",
    }


def test_a_line_is_written_tried_out_and_changed(county: County, version: PlanVersion, browse):
    client, form = browse(county.lead), line_form(county)
    new = reverse("plan-line-new", args=[version.plan_id])
    tried = client.post(new, form | {"try": "1"}).content.decode()
    assert "三级医院 5，投诉举报 2，其他 5" in tried
    client.post(new, form)
    line = PlanLine.objects.get()
    assert (line.labels, line.ratios, line.frequencies) == (LABELS, RATIOS, {})
    edit = reverse("plan-line", args=[version.plan_id, line.line_no])
    assert "三级医院 50%\n投诉举报 30%\n其他 10%" in client.get(edit).content.decode()
    whole = {name: value for name, value in form.items() if name != "label_ratios"}
    client.post(edit, whole | {"ratio_all": "3%"})
    line.refresh_from_db()
    assert (line.labels, line.ratios) == ([], {"ALL": "3%"})


def test_the_desk_shows_each_label(county: County, version: PlanVersion, browse):
    client = browse(county.lead)
    client.post(reverse("plan-line-new", args=[version.plan_id]), line_form(county))
    page = client.get(reverse("plan-desk", args=[version.plan_id])).content.decode()
    assert "三级医院 5，投诉举报 2，其他 5" in page


def test_a_task_from_the_line_says_that_the_draw_is_confidential(county: County, browse):
    line = make_line(county, RATIOS, labels=LABELS, no_class_reason="按医院等级")
    page = browse(county.lead).get(reverse("task-from-line", args=[line.pk])).content.decode()
    assert "三级医院 50%、投诉举报 30%、其他 10%" in page
    assert "按标签抽取：哪一户有哪个标签不得公开" in page


def test_a_task_beside_the_plan_takes_them_in_one_line(county: County, browse):
    make_item(county.market, "SC-01", "医疗广告检查")
    form = {
        "source": "complaint",
        "reason": "集中投诉",
        "title": "投诉专项",
        "items": [ItemVersion.objects.get().pk],
        "ratio": "三级医院=50%、投诉举报=30%、其他=10%",
        "period_from": TODAY,
        "period_to": TODAY,
        "mode": "county_county",
        "origin": "own",
        "disclosing": "immediate",
    }
    client = browse(county.lead)
    page = client.post(reverse("task-off-plan"), form | {"ratio": "三级医院=50%"})
    assert "没有这些标签的对象抽多少" in page.content.decode()
    client.post(reverse("task-off-plan"), form)
    task = Task.objects.get()
    assert (task.labels, task.ratios, task.disclosing) == (LABELS, RATIOS, "confidential")


def test_the_pool_is_shown_by_label(county: County, browse):
    task = frozen_task(county, make_line(county, RATIOS, labels=LABELS, no_class_reason="按等级"))
    client = browse(county.lead)
    page = client.get(reverse("task-pool", args=[task.pk])).content.decode()
    assert page.index("三级医院") < page.index("投诉举报") < page.index("其他")
    register = client.get(reverse("task-pool-register", args=[task.pk])).content.decode()
    assert register.count("三级医院") == 10
    assert "tag:tier-3" not in register


def test_who_would_be_singled_out_is_told_before_the_freeze(county: County, browse):
    InspectionObject.objects.exclude(pk=InspectionObject.objects.first().pk).update(
        status="deregistered"
    )
    line = make_line(county, {"ALL": "10%"}, no_class_reason="专项")
    task = approved_task(county, line)
    page = browse(county.lead).get(reverse("task-pool-preview", args=[task.pk])).content.decode()
    assert "“全部对象”只有一户可抽，必然抽中" in page
