"""Formed teams are drawn as one: both verifiers accept it, and nobody goes who may not (R-060)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from ceremony_case import Case
from certificates import certificates_end
from county import County
from formed_case import formed, team_facts, teams_of_two
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matching_case import approved, drawn
from standing import Standing
from task_station import TODAY

from mingcha.core.draw.verification import verify
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.formed_teams import change_team
from mingcha.registers.models import InspectionObject, Inspector, InspectorAbsence, Recusal, Tag
from mingcha.reports.selectors.soundness_of_inputs import input_faults
from mingcha.tasks.actions import departures, teams
from mingcha.tasks.behind import Behind
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.bundle_store import inspectors_by_iid
from mingcha.tasks.frozen_staff import frozen_recusals, frozen_staff
from mingcha.tasks.models import Departure, LogEntry, ObjectTask, SubTask, Task, TeamMember
from mingcha.tasks.selectors.departures import could_come
from mingcha.tasks.selectors.teams import empty_slots, incomplete, plan_of

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"


def drawn_by_teams(county: County) -> Case:
    task = approved(county, "formed")
    teams_of_two(county)
    return drawn(county, task)


STANDING = {"task": lambda county: approved(county, "formed"), "case": drawn_by_teams}


@pytest.fixture
def task(standing: Standing) -> Task:
    return standing.made


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


def sitting_as_drawn(case: Case) -> list[set[int]]:
    rows = ObjectTask.objects.filter(task=case.task)
    return [set(row.team.values_list("inspector", flat=True)) for row in rows]


def both_verifiers_accept(case: Case) -> None:
    with bundle_of(case.draw) as folder:
        assert not any(verdict.fault for verdict in verify(folder))
        (folder.path / "draft.json").unlink(missing_ok=True)
        command = [sys.executable, str(VERIFIER), str(folder.path)]
        told = subprocess.run(command, check=False, capture_output=True, text=True)
        assert told.returncode == 0, told.stdout
        (folder.path / "inspectors.tsv").write_bytes(
            (folder.path / "inspectors.tsv").read_bytes().replace(b"\t13", b"\t14", 1)
        )
        told = subprocess.run(command, check=False, capture_output=True, text=True)
        assert told.returncode != 0


def test_a_team_goes_as_one_and_both_verifiers_accept_it(case: Case):
    whole = {frozenset(who.members) for who in inspectors_by_iid(case.draw).values()}
    assert len(whole) == 6
    assert not incomplete(case.task).exists()
    assert all(frozenset(team) in whole for team in sitting_as_drawn(case))
    assert len(plan_of(case.draw).assignment.slots) == 1
    for row in ObjectTask.objects.filter(task=case.task):
        first, second = row.team.all()
        assert (first.slot, first.seat, second.slot, second.seat) == (0, 0, 0, 1)
        assert first.formed_team == second.formed_team
        assert (first.is_leader, second.is_leader) == (True, False)
        assert first.formed_team.members.get(is_leader=True).inspector == first.inspector
    both_verifiers_accept(case)


def test_the_person_of_a_team_commits_to_all_members_and_a_swap_is_found(case: Case):
    assert list(input_faults(case.draw)) == []
    kept = case.draw.files.get(path="private/iids.json")
    people = json.loads(bytes(kept.content))
    iid = next(iter(people))
    other = Inspector.objects.exclude(pk__in=people[iid]["members"]).first()
    people[iid]["members"][0] = other.pk
    faults = swapped(case, json.dumps(people).encode())
    assert any(iid in fault for fault in faults)


def swapped(case: Case, content: bytes) -> list[str]:
    from unittest import mock

    from mingcha.reports.selectors import soundness_of_inputs as soundness

    real = soundness._content

    def read(draw: object, path: str) -> bytes:
        return content if path.endswith("iids.json") else real(draw, path)

    with mock.patch.object(soundness, "_content", read):
        return list(input_faults(case.draw))


def test_a_place_without_any_team_is_told_what_to_do(county: County, task: Task):
    with pytest.raises(DomainError, match="没有可以派出的固定检查组。请先"):
        drawn(county, task)
    pair = Inspector.objects.filter(department=county.market)[:2]
    formed(county, *pair)
    certificates_end(TODAY, pair[1])
    with pytest.raises(DomainError, match="执法证已于"):
        drawn(county, task)
    certificates_end(TODAY + timedelta(days=900))
    task.sub_tasks.update(team_size=3)
    with pytest.raises(DomainError, match="不足方案要求的 3 人"):
        drawn(county, task)


def test_everybody_of_a_team_is_qualified_and_every_item_has_somebody(county: County, task: Task):
    tag = Tag.objects.create(code="food", name="食品检查", kind="expertise")
    part = task.sub_tasks.get()
    part.items.get().required_expertise.add(tag)
    made = teams_of_two(county)
    with pytest.raises(DomainError, match="专长或资质不符合"):
        drawn(county, task)
    people = [one.inspector for team in made for one in team.members.all()]
    people[0].expertise.add(tag)
    with pytest.raises(DomainError, match="专长或资质不符合"):
        frozen_staff(task, [part_of(task)])
    people[1].qualifications.add(tag)
    [sent] = frozen_staff(task, [part_of(task)])
    assert sent.behind == Behind((people[0].pk, people[1].pk), made[0].pk)


def part_of(task: Task) -> SubTask:
    return task.sub_tasks.select_related("task", "department").get()


def test_a_member_who_is_recused_takes_the_team_off_the_object_by_lot(case: Case, county: County):
    row = ObjectTask.objects.filter(task=case.task).first()
    member = row.team.last()
    gone = set(row.team.values_list("inspector", flat=True))
    Recusal.objects.create(
        inspector=member.inspector, object=row.object, reason="近亲属", declared_by="lead"
    )
    leaving = Departure(draw=case.draw, frame="SCJG", object=row.object, inspector=member.inspector)
    assert gone.isdisjoint(could_come(leaving).values_list("pk", flat=True))
    departures.replace_recused(by=county.head, member=member)
    now = set(row.team.values_list("inspector", flat=True))
    assert len(now) == 2
    assert now.isdisjoint(gone)
    assert row.team.get(is_leader=True).seat == 0
    both_verifiers_accept(case)


def test_a_member_who_cannot_go_takes_the_team_off_all_objects(case: Case, county: County):
    member = TeamMember.objects.filter(object_task__task=case.task).first()
    team = member.formed_team
    InspectorAbsence.objects.create(
        inspector=member.inspector, kind="leave", starts_on=TODAY, reason="x", entered_by="x"
    )
    asked = departures.ask_officer_departure(by=county.lead, member=member)
    departures.decide_departure(by=county.head, departure=asked, approved=True, reason="同意")
    assert not TeamMember.objects.filter(formed_team=team).exists()
    assert not incomplete(case.task).exists()
    both_verifiers_accept(case)


def test_a_team_that_came_but_may_not_go_by_now_gives_way(case: Case, county: County):
    row = ObjectTask.objects.filter(task=case.task).first()
    gone = row.team.first()
    rest = Inspector.objects.exclude(formed_teams__team=gone.formed_team)
    last = rest.filter(department=county.market).order_by("staff_no").last()
    kept = last.formed_teams.get().team
    certificates_end(TODAY, *rest.exclude(formed_teams__team=kept))
    Recusal.objects.create(
        inspector=gone.inspector, object=row.object, reason="近亲属", declared_by="lead"
    )
    departures.replace_recused(by=county.head, member=gone)
    assert set(row.team.values_list("formed_team", flat=True)) == {kept.pk}
    both_verifiers_accept(case)


def test_where_no_team_is_left_the_head_sends_officers_by_name(case: Case, county: County):
    row = ObjectTask.objects.filter(task=case.task).first()
    member = row.team.first()
    others = Inspector.objects.filter(department=county.market)
    others = others.exclude(formed_teams__team=member.formed_team)
    certificates_end(TODAY, *others)
    Recusal.objects.create(
        inspector=member.inspector, object=row.object, reason="近亲属", declared_by="lead"
    )
    departures.replace_recused(by=county.head, member=member)
    assert not row.team.exists()
    assert empty_slots(row) == [0, 0]
    certificates_end(TODAY + timedelta(days=900))
    for one in others[:2]:
        teams.assign_directly(
            by=county.head, object_task=row, inspector=one, basis="条例", reason="无组可补"
        )
    assert sorted(row.team.values_list("slot", "seat", "formed_team")) == [
        (0, 0, None),
        (0, 1, None),
    ]
    assert empty_slots(row) == []
    bodies = LogEntry.objects.filter(draw_id=case.draw.draw_id, body__has_key="basis")
    assert {body["iid"] for body in bodies.values_list("body", flat=True)} == {""}
    both_verifiers_accept(case)


def test_what_was_drawn_stays_as_it_was_when_the_team_changes(case: Case, county: County):
    before = sitting_as_drawn(case)
    member = TeamMember.objects.filter(object_task__task=case.task).first()
    team = member.formed_team
    people = [one.inspector for one in team.members.all()]
    facts = team_facts(county, *people, name="改名后", region=county.towns[0])
    change_team(by=county.lead, team=team, facts=facts)
    assert sitting_as_drawn(case) == before


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    faults=st.lists(
        st.sampled_from(["", "expired", "away", "left", "tag", "recused"]), min_size=12, max_size=12
    )
)
def test_no_team_ever_has_somebody_who_may_not_go(
    county: County, task: Task, transactional_round, faults: list[str]
):
    with transactional_round():
        teams_of_two(county)
        tag = Tag.objects.create(code="food", name="食品检查", kind="expertise")
        part = part_of(task)
        part.items.get().required_expertise.add(tag)
        people = list(Inspector.objects.filter(department=county.market).order_by("staff_no"))
        thing = InspectionObject.objects.first()
        unfit = dict(zip((one.pk for one in people), faults, strict=True))
        for one, fault in zip(people, faults, strict=True):
            befall(one, fault, tag, thing)
        whole = [
            {one.pk for one in pair}
            for pair in zip(people[::2], people[1::2], strict=True)
            if all(unfit[one.pk] in {"", "recused"} for one in pair)
        ]
        if not whole:
            with pytest.raises(DomainError):
                frozen_staff(task, [part])
            return
        staff = frozen_staff(task, [part])
        assert [set(sent.behind.members) for sent in staff] == whole
        barred = {record.staff_no for record in frozen_recusals([part], staff)}
        for sent in staff:
            is_barred = any(unfit[pk] == "recused" for pk in sent.behind.members)
            assert (sent.record.staff_no in barred) == is_barred


def befall(one: Inspector, fault: str, tag: Tag, thing: InspectionObject) -> None:
    if fault != "tag":
        one.expertise.add(tag)
    if fault == "expired":
        certificates_end(TODAY, one)
    elif fault == "away":
        InspectorAbsence.objects.create(
            inspector=one, kind="leave", starts_on=TODAY, reason="x", entered_by="x"
        )
    elif fault == "left":
        Inspector.objects.filter(pk=one.pk).update(state="left")
    elif fault == "recused":
        Recusal.objects.create(inspector=one, object=thing, reason="x", declared_by="x")


@pytest.fixture
def transactional_round():
    """What happens in a round is undone after it."""
    from contextlib import contextmanager

    from django.db import transaction

    @contextmanager
    def rounds():
        with transaction.atomic():
            point = transaction.savepoint()
            try:
                yield
            finally:
                transaction.savepoint_rollback(point)

    return rounds
