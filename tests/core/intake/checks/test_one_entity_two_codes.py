from __future__ import annotations

from mingcha.core.intake.objects import OBJECTS


def test_one_name_and_address_under_two_codes_is_told(intake, codes, uscc) -> None:
    old = {"企业名称": "甲公司", "信用代码": uscc(1), "地址": "南环路1号"}
    found = intake(
        OBJECTS,
        old,
        old | {"信用代码": uscc(2)},
        old | {"信用代码": uscc(3), "地址": "北环路9号"},
        old | {"信用代码": uscc(4), "地址": None},
        old | {"信用代码": uscc(5), "地址": None},
    )
    assert codes(found) == ["objects.entity.two_codes"]
    assert found.findings[-1].place.row == 3
    assert uscc(1) in found.findings[-1].message
    assert found.counts.accepted == 5


def test_a_list_of_registration_numbers_points_at_their_column(intake) -> None:
    row = {"注册号": "320191000024009", "企业名称": "甲公司", "地址": "南环路1号"}
    found = intake(OBJECTS, row, row | {"注册号": "320181000154057"})
    assert found.findings[-1].address == "名录!A3"
