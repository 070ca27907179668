"""One industry, one check (一业一查, R-007): the 1+X list."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from issued_case import item

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions.industry_checks import (
    retire_industry_check,
    write_industry_check,
)
from mingcha.registers.models import (
    IndustryCheck,
    InspectionItem,
    InspectionObject,
    ItemVersion,
)
from mingcha.registers.selectors.industry_checks import (
    get_check,
    row_of,
    suggestions,
    visible_checks,
)

VALUES: dict[str, Any] = {
    "industry": "餐饮",
    "title": "餐饮行业联合抽查",
    "object_industries": ["餐饮业"],
    "note": "",
}


@pytest.fixture
def food(county: County) -> InspectionItem:
    return item(county.market, "SCJG-05", "食品安全检查", []).item


@pytest.fixture
def exits(county: County) -> InspectionItem:
    return item(county.fire, "XFJY-01", "疏散通道检查", []).item


def written(county: County, lead: InspectionItem, *items: InspectionItem, **values: Any):
    return write_industry_check(by=county.lead, values=VALUES | values, lead_item=lead, items=items)


def test_a_row_is_one_item_and_those_of_others(
    county: County, food: InspectionItem, exits: InspectionItem
):
    check = written(county, food, exits)
    assert (check.department, check.region) == (county.market, county.region)
    row = row_of(get_check(county.lead, check.pk))
    assert row.lead is not None
    assert (row.lead.name, row.parts) == (
        "食品安全检查",
        [("消防救援大队", ["XFJY-01 疏散通道检查"])],
    )
    event = AuditEvent.objects.get(type="industry_check.changed")
    assert (event.subject, event.body["items"]) == ("餐饮", ["XFJY-01"])


def test_the_leads_further_items_stand_with_the_lead(
    county: County, food: InspectionItem, exits: InspectionItem
):
    scales = item(county.market, "SCJG-06", "计量检查", []).item
    row = row_of(get_check(county.lead, written(county, food, exits, scales).pk))
    assert row.further == ["SCJG-06 计量检查"]
    assert row.parts == [("消防救援大队", ["XFJY-01 疏散通道检查"])]


def test_what_cannot_be_joined_is_refused_at_its_field(
    county: County, food: InspectionItem, exits: InspectionItem
):
    written(county, food, exits)
    other = item(county.market, "SCJG-06", "计量检查", []).item
    elsewhere = item(county.outsider.department, "SCJG-01", "别县的检查", []).item
    cases: list[tuple[str, InspectionItem, tuple[InspectionItem, ...], str]] = [
        ("餐饮", food, (exits,), "industry"),
        ("宾馆", exits, (exits,), "lead_item"),
        ("宾馆", food, (), "items"),
        ("宾馆", food, (other,), "items"),
        ("宾馆", food, (elsewhere,), "items"),
        ("宾馆", food, (food, exits), "items"),
    ]
    for industry, lead, items, field in cases:
        with pytest.raises(DomainError) as refused:
            written(county, lead, *items, industry=industry)
        assert refused.value.field == field
    for stranger in (county.market, county.justice, county.outsider.department):
        with pytest.raises(DomainError) as refused:
            write_industry_check(
                by=county.lead,
                values=VALUES | {"industry": "宾馆"},
                lead_item=food,
                items=[exits],
                cooperating=[stranger],
            )
        assert refused.value.code == "cooperating_wrong"
    ItemVersion.objects.filter(item=exits).update(state="retired")
    with pytest.raises(DomainError, match="已公布"):
        written(county, food, exits, industry="宾馆")


def test_only_the_lead_changes_or_retires_its_row(
    county: County, food: InspectionItem, exits: InspectionItem
):
    check = written(county, food, exits)
    with pytest.raises(NotFound):
        write_industry_check(
            by=county.fire_lead, values=VALUES, lead_item=exits, items=[food], check=check
        )
    with pytest.raises(NotFound):
        retire_industry_check(by=county.fire_lead, check=check, reason="不再检查")
    with pytest.raises(Forbidden):
        retire_industry_check(by=county.head, check=check, reason="不再检查")
    changed = write_industry_check(
        by=county.lead,
        values=VALUES | {"title": "新名称"},
        lead_item=food,
        items=[exits],
        check=check,
    )
    assert changed == check
    retire_industry_check(by=county.lead, check=check, reason="并入其他行业")
    with pytest.raises(DomainError, match="已经停用"):
        retire_industry_check(by=county.lead, check=check, reason="再次")
    assert written(county, food, exits) != check  # the industry is free again


def test_a_row_is_seen_by_all_departments_of_its_region(
    county: County, food: InspectionItem, exits: InspectionItem
):
    check = written(county, food, exits)
    for persona in ("fire_lead", "office", "head"):
        assert get_check(county.people[persona], check.pk) == check
    with pytest.raises(NotFound):
        get_check(county.outsider, check.pk)
    with pytest.raises(Forbidden):
        visible_checks(county.inspector)


def test_a_retired_item_is_told_on_its_row(
    county: County, food: InspectionItem, exits: InspectionItem
):
    check = written(county, food, exits)
    ItemVersion.objects.filter(item=exits).update(state="retired")
    row = row_of(get_check(county.lead, check.pk))
    assert (row.parts, row.gone) == ([], ["XFJY-01"])
    assert row.is_complete
    ItemVersion.objects.filter(item=food).update(state="retired")
    row = row_of(get_check(county.lead, check.pk))
    assert (row.lead, row.is_complete, row.gone) == (None, False, ["SCJG-05", "XFJY-01"])


def test_items_that_name_the_same_objects_are_suggested(
    county: County, food: InspectionItem, exits: InspectionItem
):
    ItemVersion.objects.filter(item=food).update(objects_text="餐饮服务单位、食品销售企业")
    ItemVersion.objects.filter(item=exits).update(objects_text="宾馆，餐饮服务单位，企业")
    other = item(county.market, "SCJG-06", "登记检查", [])
    ItemVersion.objects.filter(pk=other.pk).update(objects_text="企业")
    (found,) = suggestions(county.lead)
    assert found.industry == "餐饮服务单位"
    assert found.departments == ["市场监督管理局", "消防救援大队"]
    code = "91130136MA00000001"
    InspectionObject.objects.create(
        code=code,
        key=code,
        name="面馆",
        kind="enterprise",
        region=county.towns[0],
        industry="餐饮业",
    )
    assert {each.industry for each in suggestions(county.lead)} == {"餐饮服务单位", "餐饮业"}
    written(county, food, exits, industry="餐饮业")
    assert {each.industry for each in suggestions(county.lead)} == {"餐饮服务单位"}
    assert IndustryCheck.objects.count() == 1
    assert suggestions(county.sys_admin) == []
