from __future__ import annotations

from mingcha.core.intake.intake import take_in
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Table


def test_columns_not_read_and_columns_missed_are_told_once(intake, uscc) -> None:
    row = {
        "名称": "甲",
        "企业名称": "甲公司",
        "信用代码": uscc(1),
        "网格": "3",
        "区划代码": "130184",
    }
    found = intake(OBJECTS, row, row | {"信用代码": uscc(2)})
    told = [(each.rule.code, each.address, each.message) for each in found.findings]
    assert told == [
        ("table.column.unused", "名录!D1", "“网格”列不认识，没有读取"),
        ("table.column.double", "名录!A1", "“名称”列与B列都是“企业名称”，只读取B列"),
        ("table.column.absent", "名录!A1", "没有这些列：信用风险等级、登记状态"),
    ]


def test_other_sheets_of_the_same_kind_are_told(table, uscc) -> None:
    one = table({"企业名称": "甲公司", "信用代码": uscc(1)})
    found = take_in(Table("城区", one.rows, ("乡镇",)), OBJECTS)
    assert ["乡镇" in each.message for each in found.findings] == [False, True]
