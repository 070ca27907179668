"""The main list (检查对象名录), as the market regulation bureau sends it, with its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.county_map import COUNTY_NAME
from mingcha.demo.entity import entities
from mingcha.demo.faults import FaultyRows, plant_faults
from mingcha.demo.sheet import Column, Sheet

if TYPE_CHECKING:
    from mingcha.demo.entity import Entity
    from mingcha.demo.sheet import Row

FILE_NAME = "检查对象名录.xlsx"

_COLUMNS = (
    Column("企业名称", 34),
    Column("统一社会信用代码", 22),
    Column("企业类型", 26),
    Column("行业", 22),
    Column("行政区划代码", 13),
    Column("所属乡镇（街道）", 16),
    Column("经营场所", 40),
    Column("成立日期", 12),
    Column("登记状态", 9),
    Column("信用风险等级", 9),
    Column("不纳入抽查原因", 18),
)
_CODE, _REGION = 1, 4


def faulty_rows() -> FaultyRows:
    """Return the list's rows and where its faults are."""
    return plant_faults(tuple(map(_row, entities())), code=_CODE, region=_REGION)


def object_list() -> Sheet:
    """Return the sheet of all entities."""
    listed = faulty_rows()
    return Sheet(
        title=f"{COUNTY_NAME}“双随机、一公开”检查对象名录",
        note=f"填报单位：{COUNTY_NAME}市场监督管理局信用监管股    数据截止：2026年10月31日",
        columns=_COLUMNS,
        rows=listed.rows,
        merges=listed.merges,
        total=f"{len(listed.rows)}户",
    )


def _row(entity: Entity) -> Row:
    return (
        entity.name,
        entity.code,
        entity.form.name,
        entity.trade.name,
        entity.township.code,
        entity.township.name,
        entity.address,
        entity.established,
        entity.status,
        entity.risk_class,
        entity.exclusion,
    )
