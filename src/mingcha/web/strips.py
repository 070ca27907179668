"""The ticket strip: every dot a ticket on one axis, the threshold a line across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LEADING = 13  # hexadecimal digits that place a dot: 52 bits, what a float holds
ROOM = 1.04  # the axis ends a little behind the last ticket shown
LEFT, RIGHT = 18, 82  # percents between which a label stands over the middle of its mark


@dataclass(frozen=True)
class Mark:
    """A place on the axis and how a label there is anchored."""

    x: str
    anchor: str


@dataclass(frozen=True)
class Strip:
    """Places of all that the strip shows, as percentages of its width."""

    drawn: list[str]
    others: list[str]
    threshold: Mark
    own: Mark | None


def strip(*, drawn: Sequence[str], threshold: str, others: Sequence[str], own: str) -> Strip:
    """Places tickets on a linear axis from zero to a little behind the largest shown."""
    end = max(map(_number, [*drawn, *others, threshold, own])) * ROOM or 1

    def place(ticket: str) -> float:
        return _number(ticket) * 100 / end

    return Strip(
        drawn=[f"{place(ticket):.2f}%" for ticket in drawn if ticket != own],
        others=[f"{place(ticket):.2f}%" for ticket in others if ticket != own],
        threshold=_mark(place(threshold)),
        own=_mark(place(own)) if own else None,
    )


def _number(ticket: str) -> int:
    return int(ticket[:LEADING].ljust(LEADING, "0"), 16)


def _mark(percent: float) -> Mark:
    anchor = "start" if percent < LEFT else "end" if percent > RIGHT else "middle"
    return Mark(f"{percent:.2f}%", anchor)
