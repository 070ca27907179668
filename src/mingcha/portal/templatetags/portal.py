"""Filters of the public pages, which show JSON of snapshots: {% load portal %}."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django import template

from mingcha.publication.parts import parts_of

if TYPE_CHECKING:
    from mingcha.core.draw.canonical import Json

register = template.Library()
_COUNTS = ("各", "一", "两", "三", "四", "五", "六", "七", "八", "九")


@register.filter
def iso_date(text: str) -> str:
    """2026-03-05, or a moment that begins so, as 2026年3月5日; a dash where there is none."""
    if not text:
        return "—"
    day = date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def iso_time(text: str) -> str:
    """2026-11-02T09:30:00+08:00, as the log keeps it, as 2026-11-02 09:30:00."""
    return text[:19].replace("T", " ")


@register.filter
def at(values: Mapping[str, Json], key: str) -> Json:
    """The value under a key, None where there is none."""
    return values.get(key)


@register.filter
def parts(result: Mapping[str, Json]) -> list[dict[str, Json]]:
    """What each department found, of a joint result and of one that stands alone."""
    return parts_of(result["content"], result["key"])


@register.filter
def minus(value: int, less: int) -> int:
    """The difference of two numbers."""
    return value - less


@register.filter
def parties(count: int) -> str:
    """两方, 三方; 各方 where the number is not known."""
    return f"{_COUNTS[count]}方" if count < len(_COUNTS) else f"{count} 方"
