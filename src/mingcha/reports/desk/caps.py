"""Caps on visits against a year's lines: what was done already, and what is still to be drawn (E.2).

A plan is looked at in the middle of its year as well: a line's draws that took place are visits of
the past, which caps count, and no longer expected ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mingcha.plans.models import FrequencyCap, PlanLine
from mingcha.plans.modes import inspecting_levels
from mingcha.registers.cells import places
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.desk.visits import visits_done
from mingcha.tasks.caps import with_claimed
from mingcha.tasks.models.task import TaskSource


class CapsOnDesk:
    """The caps over a board: what is beyond each is reckoned once, however many lines are asked about.

    Of an object that no line tells apart from others the expected visits of all lines count.
    """

    def __init__(self, board: Board) -> None:
        """Reckon what is beyond the general caps; beyond one set as a rule when a line asks for it."""
        self._board = board
        visits = _to_come(board.lines)
        done = visits_done(board.cells, None, max(board.caps.values(), default=0))
        self._beyond_most = {most: _beyond(visits, done, most) for most in set(board.caps.values())}
        self._concerns = [_Concern(rule) for rule in board.rules if _keeps_plans_back(rule)]
        self._found: dict[_Concern, frozenset[int]] = {}

    def by_class(self, each: LineOnDesk) -> dict[str, tuple[int, int]]:
        """Return, by class, how many objects of a line's range are visited more than the cap allows.

        The cap stands beside the number; a class without one of its own has the highest.
        """
        cells, caps = self._board.cells, self._board.caps
        classes = self._board.classes.counted(each.department, by_class=each.line.is_by_class)
        found = {}
        for level in dict.fromkeys((*classes.levels, classes.default)) if caps else ():
            most = caps.get(level, max(caps.values()))
            of_level = each.eligible & classes.of_level(cells, level)
            number = self._number(of_level, self._beyond_most[most])
            if number:
                found[level] = (number, most)
        return found

    def by_rule(self, each: LineOnDesk) -> dict[FrequencyCap, int]:
        """Return how many objects of a line's range are expected beyond each rule that concerns it."""
        counted = {
            concern.rule: self._number(
                each.eligible & self._board.cells.within(concern.rule.object_filter),
                self._beyond_of(concern),
            )
            for concern in self._concerns
            if concern.with_line(each)
        }
        return {rule: number for rule, number in counted.items() if number}

    def _beyond_of(self, concern: _Concern) -> frozenset[int]:
        if concern not in self._found:
            visits = _to_come(line for line in self._board.lines if concern.with_line(line))
            most = concern.rule.max_visits
            done = visits_done(self._board.cells, concern.rule, most)
            self._found[concern] = _beyond(visits, done, most)
        return self._found[concern]

    def _number(self, cells: int, beyond: frozenset[int]) -> int:
        sizes = self._board.cells.sizes
        return sum(sizes[cell] for cell in places(cells) if cell in beyond)


class _Concern:
    """Which lines a rule concerns, as the pool asks (``tasks.caps.caps_concerning``)."""

    def __init__(self, rule: FrequencyCap) -> None:
        self.rule = rule
        self._items = with_claimed([rule.item_id]) if rule.item_id else None

    def with_line(self, each: LineOnDesk) -> bool:
        """Tell whether the rule counts a line's visits and keeps its objects back."""
        own = each.line.version.plan.department
        departments = {own.pk, *(other.pk for other in each.cooperating)}
        if self.rule.levels and inspecting_levels(each.line.mode, own).isdisjoint(self.rule.levels):
            return False
        if self.rule.department_id is not None and self.rule.department_id not in departments:
            return False
        return self._items is None or not self._items.isdisjoint(_items_of(each.line))


def _items_of(line: PlanLine) -> set[int]:
    """Return the items that a line has checked, those proposed to others as well."""
    if not line.pk:
        return set()
    return {item.pk for item in (*line.items.all(), *line.cooperating_items.all())}


def _beyond(visits: Mapping[int, float], done: Mapping[int, int], most: int) -> frozenset[int]:
    return frozenset(
        cell for cell, expected in visits.items() if expected + done.get(cell, 0) > most
    )


def _to_come(lines: Iterable[LineOnDesk]) -> Mapping[int, float]:
    visits: dict[int, float] = defaultdict(float)
    for each in lines:
        share = each.share_to_come
        if share:
            for cell, chance in each.expected.chances.items():
                visits[cell] += chance * share
    return visits


def _keeps_plans_back(rule: FrequencyCap) -> bool:
    asked = not rule.sources or TaskSource.PLAN in rule.sources
    return asked and TaskSource.PLAN not in rule.exempt_sources
