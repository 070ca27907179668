"""The list of inspection items (抽查事项清单)."""

from __future__ import annotations

from mingcha.demo.county_map import COUNTY_NAME
from mingcha.demo.item import items
from mingcha.demo.sheet import Column, Sheet

FILE_NAME = "抽查事项清单.xlsx"

_COLUMNS = (
    Column("事项编码", 10),
    Column("检查主体", 28),
    Column("抽查类别", 20),
    Column("抽查事项", 34),
    Column("检查对象", 34),
    Column("事项类别", 14),
    Column("检查方式", 24),
    Column("检查内容", 60),
    Column("检查依据", 44),
)


def item_list() -> Sheet:
    """Return the sheet of all items."""
    rows = tuple(
        (
            item.code,
            item.body,
            item.category,
            item.name,
            item.objects,
            item.item_class,
            item.method,
            item.content,
            item.basis,
        )
        for item in items()
    )
    return Sheet(
        title=f"{COUNTY_NAME}随机抽查事项清单（2026年版）",
        note=f"编制单位：{COUNTY_NAME}双随机办",
        columns=_COLUMNS,
        rows=rows,
        total=f"{len(rows)}项",
    )
