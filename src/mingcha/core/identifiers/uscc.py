"""The unified social credit code (统一社会信用代码) of GB 32100-2015.

Eighteen characters: registering department (1), kind of body (1), region by GB/T 2260 (6),
organisation code by GB 11714-1997 (9, the last one its check character), check character (1).
"""

from __future__ import annotations

import re
from operator import mul

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_FIRST_17 = re.compile(f"[{ALPHABET}]{{{LENGTH - 1}}}")
_WELL_FORMED = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_VALUE = bytes(max(ALPHABET.find(chr(byte)), 0) for byte in range(256))
_WEIGHTS = tuple(pow(3, position, 31) for position in range(LENGTH - 1))

_ORGANISATION = slice(8, 16)
_ORGANISATION_CHECK = 16
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECK_CHARACTERS = "0123456789X"


def is_well_formed(text: str) -> bool:
    """Tell whether ``text`` is 18 characters of ``ALPHABET``, whatever its check says."""
    return _WELL_FORMED.fullmatch(text) is not None


def check_character(first17: str) -> str:
    """Return the eighteenth character that GB 32100-2015 gives ``first17`` (weights 3^i, mod 31).

    Raises ``ValueError`` for a character outside ``ALPHABET`` or a wrong length.
    """
    if not _FIRST_17.fullmatch(first17):
        raise ValueError(first17)
    return _check_of(first17)


def _check_of(first17: str) -> str:
    total = sum(map(mul, first17.encode().translate(_VALUE), _WEIGHTS))
    return ALPHABET[-total % 31]


def organisation_check_character(first8: str) -> str:
    """Return the ninth character that GB 11714-1997 gives ``first8`` (mod 11; ``X`` is ten).

    Letters count as in base 36. Raises ``ValueError`` for another character or a wrong length.
    """
    pairs = zip(first8, _ORGANISATION_WEIGHTS, strict=True)
    total = sum(int(char, 36) * weight for char, weight in pairs)
    return _ORGANISATION_CHECK_CHARACTERS[-total % 11]


def is_valid(text: str) -> bool:
    """Tell whether ``text`` is well formed and ends in its check character."""
    return is_well_formed(text) and _check_of(text[:-1]) == text[-1]


def has_valid_check(code: str) -> bool:
    """Tell whether the last character of an 18-character ``code`` is its check character."""
    return check_character(code[:-1]) == code[-1]


def has_valid_organisation_check(code: str) -> bool:
    """Tell whether the organisation code inside an 18-character ``code`` passes its own check."""
    return organisation_check_character(code[_ORGANISATION]) == code[_ORGANISATION_CHECK]
