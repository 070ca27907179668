from __future__ import annotations

import pytest

from mingcha.core.intake.items import ITEMS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般检查事项", []),
        ("重点", []),
        (None, []),
        ("其他", ["items.item_class.unknown"]),
        ("一般/重点", ["items.item_class.unknown"]),
    ],
)
def test_an_item_is_general_or_key(intake, codes, text: str | None, expected: list) -> None:
    found = intake(ITEMS, {"抽查事项": "校服检查", "抽查对象": "中小学校", "事项类别": text})
    assert codes(found) == expected
    assert found.records[0].item_class == text
