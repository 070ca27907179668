"""Addresses of business in the county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.county_map import COUNTY_NAME, ZONE
from mingcha.demo.words.places import ESTATES, MARKETS, STREETS, ZONE_ROADS

if TYPE_CHECKING:
    from mingcha.demo.chance import Chance
    from mingcha.demo.county_map import Township

_RURAL_SPOTS = ("", "", "", "村南", "村北", "村东", "村西", "村委会东侧", "大街路北", "主街")
_CORNERS = ("东北角", "西南角", "路东", "路西", "南行50米路东", "北行100米路西")


def address(chance: Chance, township: Township) -> str:
    """Return an address in ``township``."""
    if township is ZONE:
        return f"{COUNTY_NAME}{ZONE.name}{chance.pick(ZONE_ROADS)}{chance.below(60) + 1}号"
    if township.urban:
        return f"{COUNTY_NAME}{township.name}{_urban_spot(chance)}"
    return f"{COUNTY_NAME}{township.name}{_rural_spot(chance, township)}"


def _urban_spot(chance: Chance) -> str:
    street = chance.pick(STREETS)
    spots = (
        (f"{street}{chance.below(280) + 1}号", 56),
        (f"{chance.pick(ESTATES)}{chance.below(22) + 1}号楼底商{chance.below(30) + 1}号", 20),
        (f"{chance.pick(MARKETS)}{chance.pick('ABCD')}区{chance.below(90) + 1}号", 12),
        (f"{street}与{chance.pick(STREETS)}交叉口{chance.pick(_CORNERS)}", 12),
    )
    return chance.pick_weighted(spots)


def _rural_spot(chance: Chance, township: Township) -> str:
    if chance.happens(25):
        return f"政府街{chance.below(80) + 1}号"
    return chance.pick(township.villages) + chance.pick(_RURAL_SPOTS)
