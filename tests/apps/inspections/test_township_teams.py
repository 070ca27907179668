"""A township's enforcement team (乡镇综合执法机构) is drawn, goes there and enters what it found (R-146)."""

from __future__ import annotations

import pytest
from county import County
from matching_case import drawn
from task_station import SCHEME, WHOLE, make_inspectors, make_station

from mingcha.inspections.actions.answers import judge_item
from mingcha.inspections.actions.confirming import confirm_record, submit_record
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.actions.visits import start_visit
from mingcha.orgs.models import Unit
from mingcha.registers.models import Inspector
from mingcha.tasks.actions import creating, deciding, issuing, schemes, teams
from mingcha.tasks.models import ObjectTask, Task, TeamMember


@pytest.fixture
def team(county: County) -> Unit:
    """Two officers of 城关镇, 韩雪 and 杨柳, who have accounts."""
    made = Unit.objects.create(
        department=county.market,
        name="城关镇综合执法队",
        kind="township_team",
        region=county.towns[1],
    )
    make_inspectors(county.market, 2, unit=made, region=county.region)
    people = Inspector.objects.filter(unit=made)
    for one, user in zip(people, (county.inspector, county.colleague), strict=True):
        Inspector.objects.filter(pk=one.pk).update(user=user, name=user.name)
    return made


def issued(county: County, team: Unit) -> Task:
    task = creating.create_task_from_line(by=county.lead, line=make_station(county, ratios=WHOLE))
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2, units=[team])
    schemes.submit_scheme(by=county.lead, task=task)
    deciding.approve_task(by=county.head, task=task)
    task.refresh_from_db()
    task = drawn(county, task).task
    teams.confirm_teams(by=county.operator, task=task)
    issuing.issue_task(by=county.lead, task=task)
    return task


def test_the_township_team_alone_is_drawn_and_enters_the_results(county: County, team: Unit):
    task = issued(county, team)
    members = TeamMember.objects.filter(object_task__task=task)
    assert set(members.values_list("inspector__unit", flat=True)) == {team.pk}
    visited = ObjectTask.objects.filter(task=task).first()
    record = start_visit(
        by=county.inspector,
        object_task=visited,
        methods=["on_site"],
        present=list(visited.team.values_list("pk", flat=True)),
        certificate_shown=True,
    )
    for each in record.item_results.all():
        judge_item(
            by=county.inspector,
            object_task=visited,
            item_result=each,
            outcome="no_problem",
            note="",
        )
    conclude(
        by=county.inspector,
        object_task=visited,
        result="no_problem",
        methods=["on_site"],
        acknowledgement="signed",
    )
    for user in (county.inspector, county.colleague):
        confirm_record(by=user, object_task=visited)
    submit_record(by=county.inspector, object_task=visited)
    visited.refresh_from_db()
    assert (visited.state, visited.record.result) == ("in_review", "no_problem")
