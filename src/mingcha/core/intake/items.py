"""Lists of inspection items (抽查事项清单), kept word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import text_of
from mingcha.core.intake.checks import item_class, item_duties, item_ratio, name, repeats
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import ItemRecord
from mingcha.core.intake.vocabulary.items import ITEM_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

_FEWEST_TEXTS = 2


def read_item(line: Line, report: Report) -> ItemRecord:
    """Read one row."""
    item_duties.check(line, report)
    return ItemRecord(
        name=name.read_name(line, report, name.ITEM),
        category=line.text_or_none("category"),
        object=line.text_or_none("object"),
        item_class=item_class.read_item_class(line, report),
        method=line.text_or_none("method"),
        body=line.text_or_none("body"),
        basis=line.text_or_none("basis"),
        ratio=item_ratio.read_ratio(line, report),
        frequency=line.text_or_none("frequency"),
        initiating=line.text_or_none("initiating"),
        cooperating=line.text_or_none("cooperating"),
        fields=line.extra_fields(),
        row=line.number,
    )


def _is_certain(line: Line) -> bool:
    texts = {text_of(cell) for cell in line.cells} - {""}
    return bool(line.text("name")) and len(texts) >= _FEWEST_TEXTS


def _content(item: ItemRecord) -> Hashable:
    return (
        *(item.name, item.category, item.object, item.item_class, item.method, item.body),
        *(item.basis, item.ratio, item.frequency, item.initiating, item.cooperating),
        *item.fields.items(),
    )


ITEMS = RegisterKind(
    name="items",
    title="抽查事项清单",
    vocabulary=ITEM_COLUMNS,
    key="name",
    essentials=("name",),
    is_certain=_is_certain,
    read=read_item,
    identity=_content,
    repeat_rules=repeats.ITEMS,
    across_rows=lambda: (),
)
