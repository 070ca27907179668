"""Ratios by label on the pages where they are written, carried out and looked at."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from labelled import COMPLAINT, TIER_3, complained_of, tagged
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
from mingcha.plans.models import MergeProposal, PlanLine, PlanVersion
from mingcha.publication.snapshots.plan import plan
from mingcha.registers.models import (
    InspectionObject,
    ItemVersion,
    RegisterEntry,
    RiskScheme,
    Tag,
)
from mingcha.tasks.models import Task

LABELS = [TIER_3, COMPLAINT]
RATIOS = {"tag:tier-3": "50%", "flag:complaint": "30%", "REST": "10%"}
WRITTEN = "三级医院 50%\r\n投诉举报 30%\r\n其他 10%"


@pytest.fixture(autouse=True)
def hospitals(county: County) -> None:
    made = make_objects(county, 60)
    make_inspectors(county.market, 12)
    tagged(made[:10])
    complained_of(made[30:34])


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
    assert "三级医院=50%\n投诉举报=30%\n其他=10%" in client.get(edit).content.decode()
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
    for ratio, told in (
        ("三级医院=50%", "没有这些标签的对象抽多少"),
        ("三乙医院=50%、其他=3%", "没有标签或名单“三乙医院”"),
        ("A=1%、E=3%", "还没有填写抽查比例：B 类、C 类、D 类"),
    ):
        page = client.post(reverse("task-off-plan"), form | {"ratio": ratio})
        assert told in page.content.decode()
    RiskScheme.objects.update(retired_on=TODAY)
    page = client.post(reverse("task-off-plan"), form | {"ratio": "A=1%、B=3%"})
    assert "风险分类方案没有建立或者已经停用" in page.content.decode()
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


def test_who_may_not_read_the_register_sees_no_label_of_an_object(county: County, browse):
    task = frozen_task(county, make_line(county, RATIOS, labels=LABELS, no_class_reason="按等级"))
    addresses = [reverse(name, args=[task.pk]) for name in ("task-pool", "task-pool-register")]
    for persona, sees in (("lead", True), ("witness", False), ("reviewer", False)):
        client = browse(county.people[persona])
        for address in addresses:
            assert ("三级医院" in client.get(address).content.decode()) is sees


def test_the_desks_joint_line_takes_the_labels(county: County, version: PlanVersion, browse):
    RegisterEntry.objects.bulk_create(
        RegisterEntry(department=county.fire, object=each)
        for each in InspectionObject.objects.all()
    )
    other = create_plan(by=county.fire_lead, year=TODAY.year, title="消防计划")
    form = line_form(county)
    browse(county.lead).post(reverse("plan-line-new", args=[version.plan_id]), form)
    item = make_item(county.fire, "XF-01", "疏散通道检查")
    whole = form | {"label_ratios": "", "ratio_all": "20%", "items": [item.pk]}
    browse(county.fire_lead).post(reverse("plan-line-new", args=[other.plan_id]), whole)
    client = browse(county.lead)
    address = reverse("plan-overlap", args=[version.plan_id, 1, other.lines.get().pk])
    assert "三级医院 50%、投诉举报 30%、其他 20%" in client.get(address).content.decode()
    client.post(address)
    proposal = MergeProposal.objects.get()
    assert (proposal.labels, proposal.ratios["REST"]) == (LABELS, "20%")


def test_a_plan_publishes_ratios_of_tags_and_not_of_lists(county: County):
    line = make_line(county, RATIOS, labels=LABELS, no_class_reason="按等级")
    assert plan(line.version).content["lines"][0]["ratio"] == "按标签和名单确定"
    line.labels, line.ratios = ["tag:tier-3"], {"tag:tier-3": "50%", "REST": "3%"}
    line.save()
    assert plan(line.version).content["lines"][0]["ratio"] == "三级医院 50%、其他 3%"


def test_who_got_another_label_stands_in_the_comparison(county: County, browse):
    given = {"labels": LABELS, "no_class_reason": "按等级"}
    earlier = frozen_task(county, make_line(county, RATIOS, **given))
    Task.objects.filter(pk=earlier.pk).update(state="done")
    InspectionObject.objects.order_by("pk")[20].tags.add(Tag.objects.get())
    task = approved_task(county, make_line(county, RATIOS, **given))
    page = browse(county.lead).get(reverse("task-pool-comparison", args=[task.pk]))
    assert "标签变化" in page.content.decode()
    assert "类别变化" not in page.content.decode()
