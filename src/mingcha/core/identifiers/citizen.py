"""What tells a person from all others: identity number and telephone, checked and masked.

The identity number (公民身份号码) is GB 11643-1999: region, day of birth, serial and a check
character by ISO 7064 MOD 11-2.
"""

from __future__ import annotations

import re
from datetime import date

from mingcha.core.identifiers.text import fold

_IDENTITY = re.compile(r"(\d{6})(\d{4})(\d{2})(\d{2})\d{3}[\dX]", re.ASCII)
_CHECK_CHARACTERS = "10X98765432"
_WEIGHTS = tuple(2**power % 11 for power in range(17, 0, -1))
_TELEPHONE = re.compile(r"1\d{10}|0\d{9,11}|0\d{2,3}-\d{7,8}|\d{7,8}", re.ASCII)
_FIRST, _LAST = 6, 2


def identity_check_character(first17: str) -> str:
    """Return the eighteenth character of an identity number."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def read_identity_number(text: str) -> str | None:
    """Return the number without blanks, its X a capital; None where it is none."""
    number = fold(text)[0].upper()
    parts = _IDENTITY.fullmatch(number)
    if parts is None or identity_check_character(number[:17]) != number[17]:
        return None
    try:
        date(int(parts[2]), int(parts[3]), int(parts[4]))
    except ValueError:
        return None
    return number


def read_telephone(text: str) -> str | None:
    """Return the digits of a mobile or fixed telephone; None where the text is no such number."""
    number = fold(text)[0].removeprefix("+86")
    return number if _TELEPHONE.fullmatch(number) else None


def masked_identity_number(number: str) -> str:
    """Return the first six and the last two characters, stars between."""
    if len(number) <= _FIRST + _LAST:
        return "*" * len(number)
    return number[:_FIRST] + "*" * (len(number) - _FIRST - _LAST) + number[-_LAST:]


def masked_telephone(number: str) -> str:
    """Return the first three and the last four digits of a mobile, less of a shorter number."""
    if len(number) < 11:  # noqa: PLR2004 - eleven digits have a mobile and a long fixed number
        return "*" * (len(number) - 2) + number[-2:]
    return f"{number[:3]}****{number[-4:]}"
