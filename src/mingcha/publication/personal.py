"""Taking people out of free text before it is published (R-081, G-15)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEFT_OUT = "（略）"
_NUMBERS = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)"  # a mobile telephone
    r"|(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"  # an identity card
)


def without_people(text: str, names: Iterable[str]) -> str:
    """Return a text without telephone and identity numbers and without these names."""
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        text = text.replace(name, _LEFT_OUT)
    return _NUMBERS.sub(_LEFT_OUT, text)
