"""Names, days and times, at the edges of what protocol sections 1 and 2 allow."""

from __future__ import annotations

import re

import pytest

from mingcha.core.draw import names

FORMS = {
    "object id": re.compile(names.OBJECT_ID),
    "frame": names.FRAME_CODE,
    "stratum": names.STRATUM,
    "unit": names.UNIT,
    "expertise": names.EXPERTISE,
    "party": names.PARTY,
    "iid": re.compile(names.IID),
    "region": re.compile(names.REGION),
    "region prefix": re.compile(names.REGION_PREFIX),
    "integer": re.compile(names.INTEGER),
    "16 bytes": re.compile(names.HEX_16_BYTES),
    "32 bytes": names.HEX32,
    "draw id": names.DRAW_ID,
}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *[("object id", text) for text in ("0", "Z", "9A" * 11)],
        *[("frame", text) for text in ("A", "Z9_", "A" + "_" * 15)],
        *[(form, "Aa0_.-") for form in ("stratum", "unit", "expertise")],
        *[(form, "z" * 32) for form in ("stratum", "unit", "expertise", "party", "iid")],
        *[("party", text) for text in ("a", "witness-2", "a_0")],
        *[("iid", text) for text in ("-", "_", "I0001", "aZ09")],
        *[(form, "1" * n) for form in ("region", "region prefix") for n in (6, 9, 12)],
        *[("region prefix", text) for text in ("13", "1301")],
        *[("integer", text) for text in ("0", "1", "10", "9" * 15)],
        ("16 bytes", "0123456789abcdef" * 2),
        ("32 bytes", "0123456789abcdef" * 4),
        *[("draw id", text) for text in ("13-2026-1", "130184101203-2026-" + "9" * 12)],
    ],
)
def test_a_name_of_its_form_is_taken(form: str, text: str) -> None:
    assert FORMS[form].fullmatch(text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *[(form, "") for form in FORMS],
        *[("object id", text) for text in ("9A" * 11 + "9", "9a", "9-A", "９")],
        *[("frame", text) for text in ("A" * 17, "9A", "_A", "a", "A-B", "A.B", "../A", "A/B")],
        *[
            (form, text)
            for form in ("stratum", "unit", "expertise")
            for text in ("z" * 33, "a/b", "a,b", "a b", "*", "甲", "a\n")
        ],
        *[("party", text) for text in ("z" * 33, "9a", "-a", "A", "a.b")],
        *[("iid", text) for text in ("z" * 33, "a.b", "a:b", "甲")],
        *[("region", "1" * n) for n in (2, 4, 5, 7, 8, 10, 11, 13)],
        *[("region prefix", "1" * n) for n in (1, 3, 5, 7, 8, 10, 11, 13)],
        *[("region", text) for text in ("13018A", "１３０１８４")],
        *[("integer", text) for text in ("00", "01", "-1", "+1", "1.0", "1" * 16, "１")],
        *[("16 bytes", text) for text in ("0" * 31, "0" * 33, "A" * 32, "g" * 32)],
        *[("32 bytes", text) for text in ("0" * 63, "0" * 65, "A" * 64, "g" * 64)],
        *[("draw id", text) for text in ("1-2026-1", "1" * 13 + "-2026-1", "13-26-1", "13-2026-")],
        *[("draw id", text) for text in ("13-2026-" + "1" * 13, "13-2026-1a", "13_2026_1")],
    ],
)
def test_a_name_of_another_form_is_not(form: str, text: str) -> None:
    assert not FORMS[form].fullmatch(text)


@pytest.mark.parametrize("text", ["2026-01-01", "2026-12-31", "2028-02-29", "0001-01-01"])
def test_a_day_of_the_calendar(text: str) -> None:
    assert names.is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-04-00", "0000-01-01"),
        *("20260101", "2026-1-1", "2026-W01-1", "2026-01-01 ", "２０２６-01-01", ""),
    ],
)
def test_no_day_of_the_calendar(text: str) -> None:
    assert not names.is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T20:00:00+08:00",
        "2026-11-20T00:00+08:00",
        "2026-11-20T23:59:59Z",
        "2026-11-20T19:59:59-23:59",
        "2026-11-20T20:00:00-00:00",
    ],
)
def test_a_time_with_its_offset(text: str) -> None:
    assert names.is_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T20:00:00",
        "2026-11-20 20:00:00+08:00",
        "2026-11-20T20:00:00.5+08:00",
        "2026-11-20T20:00:00+0800",
        "2026-11-20T20:00:00+08",
        "2026-11-20T24:00:00+08:00",
        "2026-11-20T30:00:00+08:00",
        "2026-11-20T20:60:00+08:00",
        "2026-11-20T20:00:60+08:00",
        "2026-11-20T20:00:00+24:00",
        "2026-11-20T20:00:00+08:60",
        "2026-11-31T20:00:00+08:00",
        "2026-11-20T20:00:00z",
        "2026-11-20",
        "",
    ],
)
def test_no_time_with_its_offset(text: str) -> None:
    assert not names.is_time(text)
