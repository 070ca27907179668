from __future__ import annotations

import pytest

from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.records import ObjectRecord


def enterprise(code: str) -> dict:
    return {
        "企业名称": "新乐市果品公司",
        "统一社会信用代码": code,
        "区划代码": "130184",
        "信用风险分类": "较高风险",
        "登记状态": "存续",
        "不纳入抽查原因": None,
        "企业类型": "有限责任公司",
        "注册地址": "新乐市南环路",
        "注册日期": "1990年3月30日",
        "经营范围": "干鲜果品。",
    }


def test_a_complete_row_becomes_a_record_without_a_finding(intake, uscc) -> None:
    found = intake(OBJECTS, enterprise(uscc(1)))
    assert found.findings == []
    assert found.records == [
        ObjectRecord(
            id=uscc(1),
            name="新乐市果品公司",
            region="130184",
            risk_class="C",
            status="存续",
            exclusion=None,
            kind="有限责任公司",
            address="新乐市南环路",
            fields={"established": "1990-03-30", "business_scope": "干鲜果品。"},
            row=2,
        )
    ]


def test_what_a_table_does_not_have_is_none(intake, codes, uscc) -> None:
    found = intake(OBJECTS, {"名称": "新乐市果品公司", "信用代码": uscc(1)})
    record = found.records[0]
    assert (record.region, record.risk_class, record.status, record.fields) == (None,) * 3 + ({},)
    assert codes(found) == []


def test_personal_data_are_not_read(intake, uscc) -> None:
    row = enterprise(uscc(1)) | {"联系电话": "0311-00000000", "法定代表人": "（略）"}
    found = intake(OBJECTS, row, row | {"统一社会信用代码": "无"})
    assert "0311-00000000" not in repr(found.records)
    assert "0311-00000000" not in repr(found.rejected)


@pytest.mark.parametrize("name", [None, " "])
def test_an_object_needs_its_name(intake, codes, uscc, name: str | None) -> None:
    found = intake(OBJECTS, enterprise(uscc(1)) | {"企业名称": name})
    assert codes(found) == ["objects.name.missing"]
    assert found.counts[:4] == (1, 0, 1, 0)


def test_a_rejected_row_is_kept_as_it_was(intake) -> None:
    found = intake(OBJECTS, enterprise("3201081000123"))
    assert found.rejected[0].row == 2
    assert found.rejected[0].values["code"] == "3201081000123"
    assert found.rejected[0].values["name"] == "新乐市果品公司"
