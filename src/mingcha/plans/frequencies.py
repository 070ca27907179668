"""How many times a year a plan line is carried out, as far as its frequencies say (R-047, R-048)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from mingcha.core.errors import Refusal
from mingcha.core.ratios.frequency import read_frequency
from mingcha.plans.models import PlanLine
from mingcha.plans.ratios import ALL

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


def frequency_of(line: PlanLine, level: str) -> str:
    """Return how often a class is drawn: its own frequency, else the line's."""
    own: str = line.frequencies.get(level, "")
    return own or line.frequency


def runs_of_line(line: PlanLine) -> int:
    """Return how many draws a year a line has: as many as its most frequent class."""
    return max(runs_of(frequency_of(line, level)) for level in _levels(line))


def runs_said_of_line(line: PlanLine) -> int | None:
    """Return the same, None where neither the line nor a class says how often."""
    said = (runs_said(frequency_of(line, level)) for level in _levels(line))
    return max((runs for runs in said if runs), default=None)


def _levels(line: PlanLine) -> Iterable[str]:
    """Return what a line has ratios for; one whose ratios are still to be written is of all."""
    return line.ratios or [ALL]


def levels_in_turn(line: PlanLine, turn: int) -> set[str]:
    """Return the classes that a line's draw of the year is of, the first being 1.

    Draws beyond those that the frequencies say are of the most frequent classes.
    """
    turn = min(turn, runs_of_line(line))
    return {level for level in line.ratios if runs_of(frequency_of(line, level)) >= turn}


def more_frequent(lead: PlanLine, other: PlanLine, level: str) -> str:
    """Return how often a class is drawn where both lines become one; the lead's words where alike."""
    return max(frequency_of(lead, level), frequency_of(other, level), key=runs_of)


def take_more_frequent(lead: PlanLine, joining: PlanLine) -> None:
    """Let a line draw each of its classes as often as it or the one that joins it did."""
    if not lead.is_by_class:
        lead.frequency, lead.frequencies = more_frequent(lead, joining, ALL), {}
        return
    asked = {level: more_frequent(lead, joining, level) for level in lead.ratios}
    lead.frequencies = {level: text for level, text in asked.items() if text != lead.frequency}


def check_frequencies(frequencies: Mapping[str, str], levels: Sequence[str]) -> None:
    """Refuse frequencies of unknown classes, and a lower one for a higher risk (R-055).

    ``levels`` ascend from low risk to high. What the words do not say is not compared. Raises
    Refusal.
    """
    strange = sorted(set(frequencies) - set(levels))
    if strange:
        raise Refusal(f"分类方案中没有这些类别：{'、'.join(strange)}，请删去它们的频次")
    said = [(level, runs_said(frequencies.get(level, ""))) for level in levels]
    known = [(level, runs) for level, runs in said if runs]
    for (low, often), (high, seldom) in pairwise(known):
        if seldom < often:
            raise Refusal(f"{high}类风险高于{low}类，抽查频次不能低于{low}类（{frequencies[low]}）")
