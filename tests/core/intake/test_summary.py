from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.summary import summarise


def test_errors_come_first_and_then_what_is_frequent(intake, uscc) -> None:
    found = intake(
        OBJECTS,
        {"企业名称": "新乐市果品公司", "统一社会信用代码": uscc(1).lower(), "风险等级": "甲"},
        {"企业名称": "新乐市百货公司", "统一社会信用代码": uscc(2).lower(), "风险等级": None},
        {"企业名称": "新乐市五金公司", "统一社会信用代码": "无", "风险等级": "A"},
    )
    shown = [(each.rule.code, len(each.findings)) for each in summarise(found.findings)]
    assert shown == [
        ("objects.code.missing", 1),
        ("objects.risk_class.unknown", 1),
        ("objects.code.lower_case", 2),
        ("objects.risk_class.missing", 1),
        ("table.column.absent", 1),
    ]
