"""The legal form (企业类型) of a market entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingcha.demo.chance import Chance
    from mingcha.demo.words.trades import Trade


@dataclass(frozen=True, slots=True)
class LegalForm:
    """How a form is written, how its codes begin, and how its names end.

    ``ending`` is empty where the trade's own word for a shop ends the name; ``{place}`` in it is
    the township.
    """

    name: str
    code_prefix: str
    ending: str = ""


SELF_EMPLOYED = LegalForm("个体工商户", "92")
COOPERATIVE = LegalForm("农民专业合作社", "93", "专业合作社")
SCHOOL = LegalForm("民办非企业单位", "52", "幼儿园")

_COMPANIES = (
    (LegalForm("有限责任公司(自然人独资)", "91", "有限公司"), 48),
    (LegalForm("有限责任公司(自然人投资或控股)", "91", "有限公司"), 38),
    (LegalForm("有限责任公司分公司(自然人投资或控股)", "91", "有限公司{place}分公司"), 8),
    (LegalForm("个人独资企业", "91"), 5),
    (LegalForm("股份有限公司(非上市、自然人投资或控股)", "91", "股份有限公司"), 1),
)
_SPECIAL = {"cooperative": COOPERATIVE, "school": SCHOOL}


def legal_form(chance: Chance, trade: Trade) -> LegalForm:
    """Return the form of one body of ``trade``."""
    if trade.body in _SPECIAL:
        return _SPECIAL[trade.body]
    if chance.happens(int(trade.body)):
        return chance.pick_weighted(_COMPANIES)
    return SELF_EMPLOYED
