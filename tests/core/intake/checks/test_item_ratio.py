from __future__ import annotations

from mingcha.core.intake.items import ITEMS


def test_a_ratio_as_a_number_has_lost_its_percent_sign(intake, codes) -> None:
    found = intake(
        ITEMS,
        {"抽查事项": "校服检查", "抽查比例": 0.05},
        {"抽查事项": "教材检查", "抽查比例": "5%"},
    )
    assert [record.ratio for record in found.records] == ["0.05", "5%"]
    assert codes(found) == ["items.ratio.number_cell"]
