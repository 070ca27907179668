"""The workbench and the page of targets and obligations."""

from __future__ import annotations

from datetime import timedelta

from checked_case import make_record
from county import County
from django.urls import reverse
from obligation_case import set_obligation
from year_case import make_year

from mingcha.core.planning.recurrence import once
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce
from mingcha.plans.actions.occurrences import finish_occurrence
from mingcha.plans.actions.targets import set_target
from mingcha.plans.models import Target
from mingcha.registers.actions import items
from mingcha.reports.selectors.standing import departments_standing, standings
from mingcha.web.workbench import to_dos

TEXT = {
    "category": "公示信息",
    "name": "年报检查",
    "basis": "条例",
    "body": "局",
    "content": "内容",
    "methods": ["on_site"],
}


def test_everybody_sees_what_waits_for_them(county: County, browse):
    version = items.create_item(by=county.lead, department=county.market, code="SCJG-03", text=TEXT)
    items.submit_item(by=county.lead, version=version)
    assert [t.title for t in to_dos(county.head)] == ["审核抽查事项"]
    assert to_dos(county.lead) == []
    items.approve_item(by=county.head, version=version)
    assert [t.title for t in to_dos(county.lead)] == ["公布抽查事项"]
    announce("record.approved", record=make_record(county), by=county.reviewer)
    assert [t.title for t in to_dos(county.officer)] == ["处置发现的问题"]
    assert "处置发现的问题" in browse(county.officer).get(reverse("workbench")).content.decode()
    for persona in county.people.values():
        assert browse(persona).get(reverse("workbench")).status_code == 200


def test_the_office_sees_the_year_against_its_targets(county: County, browse):
    make_year(county)
    set_target(by=county.office, indicator="joint_count", year=2026, value_bp=9900)
    set_target(by=county.office, indicator="coverage", year=2026, value_bp=1, base_count=100)
    found = {row.title: row for row in standings(county.region, 2026)}
    assert found["部门联合抽查次数占比"].is_met is False
    assert found["企业抽查覆盖率"].is_met is True
    assert found["企业抽查覆盖率"].denominator == 100
    assert found["检查结果公示率"].is_met is None
    rows = departments_standing(county.region, 2026)
    assert [row.department for row in rows] == [county.market, county.fire]
    assert all(row.triple.draw_count for row in rows)
    page = browse(county.office).get(reverse("workbench")).content.decode()
    assert "未达标" in page
    assert reverse("report-excess") in page
    assert "消防救援大队" in page


def test_targets_are_set_on_their_page(county: County, browse):
    client = browse(county.office)
    year = clock.today().year
    form = {"indicator": "coverage", "year": year, "value": "五成"}
    page = client.post(reverse("year"), form)
    assert page.context["target_form"].errors["value"] == ["请写成 5% 或 2.5%"]
    client.post(reverse("year"), form | {"value": "5%", "base_count": 4800})
    assert "5%" in client.get(reverse("year")).content.decode()


def test_what_is_due_waits_for_who_answers_and_for_nobody_else(county: County, browse):
    due_on = clock.today() + timedelta(days=3)
    terms = {"first_year": due_on.year, "last_year": due_on.year, "since": due_on}
    made = set_obligation(county.office, rule=once(due_on), departments=[county.fire], **terms)
    made.occurrences.exclude(department=county.fire).delete()
    assert [t.title for t in to_dos(county.fire_lead)] == ["月报表"]
    assert to_dos(county.lead) == []
    row = made.occurrences.get()
    assert row.page in browse(county.fire_lead).get(reverse("workbench")).content.decode()
    finish_occurrence(by=county.fire_lead, occurrence=row, done_on=clock.today(), note="已报送")
    assert to_dos(county.fire_lead) == []


def test_others_only_look(county: County, browse):
    client = browse(county.lead)
    given = {"indicator": "coverage", "year": 2026, "value": "5%"}
    client.post(reverse("year"), given)
    assert not Target.objects.exists()
    assert "下达目标</h2>" not in client.get(reverse("year")).content.decode()
