"""The county's inspection items (抽查事项)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.demo.department import DEPARTMENTS
from mingcha.demo.words.items import ITEM_TEXTS


@dataclass(frozen=True, slots=True)
class Item:
    """What may be checked (R-002): by whom, on whom, how, on which basis.

    ``item_class`` is 一般检查事项 or 重点检查事项.
    """

    code: str
    body: str
    category: str
    name: str
    objects: str
    item_class: str
    method: str
    content: str
    basis: str


def items() -> tuple[Item, ...]:
    """Return the items in the order of their codes."""
    return tuple(map(_item, ITEM_TEXTS.strip().split("\n\n")))


def _item(text: str) -> Item:
    head, subject, content, basis = text.splitlines()
    code, category, item_class, method = head.split()
    name, objects = subject.split(" · ")
    return Item(
        code=code,
        body=_BODIES[code[:4]],
        category=category,
        name=name,
        objects=objects,
        item_class=f"{item_class}检查事项",
        method=method,
        content=content,
        basis=basis,
    )


_BODIES = {department.code: department.name for department in DEPARTMENTS}
