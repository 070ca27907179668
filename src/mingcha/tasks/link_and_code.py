"""Link and code of an invitation: made by chance, shown once, kept as digests."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

_BYTES = 32
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that are not taken for one another when read out."""
CODE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class LinkAndCode:
    """What the organiser hands over, by two different ways; ``code`` is empty once it is used."""

    token: str
    code: str


def new_link_and_code(*, with_code: bool) -> LinkAndCode:
    """Draw both."""
    code = "".join(secrets.choice(_SIGNS) for _ in range(CODE_LENGTH)) if with_code else ""
    return LinkAndCode(secrets.token_urlsafe(_BYTES), code)


def token_digest(token: str) -> str:
    """Return what is kept of a link. It holds 256 bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def plain_code(typed: str) -> str:
    """Return a code as it was made from how people type it: lower case, blanks, hyphens."""
    return "".join(typed.split()).replace("-", "").upper()
