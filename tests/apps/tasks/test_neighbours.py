"""Officers of the neighbouring region's department come with its consent, for one task (R-060)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ceremony_case import SECRETS, Case
from county import County
from task_station import approved_task, ceremony, make_inspectors, make_line, make_objects

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.teams import replacement_fault
from mingcha.inspections.policies import certified, own_member
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector
from mingcha.tasks.actions import ceremony as steps
from mingcha.tasks.actions import comparison, drawing, issuing, neighbours, pools, teams
from mingcha.tasks.bundle_store import inspectors_by_iid, materialise
from mingcha.tasks.models import NeighbourHelp, SubTask, Task, TeamMember
from mingcha.tasks.selectors.neighbours import could_help
from mingcha.tasks.selectors.tasks import get_task
from mingcha.tasks.selectors.waiting import waiting_for
from mingcha.tasks.senders import senders_of

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"
NOTE = "城关镇 3 户，需要 2 人，11 月下旬"


@pytest.fixture
def elsewhere(county: County) -> Department:
    return Department.objects.get(region="130137")


@pytest.fixture
def task(county: County, elsewhere: Department) -> Task:
    """Two officers of the county take one object each; the neighbour has four."""
    make_objects(county, 20)
    make_inspectors(county.market, 2, capacity=1)
    make_inspectors(elsewhere, 4, certificate_no="XB", capacity=20)
    line = make_line(county, {"ALL": "20%"}, no_class_reason="试")
    return approved_task(county, line)


def part_of(task: Task) -> SubTask:
    return task.sub_tasks.select_related("task", "department").get()


def asked(county: County, task: Task, elsewhere: Department) -> NeighbourHelp:
    return neighbours.ask_help(by=county.lead, part=part_of(task), department=elsewhere, note=NOTE)


def agreed(county: County, task: Task, elsewhere: Department) -> NeighbourHelp:
    request = asked(county, task, elsewhere)
    neighbours.agree_help(by=county.outsider, request=request)
    return request


def issued(county: County, task: Task) -> Task:
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    case = Case(county, task, draw).fresh()
    steps.open_commitments(by=county.operator, draw=draw)
    for party in SECRETS:
        steps.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    steps.seal_plan(by=county.operator, draw=case.draw)
    for party, value in SECRETS.items():
        steps.reveal(by=case.user(party), draw=case.draw, r=value)
    steps.fix_seed(by=county.operator, draw=case.draw)
    drawing.draw_objects(by=county.operator, draw=case.draw)
    comparison.confirm_list(by=county.lead, sub_task=part_of(case.fresh().task))
    teams.confirm_teams(by=county.operator, task=case.fresh().task)
    issuing.issue_task(by=county.lead, task=case.fresh().task)
    return case.fresh().task


def test_without_consent_nobody_of_the_neighbour_is_frozen(
    county: County, task: Task, elsewhere: Department
):
    asked(county, task, elsewhere)
    assert set(senders_of(part_of(task))) == {county.market.pk}
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    frozen = {pk for behind in inspectors_by_iid(draw).values() for pk in behind.members}
    assert not Inspector.objects.filter(pk__in=frozen, department=elsewhere).exists()


def test_with_consent_the_neighbours_take_what_the_own_cannot_and_the_verifier_accepts_it(
    county: County, task: Task, elsewhere: Department, tmp_path: Path
):
    agreed(county, task, elsewhere)
    done = issued(county, task)
    of = list(
        TeamMember.objects.filter(object_task__task=done).values_list(
            "inspector__department", flat=True
        )
    )
    assert (of.count(county.market.pk), of.count(elsewhere.pk)) == (2, 6)
    materialise(done.draw, tmp_path / "bundle")
    (tmp_path / "bundle" / "draft.json").unlink(missing_ok=True)
    command = [sys.executable, str(VERIFIER), str(tmp_path / "bundle")]
    verdict = subprocess.run(command, check=False, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout


def test_the_consent_gives_rights_on_the_case_and_ends_with_the_task(
    county: County, task: Task, elsewhere: Department
):
    with pytest.raises(NotFound):
        get_task(county.outsider, task.pk)
    agreed(county, task, elsewhere)
    done = issued(county, task)
    assert get_task(county.outsider, task.pk) == task
    member = TeamMember.objects.filter(inspector__department=elsewhere).select_related().first()
    assert member is not None
    Inspector.objects.filter(pk=member.inspector_id).update(user=county.colleague)
    row = member.object_task
    assert own_member(county.colleague, row) == member
    assert len(certified(row.team.select_related("inspector"), row)) == 2
    assert set(senders_of(part_of(done))) == {county.market.pk, elsewhere.pk}
    spare = Inspector.objects.filter(department=elsewhere).exclude(memberships__object_task=row)
    assert replacement_fault(row, spare[0]) is None
    Task.objects.filter(pk=task.pk).update(state="done")
    assert set(senders_of(part_of(task))) == {county.market.pk}


def test_the_neighbours_lead_answers_and_nobody_else(
    county: County, task: Task, elsewhere: Department
):
    request = asked(county, task, elsewhere)
    assert [to_do for to_do in waiting_for(county.outsider) if "答复支援请求" in to_do.title]
    for stranger in (county.lead, county.fire_lead):
        with pytest.raises(NotFound):
            neighbours.agree_help(by=stranger, request=request)
    with pytest.raises(DomainError, match="理由"):
        neighbours.refuse_help(by=county.outsider, request=request, reason=" ")
    neighbours.refuse_help(by=county.outsider, request=request, reason="本县专项检查期间抽不出人")
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("refused", "outsider")
    assert not [to_do for to_do in waiting_for(county.outsider) if "支援" in to_do.title]
    events = AuditEvent.objects.filter(type="task.help").order_by("pk")
    assert [event.body["action"] for event in events] == ["ask_help", "refuse_help"]
    assert events[1].body["reason"] == "本县专项检查期间抽不出人"
    with pytest.raises(DomainError, match="不能支援"):
        neighbours.agree_help(by=county.outsider, request=request)
    assert asked(county, task, elsewhere).state == "asked"


def test_only_neighbours_of_the_line_are_asked_and_once(
    county: County, task: Task, elsewhere: Department
):
    assert list(could_help(part_of(task))) == [elsewhere]
    for department in (county.fire, county.market):
        with pytest.raises(DomainError, match="相邻地区"):
            neighbours.ask_help(
                by=county.lead, part=part_of(task), department=department, note=NOTE
            )
    asked(county, task, elsewhere)
    with pytest.raises(DomainError, match="相邻地区"):
        asked(county, task, elsewhere)
    with pytest.raises(NotFound):
        neighbours.ask_help(
            by=county.fire_lead, part=part_of(task), department=elsewhere, note=NOTE
        )


def test_a_request_says_what_for_and_by_whom_it_may_be_made(
    county: County, task: Task, elsewhere: Department
):
    part = part_of(task)
    with pytest.raises(DomainError, match="多少人"):
        neighbours.ask_help(by=county.lead, part=part, department=elsewhere, note=" ")
    with pytest.raises(Forbidden):
        neighbours.ask_help(by=county.reviewer, part=part, department=elsewhere, note=NOTE)
    Task.objects.filter(pk=task.pk).update(matching="person")
    with pytest.raises(DomainError, match="匹配方式"):
        neighbours.ask_help(by=county.lead, part=part_of(task), department=elsewhere, note=NOTE)


@pytest.mark.parametrize("by", ["lead", "outsider"])
def test_an_agreement_ends_before_the_freeze_and_stands_after_it(
    county: County, task: Task, elsewhere: Department, by: str
):
    request = agreed(county, task, elsewhere)
    neighbours.withdraw_help(by=getattr(county, by), request=request)
    assert set(senders_of(part_of(task))) == {county.market.pk}
    request = agreed(county, task, elsewhere)
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    with pytest.raises(DomainError, match="已经冻结"):
        neighbours.withdraw_help(by=getattr(county, by), request=request)
    with pytest.raises(DomainError, match="已经冻结"):
        asked(county, task, elsewhere)


def test_the_neighbour_cannot_withdraw_what_it_was_only_asked(
    county: County, task: Task, elsewhere: Department
):
    request = asked(county, task, elsewhere)
    with pytest.raises(NotFound):
        neighbours.withdraw_help(by=county.outsider, request=request)
