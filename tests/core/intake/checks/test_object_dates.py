from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS


def test_an_unreadable_date_is_kept_as_it_is(intake, codes, uscc) -> None:
    found = intake(
        OBJECTS,
        {"企业名称": "甲公司", "信用代码": uscc(1), "成立日期": "一九八六年春"},
        {"企业名称": "乙公司", "信用代码": uscc(2), "成立日期": 32964.0},
        {"企业名称": "丙公司", "信用代码": uscc(3), "成立日期": None},
    )
    dates = [record.fields.get("established") for record in found.records]
    assert dates == ["一九八六年春", "1990-04-01", None]
    assert codes(found) == ["objects.date.unreadable"]
