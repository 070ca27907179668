from __future__ import annotations

from mingcha.core.intake.inspectors import INSPECTORS


def test_an_inspector_needs_a_name(intake, codes) -> None:
    found = intake(INSPECTORS, {"工号": "A1", "姓名": None, "职务": "科员"})
    assert codes(found) == ["inspectors.name.missing"]
    assert found.counts.rejected == 1
