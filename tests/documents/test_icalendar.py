"""A calendar file is folded and escaped as RFC 5545 says, and the same bytes each time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from mingcha.documents.icalendar import Event, calendar_file

CHANGED = datetime(2026, 9, 16, 1, 30, tzinfo=UTC)


def event(**changes: str) -> Event:
    values = {"uid": "visit-7@sj.example", "summary": "入企检查：老槐树面馆"} | changes
    return Event(day=date(2026, 12, 31), changed_at=CHANGED, **values)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_an_event_is_a_whole_day() -> None:
    lines = unfolded(calendar_file([event(place="槐树街21号")]))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mingcha//Mingcha//ZH",
        "BEGIN:VEVENT",
        "UID:visit-7@sj.example",
        "DTSTAMP:20260916T013000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:入企检查：老槐树面馆",
        "LOCATION:槐树街21号",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_what_has_a_meaning_of_its_own_is_escaped() -> None:
    lines = unfolded(calendar_file([event(summary="甲;乙,丙\\丁\n戊\rBEGIN:VALARM\x00")]))
    assert "SUMMARY:甲\\;乙\\,丙\\\\丁\\n戊BEGIN:VALARM" in lines


@given(st.text())
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str) -> None:
    content = calendar_file([event(summary=text * 3)])
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    kept = [letter for letter in text * 3 if letter == "\n" or not _is_control(letter)]
    (line,) = [line for line in unfolded(content) if line.startswith("SUMMARY:")]
    assert _unescaped(line.removeprefix("SUMMARY:")) == "".join(kept)


def _is_control(letter: str) -> bool:
    return letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff"


def _unescaped(text: str) -> str:
    letters, out = iter(text), []
    for letter in letters:
        following = next(letters) if letter == "\\" else ""
        out.append({"n": "\n"}.get(following, following) or letter)
    return "".join(out)
