"""The planner's desk: what a plan would do, from the registers as they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from county import County
from django.core.cache import caches
from plan_lines import LINE
from task_station import BY_CLASS, make_inspectors, make_item, make_objects

from mingcha.orgs.models import Department, Parameter
from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion, Target
from mingcha.registers.models import ObjectFlag, RegisterEntry, Tag
from mingcha.reports.desk import counting
from mingcha.reports.desk.board import Board, Trial, board, runs_of
from mingcha.reports.desk.comparison import year_before
from mingcha.reports.desk.findings import findings
from mingcha.reports.desk.load import loads
from mingcha.reports.desk.overlaps import overlaps
from mingcha.reports.desk.pool import objects_to_draw
from mingcha.reports.desk.simulation import simulated
from mingcha.reports.desk.targets import prospects
from mingcha.reports.desk.year import lines_of_year

WHOLE = {"ratios": {"ALL": "10%"}, "no_class_reason": "专项检查"}


@pytest.fixture(autouse=True)
def before_the_year():
    with time_machine.travel("2026-12-10T08:00:00+08:00", tick=False):
        yield


@pytest.fixture
def register(county: County) -> None:
    objects = make_objects(county, 200)
    for each in objects[:120]:
        RegisterEntry.objects.create(department=county.fire, object=each)
    make_inspectors(county.market, 12)
    make_inspectors(county.fire, 3)


def plan_of(county: County, lead: str, *, year: int = 2027) -> PlanVersion:
    return create_plan(by=county.people[lead], year=year, title=f"{year}年度计划")


def written(
    county: County,
    version: PlanVersion,
    lead: str = "lead",
    *,
    cooperating: tuple[Department, ...] = (),
    **values: Any,
) -> PlanLine:
    user = county.people[lead]
    assert user.department is not None
    code = f"SX-{PlanLine.objects.count()}"
    given = LINE | {"period_from": date(2027, 3, 1), "period_to": date(2027, 11, 30)} | values
    if cooperating:
        given |= {"joint_scope": "cross_department"}
    return write_line(
        by=user,
        version=version,
        values=given,
        items=[make_item(user.department, code, f"{code}检查")],
        cooperating=cooperating,
    )


def only(found: Board):
    (each,) = found.own
    return each


def test_a_line_is_counted_over_the_register(county: County, register: None):
    written(county, plan := plan_of(county, "lead"), ratios=BY_CLASS)
    found = board(plan)
    each = only(found)
    assert found.cells.count(each.in_range) == 200
    assert {level: round(n) for level, n in each.expected.drawn.items()} == {
        "A": 3, "B": 5, "C": 10, "D": 25,
    }  # fmt: skip


def test_the_cells_count_what_can_be_drawn_one_by_one(county: County, register: None):
    line = written(county, plan := plan_of(county, "lead"), **WHOLE)
    entry = RegisterEntry.objects.filter(department=county.market).first()
    assert entry is not None
    RegisterEntry.objects.filter(pk=entry.pk).update(exclusion="停业整顿")
    sandboxed = RegisterEntry.objects.filter(department=county.market)[7].object
    ObjectFlag.objects.create(
        object=sandboxed, kind="regulatory_sandbox", since=date(2026, 1, 1), source="试点"
    )
    eligible = only(board(plan)).expected.eligible
    assert eligible == objects_to_draw(line).count() == 198


def test_who_is_drawn_by_an_earlier_line_is_not_drawn_by_a_later_one(
    county: County, register: None
):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE | {"ratios": {"ALL": "50%"}})
    written(county, plan, **WHOLE | {"ratios": {"ALL": "50%"}, "period_from": date(2027, 6, 1)})
    assert [round(each.expected.eligible) for each in board(plan).own] == [200, 100]
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    assert [round(each.expected.eligible) for each in board(plan).own] == [200, 200]


def test_a_number_that_is_not_there_is_told(county: County, register: None):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE | {"ratios": {"ALL": "250户"}})
    found = board(plan)
    assert findings(found, only(found)) == ["可抽的对象只有 200 户，比要求的少 50 户"]


def test_a_range_without_anybody_is_told(county: County, register: None):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE, object_filter={"industries": ["航天"]})
    found = board(plan)
    (told,) = findings(found, only(found))
    assert "没有范围内的存续对象" in told


def test_more_visits_than_the_cap_allows_are_told(county: County, register: None):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    plan = plan_of(county, "lead")
    for month in (3, 6):
        written(
            county, plan, **WHOLE | {"ratios": {"ALL": "60%"}, "period_from": date(2027, month, 1)}
        )
    found = board(plan)
    told = " ".join(findings(found, found.own[0]))
    assert "A类有 50 户，全年各部门合计预计超过上限 1 次" in told
    assert "D类" not in told


def test_people_who_lack_the_expertise_are_told(county: County, register: None):
    plan = plan_of(county, "lead")
    line = written(county, plan, **WHOLE)
    tag = Tag.objects.create(code="pressure", name="特种设备", kind="expertise")
    line.items.get().versions.get().required_expertise.add(tag)
    found = board(plan)
    assert findings(found, only(found)) == ["事项要求的业务专长，本部门现在没有人具备"]


def test_the_load_counts_two_officers_of_each_department(county: County, register: None):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE, cooperating=(county.fire,))
    market, fire = loads(board(plan))
    assert (market.seats, market.people, market.each) == (40, 12, 40 / 12)
    assert (fire.seats, fire.people) == (24, 3)
    assert not fire.is_short


def test_targets_are_held_against_what_all_departments_plan(county: County, register: None):
    Target.objects.create(region=county.region, year=2027, indicator="coverage", value_bp=1500)
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE, cooperating=(county.fire,))
    written(county, plan_of(county, "fire_lead"), "fire_lead", **WHOLE)
    coverage, by_draws, by_visits, class_use = prospects(board(plan))
    assert (coverage.numerator, coverage.denominator, coverage.is_met) == (31, 200, True)
    assert (by_draws.numerator, by_draws.denominator) == (1, 2)
    assert (by_visits.numerator, by_visits.denominator) == (20, 31)
    assert (class_use.numerator, class_use.denominator) == (0, 2)


def test_a_line_of_another_department_on_the_same_objects_is_suggested(
    county: County, register: None
):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    own = written(county, plan, **WHOLE)
    other = written(county, others, "fire_lead", **WHOLE | {"ratios": {"ALL": "5%"}})
    (found,) = overlaps(board(plan))
    assert (found.lead.line, found.other.line) == (other, own)
    assert found.ratios == {"ALL": "10%"}
    assert (found.joining.common, found.joining.apart, found.joining.together) == (120, 26, 12)
    assert found.joining.left_out == 80
    assert [each.joining for each in overlaps(board(others))] == [found.joining]


def test_the_higher_ratio_of_each_class_is_proposed(county: County, register: None):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    written(county, plan, ratios={"A": "1%", "B": "3%", "C": "50%", "D": "60%"})
    written(county, others, "fire_lead", **WHOLE)
    (found,) = overlaps(board(plan))
    assert found.ratios == {"A": "10%", "B": "10%", "C": "50%", "D": "60%"}


def test_what_is_joint_already_is_not_suggested(county: County, register: None):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    written(county, plan, **WHOLE, cooperating=(county.fire,))
    written(county, others, "fire_lead", **WHOLE)
    assert overlaps(board(plan)) == []


def test_the_simulation_draws_the_real_frames(county: County, register: None):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    lines = [written(county, plan, **WHOLE), written(county, others, "fire_lead", **WHOLE)]
    found = simulated(lines)
    assert found.apart == 20 + 12
    assert 20 <= found.together <= 32 - found.repeated // 2
    assert found == simulated(lines)


def test_a_line_that_is_being_written_is_tried_out(county: County, register: None):
    plan = plan_of(county, "lead")
    line = written(county, plan, **WHOLE)
    again = PlanLine(
        version=plan, line_no=line.line_no, ratios={"ALL": "20%"}, object_filter={},
        period_from=line.period_from, period_to=line.period_to,
    )  # fmt: skip
    each = only(board(plan, Trial(again, [county.fire])))
    assert round(each.expected.total) == 40
    assert only(board(plan)).expected.total == 20


def test_of_other_plans_the_version_in_force_counts(county: County, register: None):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    first = written(county, others, "fire_lead", **WHOLE)
    assert lines_of_year(plan) == [first]
    PlanVersion.objects.filter(pk=others.pk).update(state="published")
    second = PlanVersion.objects.create(
        plan=others.plan, number=2, reason="调整", drafted_by="fire_lead"
    )
    written(county, second, "fire_lead", **WHOLE)
    assert lines_of_year(plan) == [first]


def test_plans_of_other_counties_are_none_of_this_one(county: County, register: None):
    elsewhere = plan_of(county, "outsider")
    written(county, elsewhere, "outsider", **WHOLE)
    assert lines_of_year(plan_of(county, "lead")) == []


def test_a_plan_stands_beside_the_one_before(county: County, register: None):
    earlier = plan_of(county, "lead", year=2026)
    written(county, earlier, period_from=date(2026, 3, 1), period_to=date(2026, 11, 30))
    plan = plan_of(county, "lead")
    assert year_before(board(plan)) == []
    PlanVersion.objects.filter(pk=earlier.pk).update(state="published")
    written(county, plan, **WHOLE, cooperating=(county.fire,))
    rows = {row.title: (row.before, row.now, row.change) for row in year_before(board(plan))}
    assert rows["任务条数"] == (1, 1, 0)
    assert rows["其中部门联合"] == (0, 1, 1)
    assert rows["其中按信用风险分类"] == (1, 0, -1)


@pytest.mark.parametrize(
    ("frequency", "runs"),
    [("每年1次", 1), ("2次/年", 2), ("每半年1次", 2), ("每季度不少于1次", 4), (">=1", 1), ("每两年一次", 1)],
)  # fmt: skip
def test_a_frequency_says_how_often_a_year(frequency: str, runs: int):
    assert runs_of(frequency) == runs


def test_a_small_register_is_counted_anew_a_slow_one_is_kept(
    county: County, register: None, monkeypatch
):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE)
    assert only(board(plan)).expected.eligible == 200
    gone = RegisterEntry.objects.filter(department=county.market)[:50].values("pk")
    RegisterEntry.objects.filter(pk__in=gone).update(is_active=False)
    assert only(board(plan)).expected.eligible == 150
    monkeypatch.setattr(counting, "_SLOW_S", -1)
    first = board(plan)
    RegisterEntry.objects.filter(department=county.market).update(is_active=False)
    again = board(plan)
    assert (only(again).expected.eligible, again.at) == (150, first.at)
    caches["cells"].clear()
    assert only(board(plan)).expected.eligible == 0
