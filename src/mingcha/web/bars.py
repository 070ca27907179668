"""The bar of an indicator: actual and target on one scale, as percentages of its width."""

from __future__ import annotations

from dataclasses import dataclass

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
