from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS


def test_the_first_row_stays_and_the_others_point_at_it(intake, codes, uscc) -> None:
    row = {"序号": 1.0, "企业名称": "甲公司", "信用代码": uscc(1)}
    found = intake(
        OBJECTS,
        row,
        row | {"序号": 2.0, "信用代码": uscc(1).lower()},
        row | {"企业名称": "乙公司"},
    )
    assert found.counts[:4] == (3, 1, 0, 2)
    assert [tuple(each) for each in found.repeated] == [(3, 2), (4, 2)]
    assert codes(found) == [
        "objects.code.lower_case",
        "objects.row.repeated",
        "objects.code.repeated",
    ]
    assert "第2行" in found.findings[-1].message


def test_a_rejected_row_is_not_what_others_repeat(intake, uscc) -> None:
    row = {"企业名称": None, "信用代码": uscc(1)}
    found = intake(OBJECTS, row, row | {"企业名称": "甲公司"})
    assert found.counts[:4] == (2, 1, 1, 0)
