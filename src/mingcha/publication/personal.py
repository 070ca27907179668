"""Taking people out of free text before it is published (R-081, G-15).

Texts are read with full-width signs as the narrow ones they stand for, so that a number counts
however it was typed; what is not taken out stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEFT_OUT = "（略）"
_SHORTEST_NAME = 2
"""A single character is a surname at most, and part of other words."""
_NARROW = (
    {0xFF01 + n: 0x21 + n for n in range(94)} | {0x3000: " "} | dict.fromkeys(map(ord, "—–‐−"), "-")
)
_GAP = "[- ]?"
_MOBILE = "|".join(
    (
        f"1[3-9][0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}",
        f"1[3-9][0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}",
        f"1[3-9][0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}",
    )
)
_LANDLINE = r"\(0[0-9]{2,3}\)" + _GAP + "[2-9][0-9]{6,7}|0[0-9]{2,3}[- ][2-9][0-9]{6,7}"
_IDENTITY = _GAP.join(
    (
        "[1-9][0-9]{5}",
        "(?:19|20)[0-9]{2}" + _GAP + "(?:0[1-9]|1[0-2])" + _GAP + "(?:[0-2][0-9]|3[01])",
        "[0-9]{3}[0-9Xx]",
    )
)
_DIGIT = re.compile("[0-9０-９]")
_NUMBERS = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?86{_GAP})?(?:{_MOBILE})(?![0-9])"
    rf"|(?<![0-9])(?:{_LANDLINE})(?![0-9])"
    rf"|(?<![0-9])(?:{_IDENTITY})(?![0-9])"
)


def without_people(text: str, names: Iterable[str]) -> str:
    """Return a text without telephone and identity numbers and without these names."""
    known = {name.strip().translate(_NARROW) for name in names}
    longest_first = sorted(known, key=len, reverse=True)
    words = [re.escape(name) for name in longest_first if len(name) >= _SHORTEST_NAME]
    if words:
        text = _left_out(text, re.compile("|".join(words)))
    return _left_out(text, _NUMBERS) if _DIGIT.search(text) else text


def _left_out(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with a sign for all that a pattern finds; what stays is as it was written."""
    kept, kept_from = "", 0
    for found in pattern.finditer(text.translate(_NARROW)):
        kept += text[kept_from : found.start()] + _LEFT_OUT
        kept_from = found.end()
    return kept + text[kept_from:]
