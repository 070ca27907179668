"""How digests, dates, deadlines and figures are written on a page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

WEEKDAYS = "一二三四五六日"
SOON_DAYS = 5  # amber from here on: docs of the look, decision 5
TOMORROW = 1


def groups(value: str | None) -> list[str]:
    """A digest cut into fours."""
    text = "".join((value or "").split())
    return [text[start : start + 4] for start in range(0, len(text), 4)]


def digest(value: str | None, shown: int | None = None) -> str:
    """A digest in groups of four; with a number, that many groups and an ellipsis."""
    parts = groups(value)
    if shown is None or shown >= len(parts):
        return " ".join(parts)
    return " ".join([*parts[:shown], "…"])


def cn_date(value: date | datetime | None, form: str = "") -> str:
    """2026年3月5日; form "short" 3月5日, "time" with the hour, "weekday" with 星期四."""
    if not value:
        return ""
    moment = value if isinstance(value, datetime) else None
    if moment and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    day = moment.date() if moment else value
    text = (
        f"{day.month}月{day.day}日"
        if form.startswith("short")
        else f"{day.year}年{day.month}月{day.day}日"
    )
    if form.endswith("time") and moment:
        return f"{text} {moment:%H:%M}"
    if form.endswith("weekday"):
        return f"{text} 星期{WEEKDAYS[day.weekday()]}"
    return text


def due(value: date | datetime | None, today: date | None = None) -> SafeString:
    """The chip of a deadline: 逾期 2 天, 今天, 明天, 还有 5 天."""
    if not value:
        return SafeString("")
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    days = (value - (today or timezone.localdate())).days
    state = " is-late" if days < 0 else " is-soon" if days <= SOON_DAYS else ""
    return format_html(
        '<time class="mc-due{}" datetime="{}" title="{}">{}</time>',
        state,
        value.isoformat(),
        cn_date(value),
        _days_in_words(days),
    )


def _days_in_words(days: int) -> str:
    if days < 0:
        return f"逾期 {-days} 天"
    if days == 0:
        return "今天"
    return "明天" if days == TOMORROW else f"还有 {days} 天"


def thousands(value: float | Decimal | str | None) -> str:
    """1,286; a dash where there is no figure."""
    return "—" if value is None or isinstance(value, str) else f"{value:,}"


def share(basis_points: float | str | None, digits: int | None = None) -> str:
    """467 -> 4.67%, 4500 -> 45%; with digits, exactly so many behind the point."""
    if basis_points is None or isinstance(basis_points, str):
        return "—"
    percent = Decimal(basis_points) / 100
    if digits is not None:
        return f"{percent:.{digits}f}%"
    text = f"{percent:.2f}".rstrip("0").rstrip(".")
    return f"{text}%"
