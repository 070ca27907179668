"""The list of enforcement officers (执法检查人员名录)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.county_map import COUNTY_NAME
from mingcha.demo.inspector import inspectors
from mingcha.demo.sheet import Column, Sheet
from mingcha.demo.words.expertise import EXPERTISE

if TYPE_CHECKING:
    from mingcha.demo.inspector import Inspector
    from mingcha.demo.sheet import Row

FILE_NAME = "执法检查人员名录.xlsx"

_COLUMNS = (
    Column("姓名", 10),
    Column("工号", 11),
    Column("所在单位", 28),
    Column("单位代码", 10),
    Column("股室队所", 24),
    Column("执法区域代码", 13),
    Column("执法证号", 14),
    Column("执法证有效期", 13),
    Column("业务专长", 26),
    Column("可承担户数", 11),
    Column("状态", 10),
)


def inspector_list() -> Sheet:
    """Return the sheet of all officers."""
    rows = tuple(map(_row, inspectors()))
    return Sheet(
        title=f"{COUNTY_NAME}执法检查人员名录",
        note=f"填报单位：{COUNTY_NAME}双随机办    数据截止：2026年10月31日",
        columns=_COLUMNS,
        rows=rows,
        total=f"{len(rows)}人",
    )


def _row(inspector: Inspector) -> Row:
    return (
        inspector.name,
        inspector.staff_number,
        inspector.department.name,
        inspector.department.code,
        inspector.section.name,
        inspector.section.region,
        inspector.certificate,
        inspector.valid_until,
        "、".join(EXPERTISE[field] for field in inspector.expertise),
        inspector.capacity,
        inspector.status,
    )
