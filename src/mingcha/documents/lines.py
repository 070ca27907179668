"""Breaking a text into lines as they fit, the way Chinese is set: no line begins with a full stop."""

from __future__ import annotations

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…%,.;:?!)]}")
_NOT_LAST = frozenset("（《〈「『【〔“‘([{")
_FULL = 1000  # thousandths of the size of the letters
_HANGING = 2  # so many signs may be carried over to keep the rule
# what STSong-Light gives to the signs of ASCII, from the blank on
_ASCII = (
    *(207, 270, 342, 467, 462, 797, 710, 239, 374, 374, 423, 605, 238, 375, 238, 334),
    *(462,) * 10,
    *(238, 238, 605, 605, 605, 344, 748),
    *(684, 560, 695, 739, 563, 511, 729, 793, 318, 312, 666, 526, 896, 758, 772, 544, 772),
    *(628, 465, 607, 753, 711, 972, 647, 620, 607, 374, 333, 374, 606, 500, 239),
    *(417, 503, 427, 529, 415, 264, 444, 518, 241, 230, 495, 228, 793, 527, 524, 524, 504),
    *(338, 336, 277, 517, 450, 652, 466, 452, 407, 370, 258, 370, 605),
)
ASCII_WIDTHS = _ASCII
"""Widths of the signs U+0020 to U+007E in thousandths of the letters' size."""


def width(text: str) -> int:
    """Return how wide a text is, in thousandths of the letters' size."""
    return sum(_width(sign) for sign in text)


def broken(text: str, room: float) -> list[str]:
    """Return the lines of a text, none wider than ``room`` thousandths; a newline begins another.

    Words and numbers in Latin letters stay whole where they fit on a line at all.
    """
    return [line for part in text.split("\n") for line in _lines(part, room)]


def _lines(text: str, room: float) -> list[str]:
    lines: list[str] = []
    rest = text
    while rest:
        at = _fitting(rest, room)
        if at < len(rest):
            at = _allowed(rest, at)
        lines.append(rest[:at])
        rest = rest[at:]
    return lines or [""]


def _fitting(text: str, room: float) -> int:
    """Return how many signs fit, at least one."""
    used = 0
    for at, sign in enumerate(text):
        used += _width(sign)
        if used > room:
            return max(at, 1)
    return len(text)


def _allowed(text: str, at: int) -> int:
    """Return the nearest place before ``at`` where a line may end."""
    least = max(1, at - _HANGING)
    place = at
    while place > least and (text[place] in _NOT_FIRST or text[place - 1] in _NOT_LAST):
        place -= 1
    start = place
    while start > 1 and _is_word(text[start]) and _is_word(text[start - 1]):
        start -= 1
    return start if start > 1 else place


def _is_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _width(sign: str) -> int:
    code = ord(sign) - 0x20
    return _ASCII[code] if 0 <= code < len(_ASCII) else _FULL
