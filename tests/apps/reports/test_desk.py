"""The planner's desk: what a plan would do, from the registers as they are."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from county import County
from django.core.cache import caches
from plan_lines import plan_of, written
from pool_case import sent_out
from task_station import BY_CLASS, make_inspectors, make_objects

from mingcha.foundation import clock
from mingcha.orgs.models import Department, Parameter
from mingcha.plans.actions.caps import set_cap
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion, Target
from mingcha.registers.models import ItemVersion, ObjectFlag, RegisterEntry, Tag
from mingcha.reports.desk import counting
from mingcha.reports.desk.board import Board, Trial, board
from mingcha.reports.desk.caps import CapsOnDesk
from mingcha.reports.desk.comparison import year_before
from mingcha.reports.desk.emphasis import emphasis
from mingcha.reports.desk.findings import findings
from mingcha.reports.desk.load import loads
from mingcha.reports.desk.overlaps import overlaps
from mingcha.reports.desk.pool import objects_to_draw
from mingcha.reports.desk.simulation import simulated
from mingcha.reports.desk.targets import prospects
from mingcha.reports.desk.year import lines_of_year
from mingcha.tasks.models import Draw, ObjectTask, Task

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


def test_a_class_that_is_drawn_twice_a_year_counts_twice(county: County, register: None):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    often = {"C": "每半年1次", "D": "每季度1次"}
    written(county, plan := plan_of(county, "lead"), ratios=BY_CLASS, frequencies=often)
    each = only(board(plan))
    assert {level: round(n) for level, n in each.expected.drawn.items()} == {
        "A": 3, "B": 5, "C": 20, "D": 100,
    }  # fmt: skip
    assert each.planned.runs == 4


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
    assert findings(found, CapsOnDesk(found), only(found)) == [
        "可抽的对象只有 200 户，比要求的少 50 户"
    ]


def test_a_range_without_anybody_is_told(county: County, register: None):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE, object_filter={"industries": ["航天"]})
    found = board(plan)
    (told,) = findings(found, CapsOnDesk(found), only(found))
    assert "没有范围内的存续对象" in told


def test_more_visits_than_the_cap_allows_are_told(county: County, register: None):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    plan = plan_of(county, "lead")
    for month in (3, 6):
        written(
            county, plan, **WHOLE | {"ratios": {"ALL": "60%"}, "period_from": date(2027, month, 1)}
        )
    found = board(plan)
    told = " ".join(findings(found, CapsOnDesk(found), found.own[0]))
    assert "A类有 50 户，全年各部门合计预计超过上限 1 次" in told
    assert "D类" not in told


def test_people_who_lack_the_expertise_are_told(county: County, register: None):
    plan = plan_of(county, "lead")
    line = written(county, plan, **WHOLE)
    tag = Tag.objects.create(code="pressure", name="特种设备", kind="expertise")
    line.items.get().versions.get().required_expertise.add(tag)
    found = board(plan)
    assert findings(found, CapsOnDesk(found), only(found)) == [
        "事项要求的业务专长，本部门现在没有人具备"
    ]


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
    found = {row.title: row for row in prospects(board(plan))}
    coverage, by_draws = found["企业抽查覆盖率"], found["部门联合抽查次数占比"]
    by_visits, class_use = found["部门联合抽查户数占比"], found["信用风险分类应用率"]
    assert (coverage.numerator, coverage.denominator, coverage.is_met) == (31, 200, True)
    assert (by_draws.numerator, by_draws.denominator) == (1, 2)
    assert (by_visits.numerator, by_visits.denominator) == (20, 31)
    assert (class_use.numerator, class_use.denominator) == (0, 2)


def test_what_the_city_draws_here_is_told_apart(county: County, register: None):
    version = plan_of(county, "lead")
    plan = AnnualPlan.objects.create(
        department=Department.objects.create(
            code="SCJG", name="市局", short_name="市局", line=county.market.line,
            region=county.region.parent,
        ),
        region=county.region.parent,
        year=2027,
        title="市局计划",
    )  # fmt: skip
    above = PlanVersion.objects.create(plan=plan, number=1, state="published", drafted_by="city")
    for entry in RegisterEntry.objects.filter(department=county.market)[:100]:
        RegisterEntry.objects.create(department=plan.department, object=entry.object)
    PlanLine.objects.create(
        version=above,
        line_no=1,
        name="市抽县查",
        ratios={"ALL": "10%"},
        period_from=date(2027, 3, 1),
        period_to=date(2027, 11, 30),
    )
    Target.objects.create(
        region=county.region, year=2027, indicator="coverage_city", value_bp=100, base_count=1000
    )
    found = {row.title: row for row in prospects(board(version))}
    city = found["企业抽查覆盖率（市级抽取）"]
    assert (city.numerator, city.denominator, city.is_met) == (10, 1000, True)
    province = found["企业抽查覆盖率（省级抽取）"]
    assert (province.numerator, province.denominator, province.is_met) == (0, 200, None)


def test_joint_lines_by_class_are_of_all_joint_lines(county: County, register: None):
    plan = plan_of(county, "lead")
    written(county, plan, ratios=BY_CLASS, cooperating=(county.fire,), frequency="每年3次")
    written(county, plan, **WHOLE, cooperating=(county.fire,))
    written(county, plan, ratios=BY_CLASS)
    found = {row.title: row for row in prospects(board(plan))}
    share = found["部门联合抽查信用风险分类应用率"]
    assert (share.numerator, share.denominator) == (3, 4)


def test_key_lines_are_held_against_their_weight_and_the_target(county: County, register: None):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    Target.objects.create(region=county.region, year=2027, indicator="key_share", value_bp=4000)
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE)
    heavy = written(county, plan, **WHOLE | {"ratios": {"ALL": "15%"}}, weight=2)
    item = written(county, plan, **WHOLE | {"ratios": {"ALL": "5%"}})
    ItemVersion.objects.filter(item__in=item.items.all()).update(item_class="key")
    found = emphasis(board(plan))
    assert (found.key_lines, found.general_lines) == (2, 1)
    assert (found.key, found.general) == (40, 20)
    assert found.standing.value_bp == 6666
    assert found.standing.is_met is True
    (lagging,) = found.lagging
    assert (lagging.line.line, lagging.rate_bp, lagging.wanted_bp) == (heavy, 1500, 2000)
    PlanLine.objects.filter(pk=heavy.pk).update(ratios={"ALL": "20%"})
    assert emphasis(board(plan)).lagging == []


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


def test_a_joint_line_draws_each_class_as_often_as_one_of_the_two(county: County, register: None):
    plan, others = plan_of(county, "lead"), plan_of(county, "fire_lead")
    often = {"frequencies": {"D": "每半年1次"}}
    written(county, plan, ratios=dict.fromkeys("ABCD", "10%"), **often)
    written(county, others, "fire_lead", **WHOLE)
    (found,) = overlaps(board(plan))
    assert found.lead.department == county.fire  # whose 120 objects are 30 of each class
    assert (found.joining.apart, found.joining.together) == (25 + 12, 3 * 3 + 3 * 2)


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


def test_visits_that_were_made_count_towards_a_cap_and_drawn_lines_are_over(
    county: County, register: None
):
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    plan = plan_of(county, "lead")
    line = written(county, plan, **WHOLE | {"ratios": {"ALL": "60%"}})
    set_cap(
        by=county.office,
        title="一年两次",
        max_visits=2,
        basis="澄双随办〔2026〕3号",
        since=date(2026, 1, 1),
        window="year",
    )
    Parameter.objects.create(
        key="cap.visits_per_year", value=dict.fromkeys("ABCD", 2), region=county.region
    )
    told = "全年预计超过“一年两次”的 2 次"
    general = "1 户，全年各部门合计预计超过上限 2 次"
    visited = RegisterEntry.objects.filter(department=county.market)[3].object
    with time_machine.travel("2027-07-01T08:00:00+08:00", tick=False):
        assert not _beyond(plan)
        for _ in range(2):
            sent_out(county, visited, "published", year=2027)
        assert [f"D类有 {general}", f"1 户{told}"] == _beyond(plan)
        task = ObjectTask.objects.first().task
        Task.objects.filter(pk=task.pk).update(plan_line=line)
        Draw.objects.create(
            task=task,
            draw_id="130136-2027-0001",
            reveal_by=clock.now(),
            frozen_by="operator",
            drawn_at=clock.now(),
        )
        assert not _beyond(plan)


def test_a_window_of_twelve_months_looks_back_from_the_plans_first_line(
    county: County, register: None
):
    plan = plan_of(county, "lead")
    written(county, plan, **WHOLE | {"ratios": {"ALL": "60%"}})
    rule = {"basis": "澄双随办〔2026〕3号", "since": date(2026, 1, 1), "max_visits": 1}
    set_cap(by=county.office, title="自然年", window="year", **rule)
    set_cap(by=county.office, title="十二个月", window="twelve_months", **rule)
    visited = RegisterEntry.objects.filter(department=county.market)[3].object
    for day, found in (("2026-02-27", []), ("2026-09-10", ["1 户全年预计超过“十二个月”的 1 次"])):
        sent = sent_out(county, visited, "published", year=2026)
        moment = datetime.fromisoformat(f"{day}T09:00+08:00")
        Draw.objects.create(
            task=sent.task,
            draw_id=f"130136-2026-{sent.task.pk:04d}",
            reveal_by=moment,
            frozen_by="operator",
            drawn_at=moment,
        )
        assert [told for told in _beyond(plan) if told.startswith("1 户")] == found


def _beyond(plan: PlanVersion) -> list[str]:
    found = board(plan)
    told = [clause.split("，请")[0] for clause in findings(found, CapsOnDesk(found), only(found))]
    return [clause for clause in told if "预计超过" in clause]
