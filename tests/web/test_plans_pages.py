"""The pages of the yearly plans."""

from __future__ import annotations

import pytest
import time_machine
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, ItemVersion, RiskScheme


@pytest.fixture
def item(county: County) -> InspectionItem:
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    item = InspectionItem.objects.create(department=county.market, code="SCJG-03")
    ItemVersion.objects.create(
        item=item,
        number=1,
        state="published",
        category="公示信息",
        name="年报检查",
        basis="条例",
        body="局",
        content="内容",
        methods=["on_site"],
        drafted_by="lead",
    )
    return item


def line_form(item: InspectionItem) -> dict[str, object]:
    return {
        "name": "公示信息抽查",
        "items": [item.pk],
        "kinds": ["enterprise"],
        "industries": "餐饮、零售",
        "by_class": "on",
        "ratio_A": "1%",
        "ratio_B": "3%",
        "ratio_C": "10%",
        "ratio_D": "50%",
        "frequency": "每年1次",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "untargeted",
    }


def test_a_plan_goes_from_form_to_force_and_is_changed(
    county: County, item: InspectionItem, browse
):
    client = browse(county.lead)
    client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
    plan = PlanVersion.objects.get().plan_id
    assert client.get(reverse("plan-line-new", args=[plan])).status_code == 200
    client.post(reverse("plan-line-new", args=[plan]), line_form(item))
    line = PlanLine.objects.get()
    assert line.object_filter == {"kinds": ["enterprise"], "industries": ["餐饮", "零售"]}
    page = client.get(reverse("plan-line", args=[plan, 1])).content.decode()
    assert "餐饮、零售" in page
    for persona, verb in (("lead", "submit"), ("head", "approve"), ("lead", "publish")):
        browse(county.people[persona]).post(reverse("plan-step", args=[plan, verb]))
    assert PlanVersion.objects.get().state == "published"
    client.post(reverse("plan-step", args=[plan, "change"]), {"reason": "增加任务"})
    changed = line_form(item) | {"name": "改了名"}
    client.post(reverse("plan-line", args=[plan, 1]), changed)
    page = client.get(reverse("plan", args=[plan])).content.decode()
    assert "与上一版的不同" in page
    assert "改了名" in page
    assert "周启明" in page
    assert "吴正清" in page
    assert "年报检查" in page
    assert client.get(reverse("plan-version", args=[plan, 1])).status_code == 200
    client.post(reverse("plan-line-remove", args=[plan, 1]))
    assert PlanLine.objects.count() == 1
    assert "2026年度计划" in browse(county.office).get(reverse("plans")).content.decode()


def test_missing_ratios_are_asked_for_at_their_field(county: County, item: InspectionItem, browse):
    client = browse(county.lead)
    client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
    url = reverse("plan-line-new", args=[PlanVersion.objects.get().plan_id])
    page = client.post(url, line_form(item) | {"ratio_C": ""})
    assert page.context["form"].errors["ratio_C"] == ["请填写C类的比例，如 3%"]
    without = {k: v for k, v in line_form(item).items() if k != "by_class"}
    page = client.post(url, without)
    assert page.context["form"].errors["ratio_all"] == ["请填写总比例，如 3%"]
    page = client.post(url, line_form(item) | {"period_to": "2026-01-01"})
    assert page.context["form"].errors["period_to"] == ["截止日期不能早于开始日期，请改正"]
    assert "餐饮、零售" in page.content.decode()
    client.post(url, without | {"ratio_all": "3%", "no_class_reason": "专项"})
    assert PlanLine.objects.get().ratios == {"ALL": "3%"}


def test_what_does_not_exist(county: County, item: InspectionItem, browse):
    client = browse(county.lead)
    client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
    plan = PlanVersion.objects.get().plan_id
    assert client.get(reverse("plan-version", args=[plan, 9])).status_code == 404
    assert client.get(reverse("plan-line", args=[plan, 9])).status_code == 404
    assert client.post(reverse("plan-line-remove", args=[plan, 9])).status_code == 404
    assert client.post(reverse("plan-step", args=[plan, "burn"])).status_code == 404
    assert browse(county.fire_lead).get(reverse("plan", args=[plan])).status_code == 404
    assert browse(county.inspector).get(reverse("plans")).status_code == 403


def test_the_list_says_who_has_no_plan_and_the_plan_which_line_was_missed(
    county: County, item: InspectionItem, browse
):
    with time_machine.travel("2026-12-15T08:00:00+08:00", tick=False):
        page = browse(county.office).get(reverse("plans")).content.decode()
        assert "2027年度还没有公布计划的部门" in page
        assert "消防救援大队" in page
        client = browse(county.lead)
        client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
        plan = PlanVersion.objects.get().plan_id
        client.post(reverse("plan-line-new", args=[plan]), line_form(item))
        PlanVersion.objects.update(state="published")
        shown = client.get(reverse("plan", args=[plan])).content.decode()
    assert "1 条 · 已完成 0 条，执行中 0 条" in shown
    assert "到期，还没有开始抽查" in shown


def test_a_line_that_is_edited_shows_its_days(county: County, item: InspectionItem, browse):
    client = browse(county.lead)
    client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
    plan = PlanVersion.objects.get().plan_id
    client.post(reverse("plan-line-new", args=[plan]), line_form(item))
    page = client.get(reverse("plan-line", args=[plan, 1])).content.decode()
    assert 'type="date" name="period_from" value="2026-03-01"' in page
    assert 'type="date" name="period_to" value="2026-11-30"' in page


def test_the_list_asks_no_more_for_more_plans(county: County, browse):
    client = browse(county.lead)
    asked = []
    for years in (range(2020, 2022), range(2022, 2030)):
        for year in years:
            client.post(reverse("plan-new"), {"year": year, "title": f"{year}年度计划"})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("plans")).content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert page.index("2029年度计划") < page.index("2020年度计划")
