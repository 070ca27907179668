from __future__ import annotations

import pytest

from mingcha.core.intake.header import NoHeader, find_header
from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row


def head(*lines: tuple) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(lines, start=1)]


def test_titles_and_remarks_above_the_header_are_passed_over() -> None:
    rows = head(
        ("新乐市检查对象名录", None, None),
        ("填报单位：市场监督管理局", None, "2026年3月"),
        ("序号", "企业名称", "统一社会信用代码"),
        (1.0, "新乐市果品公司", "91130184107950321C"),
    )
    header = find_header(rows, OBJECTS.vocabulary)
    assert header.rows == (3,)
    assert header.positions == {"name": 1, "code": 2}


@pytest.mark.parametrize(
    "heading",
    ["TYXYDM", "社会信用代码", "统一社会信用代码/注册号", "统一社会信用代码（18位）", "信用代码*"],
)
def test_the_code_goes_by_many_names(heading: str) -> None:
    header = find_header(head((heading, "QYMC")), OBJECTS.vocabulary)
    assert header.positions == {"code": 0, "name": 1}


def test_a_register_may_have_registration_numbers_only() -> None:
    header = find_header(head(("企业名称", "注册号")), OBJECTS.vocabulary)
    assert header.positions == {"name": 0, "registration_number": 1}


def test_two_rows_make_one_header_where_the_lower_divides_the_upper() -> None:
    rows = head(
        ("编制单位名称", "序号", "抽查项目", None, "检查对象", "检查依据"),
        (None, None, "抽查类别", "抽查事项", None, None),
        ("省教育厅", 1.0, "教材检查", "教材用书检查", "中小学校", "《办法》"),
    )
    header = find_header(rows, ITEMS.vocabulary)
    assert header.rows == (1, 2)
    assert header.positions == {"unit": 0, "category": 2, "name": 3, "object": 4, "basis": 5}


def test_a_first_entry_is_not_taken_for_the_lower_half_of_a_header() -> None:
    rows = head(("企业名称", "统一社会信用代码", None), ("地址", "91130184107950321C", "状态"))
    assert find_header(rows, OBJECTS.vocabulary).rows == (1,)


def test_the_better_name_of_a_column_wins_and_the_other_is_told() -> None:
    header = find_header(head(("名称", "企业名称", "注册号")), OBJECTS.vocabulary)
    assert header.positions["name"] == 1
    assert header.doubles == {0: "name"}


def test_unknown_and_personal_columns_are_told_apart() -> None:
    rows = head(("企业名称", "注册号", "身份证号", "联系电话", "网格员编组"))
    assert find_header(rows, OBJECTS.vocabulary).unused == (4,)


def test_a_table_without_header_says_which_columns_it_needs() -> None:
    with pytest.raises(NoHeader) as refusal:
        find_header(head(("甲", "乙"), ("丙", None)), OBJECTS.vocabulary)
    assert "“统一社会信用代码或注册号”、“企业名称”" in refusal.value.message


def test_an_incomplete_header_is_shown_with_what_it_lacks() -> None:
    with pytest.raises(NoHeader) as refusal:
        find_header(head((None,), ("企业名称", "注册地址")), OBJECTS.vocabulary)
    assert "第2行最像表头" in refusal.value.message
    assert "缺少“统一社会信用代码或注册号”列" in refusal.value.message


def test_an_empty_table_has_no_header() -> None:
    with pytest.raises(NoHeader, match="没有找到表头"):
        find_header([], OBJECTS.vocabulary)


def test_one_known_heading_alone_is_no_header() -> None:
    with pytest.raises(NoHeader):
        find_header(head(("抽查事项",), ("名单",)), ITEMS.vocabulary)
