from __future__ import annotations

from mingcha.demo.department import DEPARTMENTS
from mingcha.demo.item import items


def test_every_item_says_what_the_list_must_say() -> None:
    for item in items():
        assert item.item_class in {"一般检查事项", "重点检查事项"}
        assert item.basis.startswith("《")
        assert all((item.category, item.name, item.objects, item.method, item.content))


def test_codes_are_unique_and_every_department_has_items() -> None:
    assert len({item.code for item in items()}) == len(items()) >= 30
    assert {item.body for item in items()} == {department.name for department in DEPARTMENTS}
