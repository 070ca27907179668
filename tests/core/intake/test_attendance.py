from __future__ import annotations

from mingcha.core.intake.attendance import ATTENDANCE


def test_a_sheet_names_people_by_number_and_each_once(intake) -> None:
    row = {"序号": "1", "工号": "M01", "姓名": "韩雪", "签名": None}
    found = intake(ATTENDANCE, row, row | {"工号": "M02", "姓名": None}, row)
    assert [(one.staff_no, one.name, one.row) for one in found.records] == [
        ("M01", "韩雪", 2),
        ("M02", "", 3),
    ]


def test_a_line_without_a_number_and_two_names_of_one_number_are_told(intake, codes) -> None:
    row = {"工号": "M01", "姓名": "韩雪"}
    found = intake(ATTENDANCE, row, {"工号": None, "姓名": "杨柳"}, {"工号": "M01", "姓名": "杨柳"})
    assert codes(found) == ["attendance.staff_no.missing", "attendance.row.differs"]
    assert len(found.records) == 1
