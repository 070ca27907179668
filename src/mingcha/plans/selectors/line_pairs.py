"""Which line of a plan follows which of the year before: the one that inspects the same items."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from mingcha.plans.models import PlanLine
from mingcha.plans.selectors.differences import Difference, changes


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of both years: without ``then`` it is new, without ``now`` it was dropped."""

    then: PlanLine | None = None
    now: PlanLine | None = None
    changes: list[Difference] = field(default_factory=list)


def line_pairs(then: Collection[PlanLine], now: Collection[PlanLine]) -> list[LinePair]:
    """Pair the lines of two years, the most alike first; then what is new, then what was dropped.

    The lines come with their items. Numbers are given anew each year and say nothing.
    """
    alike = sorted(
        (
            (likeness, one, other)
            for one in then
            for other in now
            if any(likeness := _like(one, other))
        ),
        key=lambda found: (*(-each for each in found[0]), found[2].line_no, found[1].line_no),
    )
    left, new = {line.pk: line for line in then}, {line.pk: line for line in now}
    paired = []
    for _, one, other in alike:
        if one.pk in left and other.pk in new:
            del left[one.pk], new[other.pk]
            paired.append(LinePair(one, other, _told(one, other)))
    paired.sort(key=lambda pair: pair.now.line_no if pair.now else 0)
    return [
        *paired,
        *(LinePair(now=line) for line in new.values()),
        *(LinePair(then=line) for line in left.values()),
    ]


def _like(one: PlanLine, other: PlanLine) -> tuple[int, bool]:
    mine, theirs = ({item.pk for item in line.items.all()} for line in (one, other))
    return len(mine & theirs), one.name == other.name


def _told(one: PlanLine, other: PlanLine) -> list[Difference]:
    """The same days of another year are no change."""
    same = {
        str(PlanLine._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented way to a model's fields
        for name in ("period_from", "period_to")
        if _day_of_year(one, name) == _day_of_year(other, name)
    }
    return [each for each in changes(one, other) if each.field not in same]


def _day_of_year(line: PlanLine, name: str) -> tuple[int, int]:
    day = getattr(line, name)
    return day.month, day.day
