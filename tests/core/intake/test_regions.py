from __future__ import annotations

from mingcha.core.intake.regions import REGIONS


def _read(intake, *rows):
    found = intake(REGIONS, *rows)
    return [(each.code, each.name, each.is_ended, each.successors) for each in found.records]


def test_two_columns_are_enough_and_zeros_are_left_off(intake) -> None:
    rows = ({"代码": "130000", "名称": "冀河省"}, {"代码": "130136100000", "名称": "城关镇"})
    assert _read(intake, *rows) == [
        ("13", "冀河省", False, ()),
        ("130136100", "城关镇", False, ()),
    ]


def test_a_code_is_ended_where_its_state_says_so(intake) -> None:
    row = {"代码": "130103", "名称": "桥东区", "状态": "弃用", "新代码": "130102;130104"}
    part = row | {"代码": "130102", "名称": "长安区", "状态": "在用", "新代码": "130108[2001]"}
    assert _read(intake, row, part) == [
        ("130103", "桥东区", True, ("130102", "130104")),
        ("130102", "长安区", False, ()),
    ]


def test_without_a_state_a_new_code_ends_the_old_one(intake) -> None:
    row = {"代码": "130103", "名称": "桥东区", "新代码": "130102"}
    assert _read(intake, row, row | {"代码": "130102", "新代码": None}) == [
        ("130103", "桥东区", True, ("130102",)),
        ("130102", "桥东区", False, ()),
    ]


def test_an_earlier_name_stands_beside_the_present_one(intake, codes) -> None:
    row = {"代码": "120110", "名称": "东丽区", "状态": "在用", "新代码": None}
    found = intake(REGIONS, row, row | {"名称": "东郊区", "状态": "变更", "新代码": "120110"})
    assert found.counts.accepted == 2
    assert codes(found) == []
    assert found.records[1].successors == ()


def test_what_is_wrong_is_told_at_its_cell(intake, codes) -> None:
    row = {"代码": "130136", "名称": "澄川县", "新代码": None}
    found = intake(
        REGIONS,
        row | {"代码": "13013"},
        row | {"代码": "130136100001"},
        row | {"名称": None},
        row | {"名称": "澄川县" * 21},
        row | {"代码": "130137", "新代码": "旧城"},
    )
    assert codes(found) == [
        "regions.code.malformed",
        "regions.code.village",
        "regions.name.missing",
        "regions.name.too_long",
        "regions.successor.malformed",
    ]
    assert found.counts[:4] == (5, 1, 4, 0)


def test_two_names_of_one_code_are_warned_of(intake, codes) -> None:
    row = {"代码": "130136", "名称": "澄川县"}
    found = intake(REGIONS, row, row, row | {"名称": "澄川市"})
    assert codes(found) == ["regions.row.repeated", "regions.row.differs"]
