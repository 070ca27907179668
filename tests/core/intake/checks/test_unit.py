from __future__ import annotations

from mingcha.core.intake.inspectors import INSPECTORS


def test_a_missing_unit_is_told(intake, codes) -> None:
    found = intake(INSPECTORS, {"工号": "A1", "姓名": "陈志远", "所在单位": None})
    assert codes(found) == ["inspectors.unit.missing"]
    assert found.records[0].unit is None
