"""Names of market entities: county, trade name, trade, legal form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.county_map import COUNTY_NAME, ZONE
from mingcha.demo.legal_form import SCHOOL
from mingcha.demo.person_name import given_name
from mingcha.demo.words.brands import COMPANY_FIRST, COMPANY_SECOND, SHOP_BRANDS
from mingcha.demo.words.persons import COMMON_SURNAMES
from mingcha.demo.words.trade_endings import COMPANY_ENDINGS, SHOP_ENDINGS

if TYPE_CHECKING:
    from mingcha.demo.chance import Chance
    from mingcha.demo.county_map import Township
    from mingcha.demo.legal_form import LegalForm
    from mingcha.demo.words.trades import Trade

_SURNAME_BRANDS = ("{}记", "老{}家", "{}家", "老{}")


def entity_name(chance: Chance, form: LegalForm, trade: Trade, township: Township) -> str:
    """Return the registered name of a body of ``form`` and ``trade`` in ``township``."""
    place = township.name if township is not ZONE and chance.happens(35) else ""
    if form is SCHOOL:
        return f"{COUNTY_NAME}{place}{_shop_brand(chance, trade)}{form.ending}"
    if form.ending:
        ending = form.ending.format(place=township.name)
        return f"{COUNTY_NAME}{_company_brand(chance)}{_company_trade(chance, trade)}{ending}"
    brand = _shop_brand(chance, trade)
    return f"{COUNTY_NAME}{place}{brand}{chance.pick(SHOP_ENDINGS[trade.code])}"


def _company_brand(chance: Chance) -> str:
    first, second = chance.pick(COMPANY_FIRST), chance.pick(COMPANY_SECOND)
    while second == first:
        second = chance.pick(COMPANY_SECOND)
    return first + second


def _company_trade(chance: Chance, trade: Trade) -> str:
    return chance.pick(COMPANY_ENDINGS[trade.code])


def _shop_brand(chance: Chance, trade: Trade) -> str:
    if trade.brand != "general" or chance.happens(45):
        return chance.pick(SHOP_BRANDS[trade.brand])
    if chance.happens(45):
        return chance.pick(_SURNAME_BRANDS).format(chance.pick(COMMON_SURNAMES))
    if chance.happens(70):
        return _company_brand(chance)
    return given_name(chance, 2)
