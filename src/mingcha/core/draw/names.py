"""The forms of names, codes, dates and times that protocol section 1 and 2 allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

OBJECT_ID = r"[0-9A-Z]{1,22}"
CODE = r"[A-Za-z0-9_.-]{1,32}"
IID = r"[A-Za-z0-9_-]{1,32}"
REGION = r"(?:[0-9]{6}|[0-9]{9}|[0-9]{12})"
REGION_PREFIX = r"(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})"
INTEGER = r"(?:0|[1-9][0-9]{0,14})"
HEX_16_BYTES = r"[0-9a-f]{32}"
HEX_32_BYTES = r"[0-9a-f]{64}"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

FRAME_CODE = re.compile(r"[A-Z][A-Z0-9_]{0,15}")
STRATUM = UNIT = EXPERTISE = re.compile(CODE)
PARTY = re.compile(r"[a-z][a-z0-9_-]{0,31}")
HEX32 = re.compile(HEX_32_BYTES)
_HOUR = r"(?:[01][0-9]|2[0-3])"  # spelt out: what fromisoformat takes differs between versions
_SIXTIETH = r"[0-5][0-9]"
_CLOCK = rf"{_HOUR}:{_SIXTIETH}"
_TIME = re.compile(rf"{DAY}T{_CLOCK}(?::{_SIXTIETH})?(?:Z|[+-]{_CLOCK})")
DRAW_ID = re.compile(r"[0-9]{2,12}-[0-9]{4}-[0-9]{1,12}")


def is_day(text: str) -> bool:
    """Tell whether ``text`` is a real calendar day written ``YYYY-MM-DD``."""
    return re.fullmatch(DAY, text) is not None and _parses(date.fromisoformat, text)


def is_time(text: str) -> bool:
    """Tell whether ``text`` is an ISO 8601 time with offset, on a real day."""
    return _TIME.fullmatch(text) is not None and _parses(datetime.fromisoformat, text)


def _parses(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
