"""What a city draws falls into shares of the counties, each with a state of its own (R-041, R-066)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from city import make_city
from county import County
from shared_case import HALF, Shared, drawn_case, shared_case
from standing import Standing
from task_station import make_line

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector
from mingcha.tasks.actions import comparison, departures, issuing, teams
from mingcha.tasks.actions.creating import create_task_from_line
from mingcha.tasks.bundle_store import materialise
from mingcha.tasks.models import SubTask, Task, TeamMember
from mingcha.tasks.selectors.comparison import (
    comparing_parts,
    get_part,
    own_rows,
    visible_parts,
)
from mingcha.tasks.selectors.departures import visible_departures
from mingcha.tasks.selectors.shares import share_standings
from mingcha.tasks.selectors.tasks import get_task
from mingcha.tasks.selectors.teams import empty_slots
from mingcha.tasks.selectors.waiting import waiting_for
from mingcha.tasks.shares import require_one_share_each

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"


STANDING = {
    "drawn": drawn_case,
}


@pytest.fixture
def drawn(standing: Standing) -> Shared:
    return standing.made


def compared(drawn: Shared) -> None:
    comparison.confirm_list(by=drawn.county.lead, sub_task=drawn.share(drawn.county.market))
    comparison.confirm_list(by=drawn.outsider, sub_task=drawn.share(drawn.other))


def test_every_drawn_object_goes_to_the_county_where_it_lies(drawn: Shared):
    own, other = drawn.share(drawn.county.market), drawn.share(drawn.other)
    assert {own.share_of, other.share_of} == {drawn.share(drawn.city.market)}
    assert own.object_tasks.count() + other.object_tasks.count() == 45
    prefixes = set(own.object_tasks.values_list("object__region__prefix", flat=True))
    assert all(prefix.startswith("130136") for prefix in prefixes)
    assert set(other.object_tasks.values_list("object__region", flat=True)) == {"130137"}
    assert [item.pk for item in own.items.all()] == [
        item.pk for item in drawn.share(drawn.city.market).items.all()
    ]
    event = AuditEvent.objects.get(type="task.handed_down").body
    assert sum(event["households"]) == 45
    assert event["departments"] == ["澄川县市场监督管理局", "清禾县市场监督管理局"]


def test_each_county_has_a_state_of_its_own(drawn: Shared):
    assert drawn.share(drawn.city.market).state == "cosigned"
    assert drawn.share(drawn.other).state == "handed_down"
    own = drawn.share(drawn.county.market)
    comparison.confirm_list(by=drawn.county.lead, sub_task=own)
    assert drawn.share(drawn.county.market).state == "compared"
    assert drawn.task.state == "objects_drawn"
    assert [each.state for each in share_standings(drawn.task)] == ["已比对名单", "已下派待比对"]
    own.object_tasks.update(state="visiting")
    assert share_standings(drawn.task)[0].state == "已比对名单"
    own.object_tasks.update(state="recorded")
    assert share_standings(drawn.task)[0].state == "检查中"
    own.object_tasks.update(state="published")
    assert share_standings(drawn.task)[0].is_over


def test_the_counties_compare_and_the_city_does_not(drawn: Shared):
    waiting = {part.department for part in comparing_parts(drawn.task)}
    assert waiting == {drawn.county.market, drawn.other}
    own = drawn.share(drawn.county.market)
    with pytest.raises(Forbidden):
        comparison.confirm_list(by=drawn.city.lead, sub_task=own)
    with pytest.raises(Forbidden):
        comparison.confirm_list(by=drawn.outsider, sub_task=own)
    row = own_rows(own)[0]
    comparison.mark_not_mine(by=drawn.county.lead, object_task=row, reason="已迁往外县")
    compared(drawn)
    assert drawn.task.state == "list_compared"
    assert not row.team.exists()


def test_a_county_sees_its_share_and_no_other(drawn: Shared):
    assert get_task(drawn.county.lead, drawn.task.pk) == drawn.task
    draw, county = drawn.case.draw, drawn.county
    assert get_part(county.lead, draw.pk, county.market.pk).department == county.market
    with pytest.raises(NotFound):
        get_part(county.lead, draw.pk, drawn.other.pk)
    with pytest.raises(NotFound):
        get_part(county.fire_lead, draw.pk, county.market.pk)
    assert get_part(drawn.city.lead, draw.pk, drawn.other.pk).department == drawn.other


def test_the_comparison_waits_on_the_countys_desk_until_it_is_handed_in(drawn: Shared):
    waiting = [to_do.title for to_do in waiting_for(drawn.county.lead)]
    assert [title for title in waiting if title.startswith("比对名单")]
    assert not [each for each in waiting_for(drawn.city.lead) if each.title.startswith("比对")]
    compared(drawn)
    assert not [each for each in waiting_for(drawn.county.lead) if each.title.startswith("比对")]


def test_the_comparison_tells_what_the_countys_own_register_lacks(drawn: Shared):
    rows = own_rows(drawn.share(drawn.county.market))
    assert not any(row.is_known for row in rows)


def test_from_the_shares_to_the_issued_task_and_both_verifiers_would_accept_it(
    drawn: Shared, tmp_path: Path
):
    compared(drawn)
    teams.confirm_teams(by=drawn.city.operator, task=drawn.task)
    issuing.issue_task(by=drawn.city.lead, task=drawn.task)
    members = TeamMember.objects.filter(object_task__sub_task=drawn.share(drawn.county.market))
    assert members.exists()
    assert not members.filter(inspector__department=drawn.city.market).exists()
    materialise(drawn.case.draw, tmp_path / "bundle")
    (tmp_path / "bundle" / "draft.json").unlink(missing_ok=True)
    command = [sys.executable, str(VERIFIER), str(tmp_path / "bundle")]
    verdict = subprocess.run(command, check=False, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout


def test_a_countys_head_sends_its_own_and_the_citys_head_anybody(drawn: Shared):
    compared(drawn)
    row = drawn.share(drawn.county.market).object_tasks.first()
    assert row is not None
    drawn_by_lot = list(row.team.values_list("inspector", flat=True))
    row.team.all().delete()
    ground = {"basis": "《行政处罚法》第四十二条", "reason": "无人可派"}
    foreign = Inspector.objects.filter(department=drawn.other).first()
    others = Inspector.objects.exclude(pk__in=drawn_by_lot)
    own = others.filter(department=drawn.county.market).first()
    assert foreign is not None
    assert own is not None
    with pytest.raises(DomainError, match="只能委派本部门的人员"):
        teams.assign_directly(by=drawn.county.head, object_task=row, inspector=foreign, **ground)
    with pytest.raises(Forbidden):
        teams.assign_directly(by=drawn.outsider, object_task=row, inspector=foreign, **ground)
    teams.assign_directly(by=drawn.county.head, object_task=row, inspector=own, **ground)
    teams.assign_directly(by=drawn.city.head, object_task=row, inspector=foreign, **ground)
    assert not empty_slots(row)


def test_objects_of_a_county_without_such_a_department_stay_with_the_city(county: County):
    county.market.is_inspecting_body = False
    county.market.save()
    drawn = drawn_case(county)
    assert not SubTask.objects.filter(department=county.market).exists()
    own = drawn.share(drawn.city.market)
    assert set(own.object_tasks.values_list("object__region__prefix", flat=True)) <= {
        town.prefix for town in county.towns
    }
    assert drawn.city.market in {part.department for part in comparing_parts(drawn.task)}


@pytest.mark.parametrize("mode", ["city_city"])
def test_a_city_that_inspects_itself_hands_nothing_down(county: County, mode: str):
    drawn = drawn_case(county, mode)
    assert drawn.task.sub_tasks.count() == 1
    comparison.confirm_list(by=drawn.city.lead, sub_task=drawn.share(drawn.city.market))
    assert drawn.task.state == "list_compared"


def test_a_countys_office_reads_its_own_countys_list_alone(drawn: Shared):
    office, draw = drawn.county.office, drawn.case.draw
    assert list(visible_parts(office, draw)) == [drawn.share(drawn.county.market)]
    with pytest.raises(NotFound):
        get_part(office, draw.pk, drawn.other.pk)


def test_two_departments_above_the_same_counties_do_not_draw_together(county: County):
    city = make_city(county)
    twin = Department.objects.create(
        region=city.region,
        line=city.market.line,
        code="SCJG-2",
        name="市市场监管综合执法支队",
        short_name="执法支队",
        is_inspecting_body=True,
    )
    line = make_line(city, HALF, mode="city_draw_county_inspect", no_class_reason="试")
    line.cooperating.set([twin])
    with pytest.raises(DomainError, match="不能在一次任务里分到两份"):
        create_task_from_line(by=city.lead, line=line, disclosing="immediate")
    assert not Task.objects.exists()


def test_two_that_became_so_are_told_before_the_pool_is_frozen(county: County):
    made = shared_case(county)
    task = Task.objects.get(pk=made.task.pk)
    twin = Department.objects.create(
        region=made.city.region,
        line=made.city.market.line,
        code="SCJG-2",
        name="市市场监管综合执法支队",
        short_name="执法支队",
        is_inspecting_body=True,
    )
    SubTask.objects.create(task=task, department=twin, frame="TWIN", state="cosigned")
    with pytest.raises(DomainError, match="两份"):
        require_one_share_each(task)


def test_where_both_levels_inspect_a_team_has_officers_of_both(county: County):
    drawn = drawn_case(county, "city_county_joint")
    compared(drawn)
    share = drawn.share(county.market)
    assert share.team_size == 4
    for row in share.object_tasks.all():
        of = list(row.team.values_list("inspector__department", flat=True))
        assert of.count(drawn.city.market.pk) == 2
        assert len(of) == 4
    teams.confirm_teams(by=drawn.city.operator, task=drawn.task)


def test_the_citys_place_on_such_a_team_is_not_filled_from_the_county(county: County):
    drawn = drawn_case(county, "city_county_joint")
    compared(drawn)
    row = drawn.share(county.market).object_tasks.first()
    assert row is not None
    row.team.filter(inspector__department=drawn.city.market).delete()
    sitting = row.team.values("inspector")
    own = Inspector.objects.filter(department=county.market).exclude(pk__in=sitting).first()
    assert own is not None
    ground = {"basis": "《行政处罚法》第四十二条", "reason": "无人可派"}
    with pytest.raises(DomainError, match="属于另一级部门"):
        teams.assign_directly(by=county.head, object_task=row, inspector=own, **ground)


def test_who_follows_an_object_goes_to_the_share_of_its_own_county(drawn: Shared):
    compared(drawn)
    row = drawn.share(drawn.county.market).object_tasks.first()
    assert row is not None
    departure = departures.ask_object_departure(
        by=drawn.county.lead, object_task=row, reason="deregistered", facts="登记机关已注销"
    )
    departures.decide_departure(
        by=drawn.city.head, departure=departure, approved=True, reason="同意"
    )
    departure.refresh_from_db()
    assert departure.successor is not None
    came = drawn.task.object_tasks.get(object=departure.successor)
    prefix = departure.successor.region.prefix
    assert prefix.startswith(came.sub_task.department.region.prefix)
    assert came.sub_task.share_of == drawn.share(drawn.city.market)


def test_the_countys_head_decides_that_an_officer_leaves_and_other_counties_do_not_see_it(
    drawn: Shared,
):
    compared(drawn)
    share = drawn.share(drawn.county.market)
    member = TeamMember.objects.filter(
        object_task__sub_task=share, inspector__department=drawn.county.market
    ).first()
    assert member is not None
    Inspector.objects.filter(pk=member.inspector_id).update(state="on_leave")
    member.inspector.refresh_from_db()
    departure = departures.ask_officer_departure(by=drawn.county.lead, member=member)
    assert departure in visible_departures(drawn.county.lead, drawn.case.draw)
    assert departure not in visible_departures(drawn.outsider, drawn.case.draw)
    with pytest.raises(Forbidden):
        departures.decide_departure(
            by=drawn.city.head, departure=departure, approved=True, reason="同意"
        )
    departures.decide_departure(
        by=drawn.county.head, departure=departure, approved=True, reason="同意"
    )
    assert not TeamMember.objects.filter(
        object_task__task=drawn.task, inspector=member.inspector
    ).exists()
