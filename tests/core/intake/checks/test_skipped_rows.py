from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS


def test_a_skipped_row_is_told(intake, codes, uscc) -> None:
    found = intake(
        OBJECTS,
        {"企业名称": "甲公司", "信用代码": uscc(1)},
        {"企业名称": "合计", "信用代码": None},
    )
    assert codes(found) == ["table.row.total"]
    assert found.findings[-1].place.row == 3
    assert found.counts == (1, 1, 0, 0, 1)
