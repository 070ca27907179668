from __future__ import annotations

from mingcha.core.intake.intake import take_in
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row, Table


def test_a_row_with_more_texts_than_headings_has_shifted(uscc) -> None:
    rows = [
        Row(1, ("企业名称", "信用代码", "注册资金", "区划代码")),
        Row(2, ("甲公司", uscc(1), "1", "100万元", "130184")),
        Row(3, ("乙公司", uscc(2), "50万元", "130184", None, " ")),
        Row(4, ("丙公司", uscc(3))),
    ]
    found = take_in(Table("", rows), OBJECTS)
    assert [
        (each.address, each.rule.code)
        for each in found.findings[-3:]
        if each.rule.severity == "error"
    ] == [("E2", "table.row.too_wide")]
    assert [record.row for record in found.records] == [3, 4]
