"""An item's texts as a list gives them and as the register keeps them: nothing is cut off unseen."""

from __future__ import annotations

from django.db import models

from mingcha.core.intake.records import ItemRecord
from mingcha.registers.models import InspectionItem, ItemVersion

LONGEST_NAME = 120
"""What is longer is no name; lists that write what is checked where the name belongs exist."""

_KEPT_AS = {
    "category": "category",
    "object": "objects_text",
    "body": "body",
    "ratio": "ratio_text",
    "frequency": "frequency_text",
}


def full_name(record: ItemRecord) -> str:
    """Return the item's name, with its sub-item (抽查子项) where the list has one."""
    sub_item = record.fields.get("sub_item", "")
    return f"{record.name}：{sub_item}" if sub_item not in ("", record.name) else record.name


def name_kept(record: ItemRecord) -> str:
    """Return the name as it is kept: a text too long for a name is cut and told."""
    name = full_name(record)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def content_kept(record: ItemRecord) -> str:
    """Return what is checked, with the whole of a name that had to be cut in front of it."""
    name, content = full_name(record), record.fields.get("content", "")
    return content if len(name) <= LONGEST_NAME else f"{name}\n{content}".strip()


def too_long(record: ItemRecord) -> list[tuple[str, int, int]]:
    """Return columns whose text the register cannot keep: column, its length, the most."""
    lengths = [
        (column, len(getattr(record, column) or ""), _most(ItemVersion, name))
        for column, name in _KEPT_AS.items()
    ]
    code = record.fields.get("code", "")
    lengths.append(("code", len(code), _most(InspectionItem, "code")))
    return [each for each in lengths if each[1] > each[2]]


def _most(model: type[models.Model], name: str) -> int:
    field = model._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a model's fields
    return field.max_length or 0 if isinstance(field, models.Field) else 0
