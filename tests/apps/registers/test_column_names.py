"""Headings that only one department uses are explained once and read so ever after."""

from __future__ import annotations

import pytest
from county import County
from registers_files import sent, shop, uscc, workbook

from mingcha.foundation.errors import DomainError
from mingcha.registers.actions import imports
from mingcha.registers.intake.working import check_file
from mingcha.registers.models import ColumnName, ImportBatch

OWN_HEADS = (
    "铺面叫法",
    "证照号码",
    "行政区划代码",
    "登记状态",
    "信用风险等级",
    "经营场所",
    "原因",
    "标签",
)
AS_READ = {
    "铺面叫法": "name",
    "证照号码": "code",
    "行政区划代码": "region",
    "登记状态": "status",
    "信用风险等级": "risk_class",
    "经营场所": "address",
    "原因": "exclusion",
    "标签": "tags",
}


def own_file(*rows: tuple[str, ...]) -> bytes:
    return workbook(OWN_HEADS, list(rows))


@pytest.fixture
def refused(county: County) -> ImportBatch:
    return sent(county, own_file(shop(1)))


def test_a_file_without_known_headings_shows_its_columns(refused: ImportBatch):
    assert refused.state == "failed"
    assert "表头" in refused.failure
    assert refused.columns[0] == {"heading": "铺面叫法", "example": "澄川县第1商店", "key": ""}
    assert refused.columns[2]["key"] == "region"


def test_explained_headings_are_read_then_and_in_later_files(county: County, refused: ImportBatch):
    imports.name_columns(by=county.lead, batch=refused, names=AS_READ)
    check_file(batch=refused)
    refused.refresh_from_db()
    assert refused.state == "checked"
    assert refused.rows.get().key == uscc(1)
    explained = dict(ColumnName.objects.values_list("heading", "column"))
    assert explained == {"铺面叫法": "name", "证照号码": "code", "原因": "exclusion"}
    later = sent(county, own_file(shop(2, exclusion="已立案调查")))
    assert later.rows.get().after["exclusion"] == "已立案调查"
    assert sent(county, own_file(shop(3)), by=county.fire_lead).state == "failed"


def test_another_source_means_something_else_by_the_same_heading(county: County):
    heads = ("企业名称", "统一社会信用代码", "甲方编号")
    own = sent(county, workbook(heads, [("店", uscc(1), "已立案")]), source="own")
    imports.name_columns(by=county.lead, batch=own, names={"甲方编号": "exclusion"})
    other = sent(county, workbook(heads, [("店", uscc(2), "备用")]), source="licensing")
    assert {c["heading"]: c["key"] for c in other.columns}["甲方编号"] == ""
    imports.name_columns(by=county.lead, batch=other, names={"甲方编号": "remark"})
    again = sent(county, workbook(heads, [("店", uscc(3), "已立案")]), source="own")
    assert again.rows.get().after["exclusion"] == "已立案"


def test_a_column_may_be_left_unread(county: County):
    batch = sent(
        county, workbook(("企业名称", "统一社会信用代码", "备注"), [("店", uscc(1), "无")])
    )
    imports.name_columns(by=county.lead, batch=batch, names={"备注": ""})
    check_file(batch=batch)
    batch.refresh_from_db()
    assert {c["heading"]: c["key"] for c in batch.columns}["备注"] == ""
    imports.name_columns(by=county.lead, batch=batch, names={"备注": "remark"})
    assert not ColumnName.objects.exists()


@pytest.mark.parametrize(
    "names",
    [{"铺面叫法": "name", "证照号码": "name"}, {"没有的列": "name"}, {"铺面叫法": "password"}],
)
def test_an_impossible_explanation_is_refused(county: County, refused: ImportBatch, names):
    with pytest.raises(DomainError):
        imports.name_columns(by=county.lead, batch=refused, names=names)
    assert not ColumnName.objects.exists()
