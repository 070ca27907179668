from __future__ import annotations

import pytest

from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.intake import take_in
from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.noise import SkipReason
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row, Table

HEADINGS = ("序号", "企业名称", "统一社会信用代码", "注册地址")
ENTRY = (1.0, "新乐市果品公司", "91130184107950321C", "新乐市南环路")


def skipped(*lines: tuple, headings: tuple = HEADINGS, kind=OBJECTS) -> list[tuple]:
    rows = [Row(number, cells) for number, cells in enumerate([headings, *lines], start=1)]
    intake = take_in(Table("", rows), kind)
    assert intake.counts.rejected == 0
    return [tuple(each) for each in intake.skipped]


@pytest.mark.parametrize("word", ["合计", "总 计", "小计：", "共计（户）", "累计"])
def test_totals(word: str) -> None:
    assert skipped(ENTRY, (word, "1户", None, None)) == [(3, SkipReason.TOTAL)]
    assert skipped(ENTRY, (None, word, 1.0, None)) == [(3, SkipReason.TOTAL)]


@pytest.mark.parametrize(
    "text",
    [
        "注意：行业类型数据格式规范请遵照附件1要求！",
        "注：1.本表一式两份",
        "填表说明：逐行填写",
        "填表人：　　　审核人：",
        "以下空白",
    ],
)
def test_notes(text: str) -> None:
    assert skipped(ENTRY, (text, None, None, None)) == [(3, SkipReason.NOTE)]


def test_a_note_merged_over_the_whole_width() -> None:
    assert skipped(ENTRY, ("备注：数据截止三月",) * 4) == [(3, SkipReason.NOTE)]


def test_a_heading_between_the_rows_merged_over_the_whole_width() -> None:
    assert skipped(("一、城区",) * 4, ENTRY) == [(2, SkipReason.HEADING)]


def test_the_header_again_on_every_page() -> None:
    assert skipped(ENTRY, HEADINGS) == [(3, SkipReason.HEADER)]


def test_hints_stand_under_the_header_only() -> None:
    hints = (None, "必填", "18位，请填写", None)
    assert skipped(hints, ENTRY) == [(2, SkipReason.HINT)]
    rows = [Row(n, cells) for n, cells in enumerate([HEADINGS, ENTRY, hints], start=1)]
    assert take_in(Table("", rows), OBJECTS).counts.rejected == 1


def test_examples_say_that_they_are_to_be_deleted() -> None:
    headings = ("单位工号", "姓名", "执法证有效期")
    hints = (None, None, "YYYY-MM-DD")
    example = ("0010", "案例（请删除）", "2020-07-19")
    assert skipped(hints, example, headings=headings, kind=INSPECTORS) == [
        (2, SkipReason.HINT),
        (3, SkipReason.EXAMPLE),
    ]


@pytest.mark.parametrize(
    "name", ["合计餐饮店", "河北案例文化传媒有限公司", "说明书印刷厂", "小计", "注意：时尚服饰店"]
)
def test_an_enterprise_with_a_code_is_never_noise(name: str) -> None:
    assert skipped((1.0, name, "91130184107950321C", name)) == []


def test_an_item_may_stand_alone_in_its_row() -> None:
    headings = ("序号", "抽查类别", "抽查事项")
    assert skipped((None, None, "校服检查"), headings=headings, kind=ITEMS) == []
    assert skipped(("一、省教育厅", None, None), headings=headings, kind=ITEMS) == [
        (2, SkipReason.NOTE)
    ]


def test_blank_rows_are_not_even_skipped() -> None:
    assert skipped((None, " ", None, "\t"), ENTRY, (None,) * 4) == []
