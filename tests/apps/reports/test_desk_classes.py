"""The desk of departments that draw by classes of their own (R-054, G-4)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County
from plan_lines import plan_of, written
from task_station import BY_CLASS, make_objects

from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.modes import usual_mode
from mingcha.registers.models import InspectionObject, RegisterEntry, RiskClass, RiskScheme
from mingcha.reports.desk.board import board
from mingcha.reports.desk.caps import CapsOnDesk
from mingcha.reports.desk.overlaps import better_of, overlaps
from mingcha.reports.desk.simulation import simulated
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.pool_query import candidates

BY_FIRE_CLASS = {"A": "50%", "B": "20%", "C": "10%"}


@pytest.fixture(autouse=True)
def before_the_year():
    with time_machine.travel("2026-12-10T08:00:00+08:00", tick=False):
        yield


@pytest.fixture
def scheme(county: County) -> RiskScheme:
    """Fire draws by a scheme of its own: 30 objects A, 20 B, 70 of no class, which count as C."""
    made = RiskScheme.objects.create(
        code="fire", name="火灾风险", levels=["C", "B", "A"], is_generic=False
    )
    for key, value in (("risk.scheme", "fire"), ("risk.default_level", "C")):
        Parameter.objects.create(
            key=key, region=county.fire.region, department=county.fire, value=value
        )
    objects = make_objects(county, 200)
    RegisterEntry.objects.bulk_create(
        RegisterEntry(department=county.fire, object=each) for each in objects[:120]
    )
    given = [(each, "B", date(2024, 5, 1)) for each in objects[:30]]
    given += [(each, "A", date(2026, 1, 5)) for each in objects[:30]]
    given += [(each, "B", date(2026, 1, 5)) for each in objects[30:50]]
    RiskClass.objects.bulk_create(
        RiskClass(object=each, scheme=made, level=level, as_of=day) for each, level, day in given
    )
    return made


def test_a_line_is_counted_by_the_departments_own_classes(county: County, scheme: RiskScheme):
    plan = plan_of(county, "fire_lead")
    written(county, plan, "fire_lead", ratios=BY_FIRE_CLASS)
    (each,) = board(plan).own
    drawn = {level: round(number) for level, number in each.expected.drawn.items()}
    assert drawn == {"A": 15, "B": 4, "C": 7}
    other = plan_of(county, "lead")
    written(county, other, "lead", ratios=BY_CLASS)
    (generic,) = board(other).own
    drawn = {level: round(number) for level, number in generic.expected.drawn.items()}
    assert drawn == {"A": 3, "B": 5, "C": 10, "D": 25}


def test_the_desk_counts_the_strata_that_the_pool_has(county: County, scheme: RiskScheme):
    plan = plan_of(county, "fire_lead")
    written(county, plan, "fire_lead", ratios=BY_FIRE_CLASS)
    (each,) = board(plan).own
    sizes = board(plan).cells.sizes
    on_desk = {s.level: sum(sizes[c] for c in s.cells) for s in each.planned.strata}
    task = Task(
        pk=1,
        lead_department=county.fire,
        region=county.region,
        year=2026,
        mode=usual_mode(county.fire),
        source="plan",
        ratios=BY_FIRE_CLASS,
        risk_scheme="fire",
    )
    part = SubTask(task=task, department=county.fire, is_lead=True, frame="XFJY")
    rows = candidates(part, date(2026, 12, 10)).values_list("stratum", flat=True)
    pool = list(rows)
    assert on_desk == {level: pool.count(level) for level in BY_FIRE_CLASS} == {
        "A": 30, "B": 20, "C": 70,
    }  # fmt: skip


def test_a_class_without_a_cap_of_its_own_has_the_highest(county: County, scheme: RiskScheme):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    Parameter.objects.create(key="cap.visits_per_year", value={"A": 1, "D": 2})
    plan = plan_of(county, "fire_lead")
    for month in (3, 6):
        written(
            county, plan, "fire_lead",
            ratios={"A": "60%", "B": "60%", "C": "60%"}, period_from=date(2027, month, 1),
        )  # fmt: skip
    found = board(plan)
    assert CapsOnDesk(found).by_class(found.own[0]) == {"A": (30, 1)}


def test_who_has_no_class_counts_under_a_default_of_another_scheme(
    county: County, scheme: RiskScheme
):
    Parameter.objects.filter(key="risk.default_level").update(value="3")
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    Parameter.objects.create(key="cap.visits_per_year", value={"A": 1, "D": 2})
    InspectionObject.objects.update(risk_level="")
    plan = plan_of(county, "fire_lead")
    of_all = {"ratios": {"ALL": "90%"}, "no_class_reason": "专项检查"}
    for month in (3, 6, 9):
        written(county, plan, "fire_lead", **of_all, period_from=date(2027, month, 1))
    found = board(plan)
    assert CapsOnDesk(found).by_class(found.own[0]) == {"3": (120, 2)}


def test_lines_by_the_classes_of_two_schemes_are_not_joined(county: County, scheme: RiskScheme):
    plan, others = plan_of(county, "fire_lead"), plan_of(county, "lead")
    written(county, plan, "fire_lead", ratios=BY_FIRE_CLASS)
    written(county, others, "lead", ratios=BY_CLASS)
    found = board(plan)
    assert overlaps(found) == []
    with pytest.raises(NotFound):
        better_of(found, found.own[0], found.others[0])


def test_who_draws_by_class_leads_who_draws_of_all(county: County, scheme: RiskScheme):
    plan, others = plan_of(county, "fire_lead"), plan_of(county, "lead")
    own = written(county, plan, "fire_lead", ratios=BY_FIRE_CLASS)
    of_all = {"ratios": {"ALL": "30%"}, "no_class_reason": "专项检查"}
    other = written(county, others, "lead", **of_all)
    (found,) = overlaps(board(plan))
    assert (found.lead.line, found.other.line) == (own, other)
    assert found.ratios == {"C": "30%", "B": "30%", "A": "50%"}


def test_the_simulation_draws_by_the_departments_own_classes(county: County, scheme: RiskScheme):
    plan = plan_of(county, "fire_lead")
    line = written(county, plan, "fire_lead", ratios=BY_FIRE_CLASS)
    assert simulated([line]).apart == 15 + 4 + 7
