from __future__ import annotations

import pytest

from mingcha.core.intake.inspectors import INSPECTORS


@pytest.mark.parametrize(
    ("cell", "capacity"),
    [(12.0, 12), ("12", 12), ("１２户", 12), (0.0, 0), (None, None), ("不限", None)],
)
def test_a_count_or_no_limit(intake, codes, cell, capacity: int | None) -> None:
    found = intake(INSPECTORS, {"工号": "A1", "姓名": "陈志远", "可承担户数": cell})
    assert [record.capacity for record in found.records] == [capacity]
    assert codes(found) == []


@pytest.mark.parametrize("cell", [-1.0, 2.5, "若干", "10-20"])
def test_anything_else_rejects_the_row(intake, codes, cell) -> None:
    found = intake(INSPECTORS, {"工号": "A1", "姓名": "陈志远", "可承担户数": cell})
    assert codes(found) == ["inspectors.capacity.unreadable"]
    assert found.counts.rejected == 1
