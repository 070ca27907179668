"""The 1+X list of a department, published with the day of its version (R-007, R-008)."""

from __future__ import annotations

import io

import pytest
from county import County
from issued_case import item
from python_calamine import CalamineWorkbook

from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.publication.actions.lists import publish_industry_list
from mingcha.registers.actions.industry_checks import retire_industry_check, write_industry_check
from mingcha.registers.actions.items import retire_item
from mingcha.registers.models import IndustryCheck, InspectionItem

VALUES = {
    "industry": "餐饮",
    "title": "餐饮行业联合抽查",
    "object_industries": [],
    "note": "消防先到",
}


@pytest.fixture
def food(county: County) -> InspectionItem:
    return item(county.market, "SCJG-05", "食品安全检查", []).item


@pytest.fixture
def scales(county: County) -> InspectionItem:
    return item(county.market, "SCJG-06", "计量检查", []).item


@pytest.fixture
def exits(county: County) -> InspectionItem:
    return item(county.fire, "XFJY-01", "疏散通道检查", []).item


@pytest.fixture
def restaurants(county: County, food, scales, exits) -> IndustryCheck:
    return write_industry_check(
        by=county.lead, values=VALUES, lead_item=food, items=[exits, scales]
    )


def test_a_row_tells_who_checks_what(county: County, restaurants: IndustryCheck):
    published = publish_industry_list(by=county.lead, department=county.market)
    (row,) = published.content["rows"]
    assert (row["industry"], row["title"], row["note"]) == ("餐饮", "餐饮行业联合抽查", "消防先到")
    market, fire = county.market.name, county.fire.name
    assert row["lead"] == {"department": market, "code": "SCJG-05", "name": "食品安全检查"}
    assert row["items"] == [
        {"department": market, "items": [{"code": "SCJG-06", "name": "计量检查"}]},
        {"department": fire, "items": [{"code": "XFJY-01", "name": "疏散通道检查"}]},
    ]
    assert county.lead.name not in str(published.content)


def test_the_workbook_says_the_same(county: County, restaurants: IndustryCheck):
    published = publish_industry_list(by=county.lead, department=county.market)
    book = CalamineWorkbook.from_filelike(io.BytesIO(published.files.get().content))
    head, row = book.get_sheet_by_index(0).to_python()
    assert head == ["行业", "任务名称", "发起部门与事项", "配合部门与事项", "部门分工和备注"]
    assert row[2] == f"{county.market.name}：SCJG-05 食品安全检查"
    assert row[3] == (
        f"{county.market.name}：SCJG-06 计量检查\n{county.fire.name}：XFJY-01 疏散通道检查"
    )


def test_a_department_without_items_yet_is_named(county: County, food: InspectionItem):
    write_industry_check(
        by=county.lead, values=VALUES, lead_item=food, items=[], cooperating=[county.fire]
    )
    published = publish_industry_list(by=county.lead, department=county.market)
    assert published.content["rows"][0]["items"] == [{"department": county.fire.name, "items": []}]
    book = CalamineWorkbook.from_filelike(io.BytesIO(published.files.get().content))
    assert book.get_sheet_by_index(0).to_python()[1][3] == f"{county.fire.name}：事项待定"


def test_a_new_version_says_what_changed(county: County, restaurants: IndustryCheck, food, exits):
    first = publish_industry_list(by=county.lead, department=county.market)
    assert publish_industry_list(by=county.lead, department=county.market) == first
    hotels = VALUES | {"industry": "住宿", "title": "住宿行业联合抽查"}
    write_industry_check(by=county.lead, values=hotels, lead_item=food, items=[exits])
    changed = VALUES | {"note": "同时到"}
    write_industry_check(
        by=county.lead, values=changed, lead_item=food, items=[exits], check=restaurants
    )
    second = publish_industry_list(by=county.lead, department=county.market)
    assert (second.version, second.reason) == (2, "新增 住宿；修订 餐饮")
    retire_industry_check(by=county.lead, check=restaurants, reason="不再合并")
    third = publish_industry_list(by=county.lead, department=county.market)
    assert (third.version, third.reason) == (3, "停用 餐饮")


def test_an_item_out_of_force_is_not_published(
    county: County, restaurants: IndustryCheck, food, exits
):
    retire_item(by=county.fire_lead, item=exits, reason="并入其他事项")
    (row,) = publish_industry_list(by=county.lead, department=county.market).content["rows"]
    assert [part["department"] for part in row["items"]] == [county.market.name]
    retire_item(by=county.lead, item=food, reason="并入其他事项")
    assert not publish_industry_list(by=county.lead, department=county.market).content["rows"]


def test_nothing_is_published_of_nothing(county: County):
    with pytest.raises(DomainError, match="还没有可以公布的行业：请先新增行业"):
        publish_industry_list(by=county.lead, department=county.market)


def test_only_who_publishes_the_items_publishes_the_list(
    county: County, restaurants: IndustryCheck
):
    with pytest.raises(NotFound):
        publish_industry_list(by=county.fire_lead, department=county.market)
    with pytest.raises(Forbidden):
        publish_industry_list(by=county.officer, department=county.market)
