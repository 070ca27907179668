from __future__ import annotations

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.objects import OBJECTS


def test_error_values_read_as_blanks_aloud(intake, codes, uscc) -> None:
    row = {"企业名称": "甲公司", "信用代码": uscc(1), "风险等级": CellError("#N/A"), "电话": "1"}
    found = intake(OBJECTS, row)
    assert codes(found) == ["table.cell.error_value", "objects.risk_class.missing"]
    assert found.findings[-2].address == "名录!C2"
    assert "#N/A" in found.findings[-2].message


def test_columns_that_are_not_read_may_hold_errors(intake, codes, uscc) -> None:
    row = {"企业名称": "甲公司", "信用代码": uscc(1), "联系电话": CellError("#REF!")}
    assert codes(intake(OBJECTS, row)) == []
