"""Rows without a history, or with lists beside them: a stale page writes nothing over (R-016)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from django.urls import reverse
from issued_case import item

from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.registers.models import IndustryCheck
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


CASES = [(industry, "title", "note", "这一行")]


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


@pytest.mark.parametrize("mark", ["", "x", "[]", "3", "[" * 100_000, '{"名称": 3}'])
def test_a_mark_of_another_form_knows_nothing(mark: str):
    (change,) = facts_changed_since({"名称": "甲"}, mark)
    assert [(title, now) for title, _, now in change.fields] == [("名称", "甲")]
