"""How many times a year a plan line is carried out, as far as its frequency says (R-047)."""

from __future__ import annotations

from mingcha.core.ratios.frequency import read_frequency

_MONTHS = 12
_MOST_RUNS = 12


def runs_said(frequency: str) -> int | None:
    """Return how many times a year a frequency draws; None where it does not say."""
    for fact in read_frequency(frequency).facts:
        if fact.times and fact.months:
            times = fact.times.at_least or fact.times.at_most or 1
            return max(1, min(times * _MONTHS // fact.months, _MOST_RUNS))
    return None


def runs_of(frequency: str) -> int:
    """Return the same for planning ahead: once where it does not say."""
    return runs_said(frequency) or 1
