"""Rows without a history, or with lists beside them: a stale page writes nothing over (R-016)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from django.urls import reverse
from django.utils.html import escape
from issued_case import item

from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.registers.actions.risk_schemes import create_risk_scheme
from mingcha.registers.actions.special_registers import write_special_register
from mingcha.registers.actions.staff_registers import write_staff_register
from mingcha.registers.actions.tag_rules import stop_tag_rule, write_tag_rule
from mingcha.registers.actions.tags import create_tag
from mingcha.registers.models import (
    IndustryCheck,
    RiskScheme,
    SpecialRegister,
    StaffRegister,
    Tag,
)
from mingcha.registers.selectors.shown_facts import facts_changed_since


def given_by(page: Any) -> dict[str, Any]:
    """Return what a browser would send of the page's form as it stands."""
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in given.items()}


def industry(county: County) -> tuple[IndustryCheck, str]:
    own, other = (
        item(department, code, code, []).item
        for department, code in ((county.market, "SCJG-05"), (county.fire, "XFJY-01"))
    )
    values = {"industry": "餐饮", "title": "餐饮联合抽查", "object_industries": [], "note": ""}
    check = write_industry_check(by=county.lead, values=values, lead_item=own, items=[other])
    return check, reverse("industry-edit", args=[check.pk])


def scheme(county: County) -> tuple[RiskScheme, str]:
    levels, line = ["A", "B"], county.market.line
    facts = {"code": "food-sale", "name": "食品销售风险分级", "levels": levels, "line": line}
    rest = {"is_generic": False, "object_kinds": [], "basis": ""}
    made = create_risk_scheme(by=county.lead, **facts, **rest)
    return made, reverse("risk-scheme-edit", args=[made.code])


def special(county: County) -> tuple[SpecialRegister, str]:
    facts = {"name": "食品生产企业", "industry": "", "note": ""}
    made = write_special_register(by=county.lead, **facts)
    return made, reverse("special-edit", args=[made.pk])


def staff(county: County) -> tuple[StaffRegister, str]:
    tag = Tag.objects.create(code="lift", name="电梯", kind="expertise")
    made = write_staff_register(by=county.lead, name="特种设备", tags=[tag])
    return made, reverse("staff-register-edit", args=[made.pk])


CASES = [
    (industry, "title", "note", "这一行"),
    (scheme, "name", "basis", "这个方案"),
    (special, "industry", "note", "这个专项库"),
    (staff, "industry", "note", "这个人员专项库"),
]


@pytest.mark.parametrize(("make", "first", "second", "named"), CASES)
def test_nothing_is_written_over(county: County, browse, make, first, second, named):
    row, page = make(county)
    client = browse(county.lead)
    given = given_by(client.get(page))
    for _ in range(2):
        again = client.post(page, given | {first: "同事写的"})
        assert again.status_code == 302, "the same saved twice is no conflict"
    answer = client.post(page, given | {second: "我写的"})
    row.refresh_from_db()
    assert (getattr(row, first), getattr(row, second)) == ("同事写的", given[second])
    text = answer.content.decode()
    assert f"打开本页之后，{named}已有改动：其他人把" in text
    assert "改为“同事写的”。您填写的内容仍在本页" in text
    assert "现在的" in text
    assert "我写的" in text
    mark = answer.context["form"]["opened"].value()
    client.post(page, given | {first: "同事写的", second: "我写的", "opened": mark})
    row.refresh_from_db()
    assert (getattr(row, first), getattr(row, second)) == ("同事写的", "我写的")


def test_lists_beside_a_row_are_not_written_over_either(county: County, browse):
    row, page = industry(county)
    further = item(county.market, "SCJG-06", "价格", []).item
    client = browse(county.lead)
    given = given_by(client.get(page))
    client.post(page, given | {"own_items": [further.pk]})
    answer = client.post(page, given | {"note": "我写的"})
    assert "把本部门一并检查的事项由“空”改为“SCJG-06”" in answer.content.decode()
    row.refresh_from_db()
    assert row.note == ""
    assert further in row.items.all()


def test_the_conditions_of_a_staff_register_are_not_written_over(county: County, browse):
    row, page = staff(county)
    crane = Tag.objects.create(code="crane", name="起重机械", kind="expertise")
    client = browse(county.lead)
    given = given_by(client.get(page))
    client.post(page, given | {"tags": [*given["tags"], crane.pk]})
    answer = client.post(page, given | {"note": "我写的"})
    assert "把专长或资质由“电梯”改为“电梯、起重机械”" in answer.content.decode()
    assert crane in row.tags.all()


def test_a_combination_of_classes_is_not_written_over(county: County, browse):
    found, _ = scheme(county)
    page, client = reverse("risk-scheme-combine", args=[found.code]), browse(county.lead)
    given = given_by(client.get(page))
    client.post(page, given | {"pair-A-B": "C"})
    answer = client.post(page, given | {"pair-B-B": "C"})
    text = answer.content.decode()
    assert "这个组合已有改动：其他人把通用 A 类、专业 B 类由“D 类”改为“C 类”" in text
    assert [each.combined for each in found.combinations.all()] == ["C"]
    again = given | {"pair-B-B": "C", "opened": answer.context["form"]["opened"].value()}
    client.post(page, again | {"pair-A-B": "C"})
    assert [each.combined for each in found.combinations.all()] == ["C", "C"]


def test_a_tag_rule_is_not_written_over_nor_set_going_again(county: County, browse):
    tag = create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")
    tree = {"all": [{"field": "name", "values": ["超市"]}]}
    rule = write_tag_rule(by=county.lead, tag=tag, expression=tree)
    page, client = reverse("tag-rule-edit", args=[rule.pk]), browse(county.lead)
    shown = client.get(page)
    given = given_by(shown)
    assert 'name="opened"' in shown.content.decode()
    client.post(page, given | {"values_1": "酒店"})
    answer = client.post(page, given | {"values_1": "宾馆"})
    assert "把条件由“名称含有：超市”改为“名称含有：酒店”" in answer.content.decode()
    assert f'value="{escape(answer.context["form"].mark)}"' in answer.content.decode()
    rule.refresh_from_db()
    assert rule.expression == {"all": [{"field": "name", "values": ["酒店"]}]}
    stop_tag_rule(by=county.lead, rule=rule, reason="误加")
    again = given | {"values_1": "酒店", "opened": answer.context["form"].mark}
    assert "把自动执行由“是”改为“否”" in client.post(page, again).content.decode()
    rule.refresh_from_db()
    assert not rule.is_active


@pytest.mark.parametrize("mark", ["", "x", "[]", "3", "[" * 100_000, '{"名称": 3}'])
def test_a_mark_of_another_form_knows_nothing(mark: str):
    (change,) = facts_changed_since({"名称": "甲"}, mark)
    assert [(title, now) for title, _, now in change.fields] == [("名称", "甲")]
