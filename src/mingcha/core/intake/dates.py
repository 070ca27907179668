"""Dates as people and spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from mingcha.core.intake.cells import text_of

if TYPE_CHECKING:
    from mingcha.core.intake.cells import CellValue

FOREVER = date(9999, 12, 31)
"""The date read for 长期 and its like."""

_SERIAL_ZERO = date(1899, 12, 30)

_FOREVER_WORDS = frozenset({"长期", "长期有效", "永久", "永久有效", "无固定期限"})
_CLOCK = re.compile(r"[T ]*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_PARTS = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{5}")


class UnreadableDate(ValueError):
    """A cell that is neither blank nor a date."""


def read_date(value: CellValue) -> date | None:
    """Return the day a cell names, ``None`` for a blank one.

    Understands date cells, spreadsheet serials of the 1900 system (as number or text of five
    digits: from 1927 to 2173), ``2026-03-05``, ``2026/3/5``, ``2026.3.5``, ``2026年3月5日``,
    ``20260305``, each with or without a time, and 长期. Raises ``UnreadableDate`` otherwise.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and isfinite(value):
        value = int(value)
    text = text_of(value)
    return _from_text(text) if text else None


@lru_cache(1 << 14)
def _from_text(written: str) -> date:
    text = unicodedata.normalize("NFKC", written)
    text = "".join(_CLOCK.sub("", text).split())
    if text in _FOREVER_WORDS:
        return FOREVER
    parts = _PARTS.fullmatch(text) or _COMPACT.fullmatch(text)
    if parts is not None:
        return _from_parts(*(int(part) for part in parts.groups() if part is not None))
    if _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(text))
    raise UnreadableDate(text)


def _from_parts(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as no_such_day:
        raise UnreadableDate(f"{year}-{month}-{day}") from no_such_day
