"""How a year stands against its targets, and what each department has done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mingcha.core.statistics import indicators
from mingcha.core.statistics.fact import Fact, Origin
from mingcha.core.statistics.indicators import Ratio
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.triple import Triple, tally
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region
from mingcha.orgs.parameters import parameter
from mingcha.plans.models.target import Indicator
from mingcha.plans.selectors.targets import binding_target
from mingcha.registers.models import InspectionObject
from mingcha.registers.models.inspection_object import ObjectKind, RegistrationStatus
from mingcha.reports.selectors.emphasis import emphasis_of
from mingcha.reports.selectors.facts import facts_of
from mingcha.tasks.selectors.joint_exceptions import excepted_tasks

BY_ORIGIN = {
    Indicator.COVERAGE_PROVINCE: Origin.PROVINCE,
    Indicator.COVERAGE_CITY: Origin.CITY,
}
"""The targets of R-113: what the levels above drew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator: ``value_bp`` and ``target_bp`` in basis points, None where there is none."""

    title: str
    numerator: int
    denominator: int
    value_bp: int | None
    target_bp: int | None
    unit: str
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Tell whether the target is reached; None without a value or a target."""
        if self.value_bp is None or self.target_bp is None:
            return None
        return self.value_bp >= self.target_bp


@dataclass(frozen=True, slots=True)
class DepartmentStanding:
    """What a department has done in the year so far."""

    department: Department
    triple: Triple
    publication: Ratio


def standings(region: Region, year: int) -> list[Standing]:
    """Return the region's indicators of the year so far, each against the target that binds."""
    facts = facts_of(year, region.prefix)
    period = Period.year(year)
    excepted = excepted_tasks(year, region.prefix)
    joint = indicators.joint_share(facts, period, excepted=excepted)
    left_out = len({fact.task_id for fact in facts} & {*excepted})
    class_use = indicators.class_use(facts, period)
    by_tasks = parameter("class_use.judged_on", region=region) == "tasks"
    base = CoverageBase(region, year)
    covered = indicators.coverage(facts, period, base.of())
    found = (
        (Indicator.COVERAGE, covered, "户"),
        *_coverage_by_origin(facts, base, year),
        (Indicator.JOINT_COUNT, joint.tasks, "次"),
        (Indicator.JOINT_HOUSEHOLDS, joint.visits, "户"),
        (Indicator.CLASS_USE, class_use.tasks if by_tasks else class_use.visits, "次"),
        (Indicator.JOINT_CLASS_USE, indicators.joint_class_use(facts, period).tasks, "次"),
        (Indicator.KEY_SHARE, emphasis_of(region, year).share, "户"),
        (
            Indicator.PUBLICATION,
            indicators.publication_rate(facts, period, clock.today()),
            "户",
        ),
    )
    note = f"另有 {left_out} 项任务经批准为特殊情况，不计" if left_out else ""
    notes = {Indicator.JOINT_COUNT: note, Indicator.JOINT_HOUSEHOLDS: note}
    return [
        standing(indicator, ratio, unit, region, year, note=notes.get(indicator, ""))
        for indicator, ratio, unit in found
    ]


def _coverage_by_origin(
    facts: Collection[Fact], base: CoverageBase, year: int
) -> Iterator[tuple[Indicator, Ratio, str]]:
    """Give the enterprises that tasks of one level above drew (R-113)."""
    for indicator, origin in BY_ORIGIN.items():
        ratio = indicators.coverage(facts, Period.year(year), base.of(indicator), origins=[origin])
        yield indicator, ratio, "户"


def departments_standing(region: Region, year: int) -> list[DepartmentStanding]:
    """Return what each inspecting body of the region has done, in the order of the register."""
    facts = facts_of(year, region.prefix)
    rows = Department.objects.filter(
        region__prefix__startswith=region.prefix, is_inspecting_body=True
    )
    return [_of_department(department, facts, Period.year(year)) for department in rows]


def _of_department(
    department: Department, facts: Iterable[Fact], period: Period
) -> DepartmentStanding:
    own = [fact for fact in facts if fact.department_id == str(department.pk)]
    return DepartmentStanding(
        department,
        tally(own, period).triple,
        indicators.publication_rate(own, period, clock.today()),
    )


def standing(
    indicator: Indicator, ratio: Ratio, unit: str, region: Region, year: int, *, note: str = ""
) -> Standing:
    """Return an indicator beside the target that binds."""
    target = binding_target(indicator, year, region)
    return Standing(
        title=str(indicator.label),
        numerator=ratio.numerator,
        denominator=ratio.denominator,
        value_bp=ratio.basis_points,
        target_bp=target.value_bp if target else None,
        unit=unit,
        note=note,
    )


class CoverageBase:
    """Of how many enterprises the coverages of a region's year are taken."""

    def __init__(self, region: Region, year: int) -> None:
        """Ask for nothing yet: whoever has targets that froze one need not count."""
        self._region, self._year = region, year

    def of(self, indicator: Indicator = Indicator.COVERAGE) -> int:
        """Return how many the target froze, or those now.

        A target by origin that froze none takes the one of the whole coverage.
        """
        for each in dict.fromkeys((indicator, Indicator.COVERAGE)):
            target = binding_target(each, self._year, self._region)
            if target and target.base_count:
                return target.base_count
        return self._existing

    @cached_property
    def _existing(self) -> int:
        """The enterprises existing now: what stands in for a base that nobody has frozen."""
        return InspectionObject.objects.filter(
            region__prefix__startswith=self._region.prefix,
            kind=ObjectKind.ENTERPRISE,
            status=RegistrationStatus.EXISTING,
        ).count()
