"""Bars: an indicator with actual and target on one scale, and a whole cut into its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE = 10_000  # basis points
SMALL = 2_500  # targets below a quarter get a scale of their own
ROOM = 1.4  # how far the scale goes beyond a small target


@dataclass(frozen=True)
class Bar:
    """Where the filled part ends and the target's tick stands, as SVG lengths."""

    actual: str
    target: str | None


def bar(value: int, target: int | None, scale: int | None = None) -> Bar:
    """A bar on `scale`, or on the whole, or on a little more than a small target."""
    if scale is None:
        scale = WHOLE if target is None or target >= SMALL else round(target * ROOM)
    scale = max(scale, value, target or 0, 1)
    return Bar(_percent(value, scale), None if target is None else _percent(target, scale))


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%"


@dataclass(frozen=True)
class Segment:
    """A piece of a bar that is cut into parts: its colour, where it begins, how long it is."""

    state: str
    x: str
    width: str


def segments(parts: Sequence[tuple[str, int]]) -> list[Segment]:
    """Lays parts end to end over the whole width; nothing where all are zero."""
    whole = sum(number for _, number in parts)
    found, before = [], 0
    for state, number in parts:
        if number:
            found.append(Segment(state, _percent(before, whole), _percent(number, whole)))
        before += number
    return found
