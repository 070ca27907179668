from __future__ import annotations

from mingcha.core.intake.joint_items import JOINT_ITEMS
from mingcha.core.intake.records import JointRecord

ROW = {
    "序号": "2",
    "抽查领域": "学校办学情况抽查",
    "抽查事项": "学校食堂食品安全情况的检查",
    "检查对象": "各类学校",
    "发起部门": "市场监管部门",
    "配合部门": "市场监管领域相关部门",
    "备注": "@属地",
}


def test_everything_is_kept_word_for_word(intake) -> None:
    found = intake(JOINT_ITEMS, ROW)
    assert found.findings == []
    assert found.records == [
        JointRecord(
            area="学校办学情况抽查",
            name="学校食堂食品安全情况的检查",
            object="各类学校",
            initiating="市场监管部门",
            cooperating="市场监管领域相关部门",
            fields={"remark": "@属地"},
            row=2,
        )
    ]


def test_a_row_needs_its_field_its_item_and_who_initiates_it(intake, codes) -> None:
    found = intake(
        JOINT_ITEMS,
        ROW,
        ROW | {"抽查领域": ""},
        ROW | {"抽查事项": ""},
        ROW | {"发起部门": ""},
    )
    assert found.counts[:3] == (4, 1, 3)
    assert codes(found) == [
        "joint_items.area.missing",
        "items.name.missing",
        "joint_items.initiating.missing",
    ]


def test_a_row_that_is_there_twice_counts_once(intake, codes) -> None:
    found = intake(JOINT_ITEMS, ROW, ROW, ROW | {"配合部门": "消防救援机构"}, {"抽查领域": "合计"})
    assert (found.counts.accepted, found.counts.repeated, found.counts.skipped) == (1, 2, 1)
    assert codes(found)[:2] == ["joint_items.row.repeated", "joint_items.row.differs"]
