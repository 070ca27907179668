"""Registration numbers (注册号) that some bodies still have in place of a credit code.

GS 15-2006: six digits of the registering authority, eight of sequence, one check digit by
ISO 7064 MOD 11,10. Co-operatives (``NA``) and their branches (``NB``) were numbered such as
``320829NA000226X``, without a check digit.
"""

from __future__ import annotations

import re

LENGTH = 15
DIGITS = "0123456789"

_NUMBER = re.compile(r"[0-9]{15}")
_COOPERATIVE_NUMBER = re.compile(r"[0-9]{6}N[AB][0-9]{6}X")


def is_registration_number(text: str) -> bool:
    """Tell whether ``text`` has the form of a registration number: fifteen digits."""
    return _NUMBER.fullmatch(text) is not None


def is_cooperative_number(text: str) -> bool:
    """Tell whether ``text`` has the form of a farmers' co-operative's registration number."""
    return _COOPERATIVE_NUMBER.fullmatch(text) is not None


def check_digit(first14: str) -> str:
    """Return the fifteenth digit that GS 15-2006 gives ``first14``.

    Raises ``ValueError`` for anything but digits.
    """
    product = 10
    for digit in first14:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((1 - product) % 10)


def has_valid_check(number: str) -> bool:
    """Tell whether the last digit of a 15-digit ``number`` is its check digit."""
    return check_digit(number[:-1]) == number[-1]
