"""Codes of market entities, with right check characters, in a region that no real code names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mingcha.core.identifiers import registration_number, uscc
from mingcha.demo.county_map import COUNTY_CODE

if TYPE_CHECKING:
    from mingcha.demo.chance import Chance

_DIGITS = "0123456789"
CREDIT_CODE_REFORM = dt.date(2015, 10, 1)


def credit_code(chance: Chance, prefix: str, established: dt.date) -> str:
    """Return a credit code; bodies founded since the reform have organisation codes ``MA…``."""
    if established >= CREDIT_CODE_REFORM:
        organisation = "MA" + chance.pick("0BCDE") + chance.text(uscc.ALPHABET, 5)
    else:
        organisation = chance.pick("35667777") + chance.text(_DIGITS, 7)
    body = prefix + COUNTY_CODE + organisation + uscc.organisation_check_character(organisation)
    return body + uscc.check_character(body)


def old_registration_number(chance: Chance) -> str:
    """Return a 15-digit registration number of a self-employed person (sequence from 6)."""
    first14 = COUNTY_CODE + "6" + chance.text(_DIGITS, 7)
    return first14 + registration_number.check_digit(first14)


def old_cooperative_number(chance: Chance) -> str:
    """Return a farmers' co-operative's old registration number."""
    return f"{COUNTY_CODE}NA{chance.below(900):06d}X"
