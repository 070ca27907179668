"""A text is refused with sentences that name the placeholder and the line."""

from __future__ import annotations

import pytest

from mingcha.core.notices.checking import faults
from mingcha.core.notices.filling import filled, sample
from mingcha.core.notices.kinds import INSPECTION_NOTICE, KINDS, NoticeKind


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_the_standard_text_of_every_kind_has_no_fault(kind: NoticeKind) -> None:
    assert faults(kind, kind.text) == []
    parts = filled(kind, kind.text, sample(kind))
    assert "{" not in "".join(part.get("text", "") for part in parts)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_mandatory_placeholder_is_one_of_the_kind(kind: NoticeKind) -> None:
    named = {name for group in kind.mandatory for name in group}
    assert named <= {each.name for each in kind.placeholders}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("致{企业名}：", "第 1 行：没有 {企业名} 这个占位符，是不是 {企业名称}？"),
        ("{天气}", "第 1 行：没有 {天气} 这个占位符，请从占位符清单里选用"),
        ("｛企业名称｝", "第 1 行：花括号是全角的，请改用半角的 { 和 }"),
        ("{企业名称", "第 1 行：花括号不成对，请写成 {名称} 的样子"),
        ("见{检查安排表}", "第 1 行：{检查安排表} 要单独占一行，请把同一行的其他文字移开"),
    ],
)
def test_a_fault_is_told_with_its_line(line: str, told: str) -> None:
    assert told in faults(INSPECTION_NOTICE, f"{line}\n{INSPECTION_NOTICE.text}")


def test_what_is_missing_is_named() -> None:
    text = INSPECTION_NOTICE.text.replace("{检查安排表}", "{检查部门}").replace("回避", "更换")
    assert faults(INSPECTION_NOTICE, text) == [
        "全文缺少 {检查安排表} 或 {检查事项}，请加在合适的位置",
        "全文缺少 {检查安排表} 或 {检查依据}，请加在合适的位置",
        "全文缺少 {检查安排表} 或 {检查人员}，请加在合适的位置",
        "全文没有写明申请回避的权利（应有“回避”字样），请补上",
    ]


def test_a_table_stands_where_its_placeholder_stood() -> None:
    parts = filled(INSPECTION_NOTICE, "前\n{检查安排表}\n\n后\n{落款}", sample(INSPECTION_NOTICE))
    assert [part.get("text", "表") for part in parts[:3]] == ["前", "表", "后"]
    assert [part.get("right") for part in parts[3:]] == [True, True]


def test_braces_in_a_value_mean_nothing_and_nothing_stands_as_a_dash() -> None:
    values = {"企业名称": "{任务名称}公司", "任务名称": ""}
    parts = filled(INSPECTION_NOTICE, "{企业名称}在“{任务名称}”{告知方式}。", values)
    assert parts == [{"text": "{任务名称}公司在“—”。"}]
