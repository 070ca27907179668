"""The market entities of the county, as its market regulation bureau knows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from mingcha.demo.address import address
from mingcha.demo.chance import Chance
from mingcha.demo.county_map import TOWNSHIPS, ZONE
from mingcha.demo.entity_code import (
    CREDIT_CODE_REFORM,
    credit_code,
    old_cooperative_number,
    old_registration_number,
)
from mingcha.demo.entity_name import entity_name
from mingcha.demo.legal_form import COOPERATIVE, SELF_EMPLOYED, legal_form
from mingcha.demo.words.trades import TRADES

if TYPE_CHECKING:
    from mingcha.demo.county_map import Township
    from mingcha.demo.legal_form import LegalForm
    from mingcha.demo.words.trades import Trade

ENTITY_COUNT = 5000
AS_OF = dt.date(2026, 10, 31)

IN_BUSINESS = "存续"
_STATUSES = ((IN_BUSINESS, 965), ("注销", 22), ("吊销", 13))
_RISK_CLASSES = (("A", 73), ("B", 19), ("C", 5), ("D", 3))
_EXCLUSIONS = (
    ("", 955),
    ("本年度已检查", 28),
    ("已办理歇业备案", 7),
    ("本年度检查频次已达上限", 6),
    ("已立案调查", 4),
)

_FIRST_FOUNDING = dt.date(1999, 3, 1)
_COOPERATIVES_ACT = dt.date(2007, 7, 1)


@dataclass(frozen=True, slots=True)
class Entity:
    """One market entity; ``exclusion`` is empty where it may be drawn."""

    name: str
    code: str
    form: LegalForm
    trade: Trade
    township: Township
    address: str
    established: dt.date
    status: str
    risk_class: str
    exclusion: str


@cache
def entities() -> tuple[Entity, ...]:
    """Return the county's entities, by township and age; names and codes are unique."""
    made: dict[str, Entity] = {}
    codes: set[str] = set()
    for index in range(ENTITY_COUNT):
        entity = next(
            candidate
            for attempt in count()
            if (candidate := _entity(Chance(f"entity/{index}/{attempt}"))).name not in made
            and candidate.code not in codes
        )
        made[entity.name] = entity
        codes.add(entity.code)
    return tuple(sorted(made.values(), key=lambda one: (one.township.code, one.established)))


def _entity(chance: Chance) -> Entity:
    trade = chance.pick_weighted((trade, trade.weight) for trade in TRADES)
    form = legal_form(chance, trade)
    township = _township(chance, form, trade)
    established = _established(chance, form)
    status = chance.pick_weighted(_STATUSES)
    return Entity(
        name=entity_name(chance, form, trade, township),
        code=_code(chance, form, established),
        form=form,
        trade=trade,
        township=township,
        address=address(chance, township),
        established=established,
        status=status,
        risk_class=chance.pick_weighted(_RISK_CLASSES),
        exclusion=_exclusion(chance, status),
    )


def _township(chance: Chance, form: LegalForm, trade: Trade) -> Township:
    if form is not SELF_EMPLOYED and trade.fire_use == "生产加工场所" and chance.happens(45):
        return ZONE
    return chance.pick_weighted((township, township.weight) for township in TOWNSHIPS)


def _established(chance: Chance, form: LegalForm) -> dt.date:
    """Return a date of founding; young bodies are the more frequent."""
    first = _COOPERATIVES_ACT if form is COOPERATIVE else _FIRST_FOUNDING
    days = (AS_OF - first).days
    return first + dt.timedelta(days=max(chance.below(days) for _ in range(3)))


def _code(chance: Chance, form: LegalForm, established: dt.date) -> str:
    if established < CREDIT_CODE_REFORM:
        if form is SELF_EMPLOYED and chance.happens(1):
            return old_registration_number(chance)
        if form is COOPERATIVE and chance.happens(25):
            return old_cooperative_number(chance)
    return credit_code(chance, form.code_prefix, established)


def _exclusion(chance: Chance, status: str) -> str:
    return chance.pick_weighted(_EXCLUSIONS) if status == IN_BUSINESS else f"已{status}"
