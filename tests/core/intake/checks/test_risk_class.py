from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS


def test_an_unknown_class_is_kept_and_a_missing_one_told(intake, codes, uscc) -> None:
    found = intake(
        OBJECTS,
        {"企业名称": "甲公司", "信用代码": uscc(1), "信用风险等级": "B"},
        {"企业名称": "乙公司", "信用代码": uscc(2), "信用风险等级": "中风险"},
        {"企业名称": "丙公司", "信用代码": uscc(3), "信用风险等级": None},
    )
    assert [record.risk_class for record in found.records] == ["B", "中风险", None]
    assert codes(found) == ["objects.risk_class.unknown", "objects.risk_class.missing"]
    assert "“中风险”" in found.findings[-2].message
