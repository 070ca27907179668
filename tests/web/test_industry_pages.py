"""From a row of the 1+X list to the joint task (R-007)."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from issued_case import item

from mingcha.plans.actions import plans
from mingcha.plans.models import PlanLine
from mingcha.registers.models import IndustryCheck, InspectionItem, ItemVersion, RiskScheme
from mingcha.tasks.actions.creating import create_task_from_line


@pytest.fixture
def food(county: County) -> InspectionItem:
    return item(county.market, "SCJG-05", "食品安全检查", []).item


@pytest.fixture
def exits(county: County) -> InspectionItem:
    return item(county.fire, "XFJY-01", "疏散通道检查", []).item


def form(food: InspectionItem, exits: InspectionItem) -> dict[str, object]:
    return {
        "industry": "餐饮",
        "title": "餐饮行业联合抽查",
        "object_industries": "餐饮业、小吃",
        "lead_item": food.pk,
        "items": [exits.pk],
    }


def test_a_joint_task_is_made_from_one_row_with_all_preset(
    county: County, food: InspectionItem, exits: InspectionItem, browse
):
    RiskScheme.generic()
    client = browse(county.lead)
    assert reverse("industry-new") in client.get(reverse("industries")).content.decode()
    page = client.post(reverse("industry-new"), form(food, exits), follow=True).content.decode()
    check = IndustryCheck.objects.get()
    assert "没有正在编制的计划" in page
    version = plans.create_plan(by=county.lead, year=2026, title="2026年度计划")
    page = client.get(reverse("industry", args=[check.pk])).content.decode()
    address = f"{reverse('plan-line-new', args=[version.plan_id])}?industry={check.pk}"
    assert address in page
    shown = client.get(address).context["form"]
    asked = {name: shown[name].value() for name in shown.fields}
    sent = {
        "name": asked["name"],
        "items": asked["items"],
        "industries": asked["industries"],
        "cooperating": asked["cooperating"],
        "cooperating_items": asked["cooperating_items"],
        "joint_scope": asked["joint_scope"],
        "draw_kind": asked["draw_kind"],
        "mode": asked["mode"],
        "frequency": asked["frequency"],
        "ratio_all": "5%",
        "no_class_reason": "专项",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
    }
    page = client.post(address, sent, follow=True).content.decode()
    assert "疏散通道检查" in page
    line = PlanLine.objects.get()
    assert line.object_filter == {"industries": ["餐饮业", "小吃"]}
    assert list(line.cooperating.all()) == [county.fire]
    for by, step in (("lead", "submit"), ("head", "approve"), ("lead", "publish")):
        getattr(plans, f"{step}_plan")(by=county.people[by], version=version)
    task = create_task_from_line(by=county.lead, line=line)
    lead, other = task.sub_tasks.all()
    assert [version.item for version in lead.items.all()] == [food]
    assert (other.department, [v.item for v in other.items.all()]) == (county.fire, [exits])
    changed = plans.change_plan(by=county.lead, plan=version.plan, reason="增加任务")
    assert list(changed.lines.get().cooperating_items.all()) == [exits]


def test_a_suggestion_begins_a_row(
    county: County, food: InspectionItem, exits: InspectionItem, browse
):
    ItemVersion.objects.update(objects_text="餐饮服务单位")
    client = browse(county.lead)
    page = client.get(reverse("industries")).content.decode()
    assert "餐饮服务单位" in page
    shown = client.get(reverse("industry-new"), {"industry": "餐饮服务单位"}).context["form"]
    assert shown["lead_item"].value() == food.pk
    assert shown["items"].value() == [exits.pk]


def test_others_look_and_do_not_touch(
    county: County, food: InspectionItem, exits: InspectionItem, browse
):
    browse(county.lead).post(reverse("industry-new"), form(food, exits))
    check = IndustryCheck.objects.get()
    client = browse(county.fire_lead)
    assert "餐饮行业联合抽查" in client.get(reverse("industries")).content.decode()
    page = client.get(reverse("industry", args=[check.pk])).content.decode()
    assert reverse("industry-edit", args=[check.pk]) not in page
    assert client.get(reverse("industry-edit", args=[check.pk])).status_code == 404
    plan = plans.create_plan(by=county.fire_lead, year=2026, title="消防计划").plan
    address = f"{reverse('plan-line-new', args=[plan.pk])}?industry={check.pk}"
    assert client.get(address).status_code == 404
    client = browse(county.lead)
    retire = reverse("industry-retire", args=[check.pk])
    page = client.post(retire, {"reason": "并入其他行业"}, follow=True).content.decode()
    assert "并入其他行业" in page
    assert "餐饮行业联合抽查" not in client.get(reverse("industries")).content.decode()


def test_a_row_whose_lead_item_is_out_of_force_is_no_ground_for_a_plan(
    county: County, food: InspectionItem, exits: InspectionItem, browse
):
    client = browse(county.lead)
    client.post(reverse("industry-new"), form(food, exits))
    check = IndustryCheck.objects.get()
    plan = plans.create_plan(by=county.lead, year=2026, title="2026年度计划").plan
    ItemVersion.objects.filter(item=food).update(state="retired")
    address = f"{reverse('plan-line-new', args=[plan.pk])}?industry={check.pk}"
    page = client.get(reverse("industry", args=[check.pk])).content.decode()
    assert address not in page
    assert "发起事项已停用" in page
    assert client.get(address).status_code == 404
    assert "发起事项已停用" in client.get(reverse("industries")).content.decode()


def test_the_leads_further_items_are_no_cooperation(
    county: County, food: InspectionItem, exits: InspectionItem, browse
):
    scales = item(county.market, "SCJG-06", "计量检查", []).item
    client = browse(county.lead)
    client.post(reverse("industry-new"), form(food, exits) | {"own_items": [scales.pk]})
    (row,) = client.get(reverse("industries")).context["rows"]
    assert [department for department, _ in row.parts] == ["消防救援大队"]
    for page in ("industries", "industry"):
        args = [IndustryCheck.objects.get().pk] if page == "industry" else []
        assert "计量检查" in client.get(reverse(page, args=args)).content.decode()
