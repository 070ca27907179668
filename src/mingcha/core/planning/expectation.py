"""What a year of draws is expected to do, computed on groups of objects (cells) at once.

Every object of a stratum has the same chance (protocol section 7), so that a cell of objects that
no line tells apart is drawn in proportion. Expectations are floating-point: they decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mingcha.core.planning.quota import Quota


@dataclass(frozen=True, slots=True)
class PlannedStratum:
    """The cells that a line draws from under one quota, by their places in ``sizes``.

    ``runs`` is how many of the line's draws are of it, None where all are.
    """

    level: str
    quota: Quota
    cells: Sequence[int]
    runs: int | None = None

    def takes_part(self, run: int) -> bool:
        """Tell whether a draw of the line, the first being 0, is of it."""
        return self.runs is None or run < self.runs


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line that draws ``runs`` times a year from its strata."""

    strata: Sequence[PlannedStratum]
    runs: int = 1


@dataclass(slots=True)
class Expected:
    """What a line comes to in a year: ``drawn`` by level, and ``chances`` of an object by cell.

    ``eligible`` is what is left to draw from at the line's first draw; ``short`` how many of the
    objects asked for by number there are not.
    """

    eligible: float = 0
    short: float = 0
    drawn: dict[str, float] = field(default_factory=dict)
    chances: dict[int, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """How many draws in all."""
        return sum(self.drawn.values())


@dataclass(frozen=True, slots=True)
class Year:
    """All lines in the order given, and by cell the visits of an object and the share never drawn."""

    lines: list[Expected]
    visits: list[float]
    untouched: list[float]


def expect(sizes: Sequence[int], lines: Iterable[PlannedLine], *, once_a_year: bool) -> Year:
    """Let the lines draw one after the other; where ``once_a_year``, nobody is drawn twice (G-2)."""
    year = Year([], [0.0] * len(sizes), [1.0] * len(sizes))
    for line in lines:
        expected = Expected()
        year.lines.append(expected)
        for run in range(line.runs):
            for stratum in (each for each in line.strata if each.takes_part(run)):
                _draw(sizes, year, stratum, expected, once_a_year=once_a_year, is_first=run == 0)
    return year


def _draw(
    sizes: Sequence[int],
    year: Year,
    stratum: PlannedStratum,
    expected: Expected,
    *,
    once_a_year: bool,
    is_first: bool,
) -> None:
    left = year.untouched
    eligible = sum(sizes[c] * left[c] if once_a_year else sizes[c] for c in stratum.cells)
    objects = round(eligible)
    drawn = stratum.quota.planned(objects)
    if is_first:
        expected.eligible += eligible
        expected.short += stratum.quota.asked(objects) - drawn
    expected.drawn[stratum.level] = expected.drawn.get(stratum.level, 0) + drawn
    chance = min(drawn / eligible, 1.0) if eligible else 0.0
    for c in stratum.cells:
        share = chance * left[c] if once_a_year else chance
        expected.chances[c] = expected.chances.get(c, 0) + share
        year.visits[c] += share
        left[c] *= 1 - chance
