from __future__ import annotations

from mingcha.core.intake.items import ITEMS


def test_basis_body_and_method_are_asked_for_where_there_is_a_column(intake, codes) -> None:
    blank = {"抽查事项": "校服检查", "检查依据": None, "检查主体": None, "检查方式": None}
    found = intake(ITEMS, blank)
    assert codes(found) == ["items.basis.missing", "items.body.missing", "items.method.missing"]
    assert found.counts.accepted == 1
    assert codes(intake(ITEMS, {"抽查事项": "校服检查", "抽查对象": "中小学校"})) == []
