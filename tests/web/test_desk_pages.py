"""The pages of the planner's desk, and merging two departments' lines through them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from plan_lines import LINE
from task_station import make_inspectors, make_item, make_objects

from mingcha.orgs.models import Department
from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, RegisterEntry

TRIED = re.compile(r'<span class="strong">([\d,]+)</span>')


@pytest.fixture
def plans(county: County) -> tuple[PlanVersion, PlanVersion]:
    """Both departments plan to inspect the same hundred shops."""
    for each in make_objects(county, 100):
        RegisterEntry.objects.create(department=county.fire, object=each)
    make_inspectors(county.market, 4)
    own = _plan(county, "lead", county.market, "食品安全抽查", "10%")
    return own, _plan(county, "fire_lead", county.fire, "消防抽查", "5%")


def _plan(county: County, lead: str, department: Department, name: str, ratio: str) -> PlanVersion:
    version = create_plan(by=county.people[lead], year=2026, title=f"{name}计划")
    write_line(
        by=county.people[lead],
        version=version,
        values=LINE | {"name": name, "ratios": {"ALL": ratio}, "no_class_reason": "专项"},
        items=[make_item(department, f"{name}-01", f"{name}事项")],
        cooperating=[],
    )
    return version


def test_two_departments_merge_their_lines_with_one_click_each(county: County, plans, browse):
    own, theirs = plans
    page = browse(county.lead).get(reverse("plan-desk", args=[own.plan_id])).content.decode()
    assert "消防抽查" in page
    assert "分别检查 15 户次" in page
    assert "合并检查 10 户次" in page
    pair = reverse("plan-overlap", args=[own.plan_id, 1, theirs.lines.get().pk])
    assert pair in page
    shown = browse(county.lead).get(pair).content.decode()
    assert "两条任务的范围内有 100 户相同" in shown
    answer = browse(county.lead).post(pair, follow=True).content.decode()
    assert "已向对方提出合并建议" in answer
    assert "答复合并建议" in browse(county.fire_lead).get(reverse("workbench")).content.decode()
    waiting = browse(county.fire_lead).get(reverse("plan-merges", args=[2026])).content.decode()
    (accept,) = re.findall(r'action="([^"]+/accept/)"', waiting)
    done = browse(county.fire_lead).post(accept, follow=True).content.decode()
    assert "已合并为联合任务" in done
    merged = PlanLine.objects.get()
    assert (merged.name, list(merged.cooperating.all())) == ("食品安全抽查", [county.fire])


def test_a_line_is_tried_out_while_it_is_written(county: County, plans, browse):
    own, _ = plans
    page = reverse("plan-line-new", args=[own.plan_id])
    given: dict[str, Any] = {
        "try": "1",
        "ratio_all": "不低于20%",
        "kinds": ["enterprise"],
        "period_from": "2026-06-01",
    }
    tried = browse(county.lead).post(page, given).content.decode()
    assert TRIED.findall(tried) == ["17"]  # of those whom the lines before it leave
    assert "可行" in tried
    assert PlanLine.objects.count() == 2
    empty = browse(county.lead).post(page, {"try": "1"}).content.decode()
    assert "填好对象范围和抽查比例以后" in empty
    wrong = browse(county.lead).post(page, given | {"ratio_all": "若干"}).content.decode()
    assert "总比例请写成 3%" in wrong


def test_classes_are_shown_to_those_who_may_see_them(county: County, plans, browse):
    own, _ = plans
    PlanLine.objects.filter(version=own).update(
        ratios={"A": "1%", "B": "3%", "C": "10%", "D": "50%"}
    )
    page = reverse("plan-desk", args=[own.plan_id])
    assert "A 1，B 1，C 3，D 13" in browse(county.lead).get(page).content.decode()
    assert "A 1，B 1" not in browse(county.witness).get(page).content.decode()


def test_the_desk_of_another_county_is_not_there(county: County, plans, browse):
    own, theirs = plans
    line = theirs.lines.get()
    client = browse(county.outsider)
    assert client.get(reverse("plan-desk", args=[own.plan_id])).status_code == 404
    pair = reverse("plan-overlap", args=[own.plan_id, 1, line.pk])
    assert client.get(pair).status_code == 404
    assert browse(county.lead).get(f"{pair}9").status_code == 404


def test_every_form_of_ratio_can_be_planned_and_executed(county: County, plans, browse):
    own, _ = plans
    item = InspectionItem.objects.get(department=county.market)
    form = {
        "name": "分档抽查",
        "items": [item.pk],
        "kinds": ["enterprise"],
        "ratio_all": "50户以下50%；其余10-20户",
        "no_class_reason": "专项",
        "frequency": "每年1次",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "untargeted",
    }
    answer = browse(county.lead).post(reverse("plan-line-new", args=[own.plan_id]), form)
    assert answer.status_code == 302
    assert PlanLine.objects.get(name="分档抽查").ratios == {"ALL": "50户以下50%；其余10-20户"}


def test_the_plan_is_compared_with_an_earlier_year_line_by_line(county: County, plans, browse):
    own, _ = plans
    client = browse(county.lead)
    desk = reverse("plan-desk", args=[own.plan_id])
    page = reverse("plan-years", args=[own.plan_id])
    assert page not in client.get(desk).content.decode()
    assert client.get(page).status_code == 404
    earlier = AnnualPlan.objects.create(
        department=county.market, region=county.region, year=2025, title="上年计划"
    )
    version = PlanVersion.objects.create(
        plan=earlier, number=1, state="published", drafted_by="lead"
    )
    now = own.lines.get()
    then = PlanLine.objects.create(
        version=version,
        line_no=7,
        name="食品抽查",
        ratios={"ALL": "3%"},
        no_class_reason="专项",
        period_from="2025-03-01",
        period_to="2025-11-30",
    )
    then.items.set(now.items.all())
    assert page in client.get(desk).content.decode()
    shown = client.get(page).content.decode()
    assert "2025年：食品抽查" in shown
    assert "抽查比例：3% → 10%" in shown
    answer = client.get(reverse("plan-years-export", args=[own.plan_id]))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][:3] == ["有变化", "食品安全抽查", "食品抽查"]
    assert browse(county.outsider).get(page).status_code == 404
