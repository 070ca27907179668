"""Counting the registers for the desk: anew each time, but where it takes seconds."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.core.cache import caches

from mingcha.foundation import clock
from mingcha.registers.cells import Cells, Mark, Range
from mingcha.registers.selectors.object_cells import Sets, object_cells
from mingcha.tasks.pool_query import inspected_in

INSPECTED: Mark = ("set", "inspected")
_SLOW_S = 2
_KEPT_S = 300


@dataclass(frozen=True, slots=True)
class Counted:
    """The cells and the time as of which they are."""

    cells: Cells
    at: datetime


def counted(
    ranges: Collection[Range],
    departments: Collection[int],
    marks: Collection[Mark],
    year: int,
    sets: Sets,
    visits_on: date,
) -> Counted:
    """Return the cells that the ranges look at, with the marks of further sets of objects.

    A county's are counted in a moment, and always anew. A large city's take seconds: they are kept
    for five minutes, so that a line can be tried out with other ratios without counting again.
    ``visits_on`` is the day as of which the sets say who was visited how often.
    """
    cache, key = caches["cells"], _key(ranges, departments, {*marks, *sets}, year, visits_on)
    kept: Counted | None = cache.get(key)
    if kept:
        return kept
    start, at = time.monotonic(), clock.now()
    cells = object_cells(
        ranges,
        sorted(departments),
        on=clock.today(),
        further=marks,
        sets={**sets, **_inspected(year)},
    )
    found = Counted(cells, at)
    if time.monotonic() - start > _SLOW_S:
        cache.set(key, found, _KEPT_S)
    return found


def _inspected(year: int) -> Sets:
    today = clock.today()
    return {INSPECTED: inspected_in(today)} if year == today.year else {}


def _key(
    ranges: Iterable[Range],
    departments: Collection[int],
    marks: Collection[Mark],
    year: int,
    visits_on: date,
) -> str:
    asked = sorted({f"{name}={v}" for each in ranges for name, vs in each.items() for v in vs})
    text = repr((asked, sorted(departments), sorted(marks), year, visits_on, clock.today()))
    return sha256(text.encode()).hexdigest()
