"""Everything the desk's sections are read from: the year's lines over the registers in cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mingcha.core.planning.expectation import Expected, PlannedLine, PlannedStratum, Year, expect
from mingcha.core.planning.quota import Quota
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.plans.frequencies import frequency_of, runs_of, runs_of_line
from mingcha.plans.models import FrequencyCap, PlanLine, PlanVersion
from mingcha.plans.ratios import ALL, quotas_of
from mingcha.plans.selectors.caps import caps_in_force
from mingcha.registers.cells import Cells, places
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.object_flag import FlagKind
from mingcha.reports.desk.classes import Classes, ClassesOfDepartments, classes_of
from mingcha.reports.desk.counting import INSPECTED, counted
from mingcha.reports.desk.labels import Labels
from mingcha.reports.desk.visits import day_of_counting, draws_of, key_of, visits_counted
from mingcha.reports.desk.year import lines_of_year

_SANDBOX = ("flag", FlagKind.SANDBOX.value)
_Written = tuple[PlanLine, Sequence[Department]]


@dataclass(frozen=True, slots=True)
class LineOnDesk:
    """A line: the cells of its range, of which it draws the eligible, and what is expected of it.

    ``drawn`` of its draws took place already.
    """

    line: PlanLine
    cooperating: Sequence[Department]
    in_range: int
    eligible: int
    planned: PlannedLine
    expected: Expected
    drawn: int

    @property
    def department(self) -> Department:
        """Return who draws."""
        return self.line.version.plan.department

    @property
    def share_to_come(self) -> float:
        """Return which part of the line's draws is still to come."""
        return max(0, self.planned.runs - self.drawn) / self.planned.runs


@dataclass(frozen=True, slots=True)
class Board:
    """A version of a plan among all lines of the year."""

    version: PlanVersion
    cells: Cells
    lines: list[LineOnDesk]
    year: Year
    once_a_year: bool
    classes: ClassesOfDepartments
    caps: Mapping[str, int]
    rules: Sequence[FrequencyCap]
    at: datetime

    @property
    def own(self) -> list[LineOnDesk]:
        """Return the version's own lines, by number."""
        own = [each for each in self.lines if each.line.version_id == self.version.pk]
        return sorted(own, key=lambda each: each.line.line_no)

    @property
    def others(self) -> list[LineOnDesk]:
        """Return the lines of other departments."""
        return [each for each in self.lines if each.line.version_id != self.version.pk]

    def in_register(self, department: int) -> int:
        """Return the cells of a department's register."""
        return self.cells.marked("register", department)

    @property
    def inspected(self) -> int:
        """Return the cells of what was inspected already in the plan's year."""
        return self.cells.marked(*INSPECTED)


@dataclass(frozen=True, slots=True)
class Trial:
    """A line that is being written: it stands in for the one of its number, or beside the others."""

    line: PlanLine
    cooperating: Sequence[Department]


def board(version: PlanVersion, trial: Trial | None = None) -> Board:
    """Return the board of a version, with the line that is being written if there is one."""
    lines = _with_trial(
        [(each, list(each.cooperating.all())) for each in lines_of_year(version)], trial
    )
    plan = version.plan
    drawing = {each.version.plan.department for each, _ in lines} | {plan.department}
    departments = {each.pk for each in drawing}
    departments |= {other.pk for _, cooperating in lines for other in cooperating}
    classes = classes_of(drawing)
    caps = parameter("cap.visits_per_year", region=plan.region, department=plan.department)
    rules = list(caps_in_force(plan.region, date(plan.year, 12, 31)))
    further = {
        ("kind", ObjectKind.ENTERPRISE.value),
        ("flag", FlagKind.SANDBOX.value),
        ("region", plan.region.code),
        *(mark for each in classes.every for mark in each.marks()),
        *(mark for each, _ in lines for mark in Labels(each.labels).marks()),
    }
    ranges = [each.object_filter for each, _ in lines]
    ranges += [rule.object_filter for rule in rules]
    on = day_of_counting(version, (each for each, _ in lines))
    sets = dict(visits_counted(rules, max(caps.values(), default=0), on))
    for each in classes.every:
        sets |= each.sets(clock.today())
    found = counted(ranges, departments, further, plan.year, sets, on)
    cells = found.cells
    once = bool(parameter("exclusion.inspected_this_year", region=plan.region))
    within = [_range(cells, each, once_a_year=once) for each, _ in lines]
    planned = [
        PlannedLine(
            _strata_in_turn(each, cells, eligible, strata_by(each, classes)),
            runs_of_line(each),
        )
        for (each, _), (_, eligible) in zip(lines, within, strict=True)
    ]
    year = expect(cells.sizes, planned, once_a_year=once)
    drawn = draws_of(each for each, _ in lines)
    on_desk = [
        LineOnDesk(*line, *of, drawing, expected, drawn.get(key_of(line[0]), 0))
        for line, of, drawing, expected in zip(lines, within, planned, year.lines, strict=True)
    ]
    return Board(version, cells, on_desk, year, once, classes, caps, rules, found.at)


def strata_by(line: PlanLine, classes: ClassesOfDepartments) -> Classes | Labels:
    """Return what a line's strata are made by, where it has more than one."""
    if line.labels:
        return Labels(line.labels)
    return classes.of(line.version.plan.department)


def strata_of(
    cells: Cells, eligible: int, quotas: Mapping[str, Quota], by: Classes | Labels
) -> Sequence[PlannedStratum]:
    """Return the strata: one of all, or one for each class or label."""
    if set(quotas) == {ALL}:
        return [PlannedStratum(ALL, quotas[ALL], places(eligible))]
    return [
        PlannedStratum(level, quota, places(eligible & by.of_level(cells, level)))
        for level, quota in quotas.items()
    ]


def _strata_in_turn(
    line: PlanLine, cells: Cells, eligible: int, by: Classes | Labels
) -> list[PlannedStratum]:
    strata = strata_of(cells, eligible, quotas_of(line.ratios), by)
    return [replace(each, runs=runs_of(frequency_of(line, each.level))) for each in strata]


def _range(cells: Cells, line: PlanLine, *, once_a_year: bool) -> tuple[int, int]:
    """Return the cells of a line's range in its department's register, and those it draws from."""
    department = line.version.plan.department_id
    in_range = cells.within(line.object_filter) & cells.marked("register", department)
    barred = cells.marked("barred", department) | cells.marked(*_SANDBOX)
    if once_a_year:
        barred |= cells.marked(*INSPECTED)
    return in_range, in_range & ~barred


def _with_trial(lines: list[_Written], trial: Trial | None) -> list[_Written]:
    if trial is None:
        return lines
    place = (trial.line.version_id, trial.line.line_no)
    rest = [each for each in lines if (each[0].version_id, each[0].line_no) != place]
    return sorted(
        [*rest, (trial.line, trial.cooperating)],
        key=lambda each: (each[0].period_from, each[0].period_to),
    )
