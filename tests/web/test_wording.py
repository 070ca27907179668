"""How digests, dates, deadlines and figures are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from mingcha.web import wording

TODAY = date(2026, 10, 15)
EVENING = datetime(2026, 10, 14, 17, 5, tzinfo=UTC)  # the next day in China


def test_a_digest_stands_in_groups_of_four():
    assert wording.groups("c4f6defc4e") == ["c4f6", "defc", "4e"]
    assert wording.digest("c4f6 defc 4e12") == "c4f6 defc 4e12"
    assert wording.digest("c4f6defc4e12", 2) == "c4f6 defc …"
    assert wording.digest("c4f6defc", 2) == "c4f6 defc"
    assert wording.digest(None) == ""


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("", "2026年10月15日"),
        ("short", "10月15日"),
        ("short time", "10月15日 01:05"),
        ("time", "2026年10月15日 01:05"),
        ("weekday", "2026年10月15日 星期四"),
    ],
)
def test_a_moment_is_told_in_local_time(form: str, text: str):
    with override_settings(TIME_ZONE="Asia/Shanghai", USE_TZ=True):
        assert wording.cn_date(EVENING, form) == text


def test_a_day_has_no_hour():
    assert wording.cn_date(date(2026, 3, 5), "time") == "2026年3月5日"
    assert wording.cn_date(None) == ""
    assert wording.cn_date(datetime(2026, 3, 5, 9, 30)) == "2026年3月5日"  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "text", "state"),
    [
        (-2, "逾期 2 天", "mc-due is-late"),
        (0, "今天", "mc-due is-soon"),
        (1, "明天", "mc-due is-soon"),
        (5, "还有 5 天", "mc-due is-soon"),
        (6, "还有 6 天", "mc-due"),
    ],
)
def test_a_deadline_says_time_in_words(days: int, text: str, state: str):
    chip = wording.due(TODAY + timedelta(days), TODAY)
    assert f">{text}<" in chip
    assert f'class="{state}"' in chip


def test_a_deadline_may_have_an_hour_or_be_absent():
    with override_settings(TIME_ZONE="Asia/Shanghai", USE_TZ=True):
        assert "今天" in wording.due(EVENING, TODAY)
    assert "今天" in wording.due(datetime(2026, 10, 15, 8), TODAY)  # noqa: DTZ001
    assert "逾期" in wording.due(date(2000, 1, 1))
    assert wording.due(None) == ""


def test_figures():
    assert wording.thousands(1286) == "1,286"
    assert wording.thousands(0) == "0"
    assert wording.thousands(None) == wording.thousands("") == "—"
    assert [wording.share(x) for x in (467, 4570, 4500, 10_000, 0)] == [
        "4.67%",
        "45.7%",
        "45%",
        "100%",
        "0%",
    ]
    assert wording.share(770, 1) == "7.7%"
    assert wording.share(None) == wording.share("") == "—"
