"""How the public pages write what snapshots hold."""

from __future__ import annotations

import pytest

from mingcha.portal.templatetags.portal import iso_date, parties


@pytest.mark.parametrize(
    ("text", "shown"),
    [("", "—"), ("2026-03-05", "2026年3月5日"), ("2026-11-02T09:30:00+08:00", "2026年11月2日")],
)
def test_days_are_written_as_people_read_them(text: str, shown: str):
    assert iso_date(text) == shown


@pytest.mark.parametrize(("count", "words"), [(0, "各方"), (2, "两方"), (12, "12 方")])
def test_parties_are_counted_in_words(count: int, words: str):
    assert parties(count) == words
