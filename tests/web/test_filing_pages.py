"""The pages on which plans are filed and received, and the printed receipt."""

from __future__ import annotations

from county import County
from django.urls import reverse
from plan_lines import LINE
from task_station import make_item

from mingcha.plans.actions import lines, plans
from mingcha.plans.models import PlanFiling, PlanVersion


def in_force(county: County) -> PlanVersion:
    item = make_item(county.market, "SCJG-03", "年报检查")
    version = plans.create_plan(by=county.lead, year=2026, title="2026年度计划")
    values = LINE | {"ratios": {"ALL": "3%"}, "no_class_reason": "专项"}
    lines.write_line(by=county.lead, version=version, values=values, items=[item], cooperating=[])
    plans.submit_plan(by=county.lead, version=version)
    plans.approve_plan(by=county.head, version=version)
    plans.publish_plan(by=county.lead, version=version)
    return version


def test_a_plan_is_filed_on_its_page_and_received_on_the_offices_list(county: County, browse):
    plan = in_force(county).plan_id
    client = browse(county.lead)
    assert "下一步：报送备案" in client.get(reverse("plan", args=[plan])).content.decode()
    client.post(reverse("plan-filing-new", args=[plan]))
    filing = PlanFiling.objects.get()
    assert "等待双随办接收" in client.get(reverse("plan", args=[plan])).content.decode()
    assert client.get(reverse("plan-filing-receipt", args=[filing.pk])).status_code == 404
    office = browse(county.office)
    shown = office.get(reverse("plan-filings"), {"year": "2026"}).content.decode()
    assert "接收备案" in shown
    assert "未备案 1 个" in shown
    answer = office.post(reverse("plan-filing-step", args=[filing.pk, "receive"]), follow=True)
    page = answer.content.decode()
    assert "年度抽查计划备案回执" in page
    assert "130136-2026-BA001" in page
    shown = browse(county.lead).get(reverse("plan", args=[plan])).content.decode()
    assert "130136-2026-BA001" in shown


def test_a_filing_is_sent_back_with_the_reason(county: County, browse):
    plan = in_force(county).plan_id
    browse(county.lead).post(reverse("plan-filing-new", args=[plan]))
    filing = PlanFiling.objects.get()
    office = browse(county.office)
    back = reverse("plan-filing-step", args=[filing.pk, "return"])
    page = office.post(back, {"reason": ""}, follow=True).content.decode()
    assert "请写明理由" in page
    office.post(back, {"reason": "缺少配合部门"})
    shown = browse(county.lead).get(reverse("plan", args=[plan])).content.decode()
    assert "下一步：重新报送" in shown
    assert "缺少配合部门" in shown


def test_what_does_not_exist(county: County, browse):
    version = in_force(county)
    client = browse(county.lead)
    client.post(reverse("plan-filing-new", args=[version.plan_id]))
    filing = PlanFiling.objects.get()
    assert client.post(reverse("plan-filing-step", args=[filing.pk, "receive"])).status_code == 403
    burn = reverse("plan-filing-step", args=[filing.pk, "burn"])
    assert browse(county.office).post(burn).status_code == 404
    other = browse(county.fire_lead)
    assert other.get(reverse("plan-filing", args=[filing.pk])).status_code == 404
    PlanVersion.objects.update(state="superseded")
    new = reverse("plan-filing-new", args=[version.plan_id])
    assert browse(county.lead).post(new).status_code == 404
