"""What two lines cost apart, and what one joint line costs in their place (R-039, R-065)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.core.planning.expectation import PlannedLine, expect


@dataclass(frozen=True, slots=True)
class Joining:
    """Visits a year: ``apart`` by two lines, ``together`` by the joint line that replaces them.

    ``common`` objects are in both ranges; ``left_out`` only in the range of the one that joins, and
    no longer drawn for it.
    """

    apart: int
    together: int
    common: int
    left_out: int

    @property
    def saved(self) -> int:
        """How many visits less."""
        return self.apart - self.together


def joined(
    sizes: Sequence[int], lead: PlannedLine, other: PlannedLine, joint: PlannedLine
) -> Joining:
    """Return what it comes to if ``joint`` is drawn from the lead's range and the other follows."""
    own, joining = _cells(lead), _cells(other)
    return Joining(
        apart=_visits(sizes, lead) + _visits(sizes, other),
        together=_visits(sizes, joint),
        common=sum(sizes[c] for c in own & joining),
        left_out=sum(sizes[c] for c in joining - own),
    )


def _cells(line: PlannedLine) -> set[int]:
    return {c for stratum in line.strata for c in stratum.cells}


def _visits(sizes: Sequence[int], line: PlannedLine) -> int:
    (expected,) = expect(sizes, [line], once_a_year=False).lines
    return round(expected.total)
