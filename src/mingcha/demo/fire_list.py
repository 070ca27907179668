"""The fire brigade's list (消防监管对象名录): some of the same entities, in classes of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mingcha.demo.chance import Chance
from mingcha.demo.county_map import COUNTY_CODE, COUNTY_NAME
from mingcha.demo.entity import IN_BUSINESS, Entity, entities
from mingcha.demo.legal_form import SELF_EMPLOYED
from mingcha.demo.sheet import Column, Sheet

if TYPE_CHECKING:
    from mingcha.demo.sheet import Row

FILE_NAME = "消防监管对象名录.xlsx"

_LARGE_PLACES = (("消防安全重点单位", 24), ("一般单位", 62), ("小场所", 14))
_SHOPS = (("消防安全重点单位", 2), ("一般单位", 30), ("小场所", 68))
_EXCLUSIONS = (("", 96), ("本年度已检查", 4))

_COLUMNS = (
    Column("单位名称", 34),
    Column("统一社会信用代码", 22),
    Column("场所类型", 16),
    Column("监管类别", 18),
    Column("行政区划代码", 13),
    Column("地址", 40),
    Column("不纳入抽查原因", 18),
)


@dataclass(frozen=True, slots=True)
class FireObject:
    """An entity on the brigade's list; ``region`` may be the county where the town is not noted."""

    entity: Entity
    fire_class: str
    region: str
    exclusion: str


@cache
def fire_objects() -> tuple[FireObject, ...]:
    """Return the brigade's objects in the order of their codes."""
    supervised = sorted(filter(_is_supervised, entities()), key=lambda entity: entity.code)
    return tuple(map(_fire_object, supervised))


def fire_list() -> Sheet:
    """Return the brigade's sheet."""
    rows = tuple(map(_row, fire_objects()))
    return Sheet(
        title=f"{COUNTY_NAME}消防监督抽查对象名录",
        note=f"填报单位：{COUNTY_NAME}消防救援大队    数据截止：2026年10月31日",
        columns=_COLUMNS,
        rows=rows,
        total=f"{len(rows)}家",
    )


def _is_supervised(entity: Entity) -> bool:
    chance = Chance(f"fire/{entity.code}")
    return entity.status == IN_BUSINESS and chance.happens(entity.trade.fire_percent)


def _fire_object(entity: Entity) -> FireObject:
    chance = Chance(f"fire-class/{entity.code}")
    return FireObject(
        entity=entity,
        fire_class=chance.pick_weighted(_SHOPS if entity.form is SELF_EMPLOYED else _LARGE_PLACES),
        region=COUNTY_CODE if chance.happens(2) else entity.township.code,
        exclusion=chance.pick_weighted(_EXCLUSIONS),
    )


def _row(one: FireObject) -> Row:
    entity = one.entity
    return (
        entity.name,
        entity.code,
        entity.trade.fire_use,
        one.fire_class,
        one.region,
        entity.address,
        one.exclusion,
    )
