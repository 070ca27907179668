"""The list of items as a workbook that can be imported again, in the columns chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from mingcha.core.workflow.item import ITEM
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.web.exports.sheet import Sheet

_FETCHED = 500


@dataclass(frozen=True, slots=True)
class _Column:
    """``of`` is the list's column that this one belongs to, "" for what is always there."""

    of: str
    title: str
    width: int
    value: Callable[[ItemVersion], object]


def _methods(version: ItemVersion) -> str:
    return "、".join(str(CheckMethod(method).label) for method in version.methods)


_COLUMNS = (
    _Column("", "事项编码", 16, lambda v: v.item.code),
    _Column("", "抽查事项", 36, lambda v: v.name),
    _Column("department", "编制单位", 28, lambda v: v.item.department.name),
    _Column("category", "抽查类别", 20, lambda v: v.category),
    _Column("item_class", "事项类别", 14, lambda v: v.get_item_class_display()),
    _Column("objects_text", "检查对象", 24, lambda v: v.objects_text),
    _Column("methods", "检查方式", 20, _methods),
    _Column("body", "检查主体", 28, lambda v: v.body),
    _Column("content", "检查内容", 50, lambda v: v.content),
    _Column("basis", "检查依据", 50, lambda v: v.basis),
    _Column("ratio_text", "抽查比例", 20, lambda v: v.ratio_text),
    _Column("frequency_text", "抽查频次", 20, lambda v: v.frequency_text),
    _Column("state", "状态", 12, lambda v: ITEM.states[v.state]),
    _Column("effective_from", "生效日期", 12, lambda v: v.effective_from),
)


def item_sheet(rows: QuerySet[ItemVersion], chosen: Collection[str]) -> Sheet:
    """Return the list as filtered; all columns where none were chosen."""
    columns = [each for each in _COLUMNS if not each.of or not chosen or each.of in chosen]
    lines = (tuple(column.value(row) for column in columns) for row in rows.iterator(_FETCHED))
    return Sheet("抽查事项清单", [(column.title, column.width) for column in columns], lines)
