"""A calendar file of whole-day events (RFC 5545), which phones and desk calendars take in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LONGEST = 75  # octets a line, without its end: RFC 5545, 3.1
_END = "\r\n"
_UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one day; a later file with the same ``uid`` moves it rather than doubling it."""

    uid: str
    day: date
    changed_at: datetime
    summary: str
    place: str = ""


def calendar_file(events: Iterable[Event]) -> bytes:
    """Return the file; the same events make the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mingcha//Mingcha//ZH"]
    for event in events:
        lines += _lines_of(event)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + _END for line in lines).encode()


def _lines_of(event: Event) -> list[str]:
    changed = event.changed_at.astimezone(UTC)
    place = [f"LOCATION:{_text(event.place)}"] if event.place else []
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{changed:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        *place,
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    return _UNWRITABLE.sub("", text).translate(_SPECIAL)


def _folded(line: str) -> str:
    """Break a long line as the format says, never within a letter."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + octets
    return _END.join([*parts, part])
