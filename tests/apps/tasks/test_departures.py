"""Who leaves after the draw is replaced as the protocol says, and everybody can recompute it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ceremony_case import Case, frozen_case
from certificates import certificates_end, officer_with
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from standing import Standing

from mingcha.audit.models import AuditEvent
from mingcha.bundles.folder import Folder
from mingcha.core.draw.verification import Check, verify
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.publication.models import Publication
from mingcha.registers.models import Inspector, InspectorAbsence, Recusal
from mingcha.tasks.actions import departures, issuing, teams
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.models import Approval, Departure, DrawnObject, LogEntry, ObjectTask, TeamMember
from mingcha.tasks.selectors.departures import (
    cannot_go,
    could_come,
    get_departure,
    next_object,
    visible_departures,
)
from mingcha.tasks.selectors.teams import empty_slots, last_day
from mingcha.tasks.standing import causes_to_leave

PROOF = "登记机关注销通知书〔2026〕3号"


STANDING = {
    "case": lambda county: frozen_case(county).compared(),
    "short": lambda county: frozen_case(county, is_short=True).compared(),
}


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


@pytest.fixture
def short(standing: Standing) -> Case:
    return standing.made


def a_member(case: Case) -> TeamMember:
    part = case.part(case.county.market)
    return TeamMember.objects.filter(object_task__sub_task=part, is_leader=True).first()


def recused(member: TeamMember, **changes: object) -> Recusal:
    facts = {"reason": "近亲属任职", "declared_by": "lead", "basis": "kin"} | changes
    return Recusal.objects.create(
        inspector=member.inspector, object=member.object_task.object, **facts
    )


def replaced(case: Case, member: TeamMember) -> Departure:
    departure = departures.replace_recused(by=case.county.head, member=member)
    assert departure is not None
    return departure


def verdicts(case: Case) -> dict[Check, str]:
    with bundle_of(case.draw) as folder:
        return {verdict.check: verdict.fault for verdict in verify(folder)}


def entries(case: Case) -> list[dict[str, object]]:
    rows = LogEntry.objects.filter(draw_id=case.draw.draw_id, type="REPLACE").order_by("seq")
    return [row.body for row in rows]


def test_who_is_recused_is_replaced_by_the_lot_and_nobody_chooses(case: Case):
    member = a_member(case)
    row, gone = member.object_task, member.inspector
    recusal = recused(member)
    departure = replaced(case, member)
    team = list(row.team.order_by("slot"))
    assert len(team) == 2
    assert gone not in {one.inspector for one in team}
    assert [one.is_leader for one in team] == [True, False]
    leaving, placed = entries(case)
    assert (leaving["reason"], leaving["id"]) == ("recusal", row.object.key)
    assert leaving["confirmed_by"] != leaving["approved_by"]
    assert placed["slots"] == departure.placed
    recusal.refresh_from_db()
    assert recusal.state == "confirmed"
    assert not any(verdicts(case).values())


def test_what_the_log_says_afterwards_is_verified_too(case: Case):
    member = a_member(case)
    recused(member)
    replaced(case, member)
    with bundle_of(case.draw) as folder:
        path = Path(folder.path) / "log.jsonl"
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(lines[:-1]))
        faults = {verdict.check: verdict.fault for verdict in verify(Folder(folder.path))}
    assert "没有记录由谁补位" in faults[Check.LOG]


def test_a_recusal_stops_the_issue_until_the_lot_has_placed_another(case: Case, county: County):
    teams.confirm_teams(by=county.operator, task=case.task)
    member = a_member(case)
    with pytest.raises(DomainError, match="没有回避登记"):
        departures.replace_recused(by=county.head, member=member)
    recused(member)
    with pytest.raises(GuardFailed, match="回避"):
        issuing.issue_task(by=county.lead, task=case.task)
    replaced(case, member)
    issuing.issue_task(by=county.lead, task=case.task)
    assert case.fresh().task.state == "issued"


def test_a_recusal_after_the_issue_is_replaced_until_the_visit_begins(case: Case, county: County):
    case = frozen_case_issued(case)
    first, second = TeamMember.objects.filter(object_task__sub_task__is_lead=True)[:2]
    recused(first)
    replaced(case, first)
    row = ObjectTask.objects.filter(sub_task__is_lead=True).exclude(pk=first.object_task_id).first()
    row.state = "visiting"
    row.save()
    before = set(row.team.values_list("slot", "inspector"))
    member = row.team.first()
    recused(member)
    with pytest.raises(DomainError, match="已经开始"):
        departures.replace_recused(by=county.head, member=member)
    other = TeamMember.objects.filter(
        object_task__sub_task__is_lead=True, object_task__state="notified"
    ).exclude(object_task=first.object_task_id)[0]
    recused(other)
    replaced(case, other)
    assert set(row.team.values_list("slot", "inspector")) == before
    assert [body["begun"] for body in entries(case) if "begun" in body] == [[row.object.key]]
    assert not any(verdicts(case).values())
    assert second.pk


def frozen_case_issued(case: Case) -> Case:
    teams.confirm_teams(by=case.county.operator, task=case.task)
    issuing.issue_task(by=case.county.lead, task=case.task)
    return case.fresh()


def test_only_the_own_head_lets_somebody_go_and_not_on_their_own_word(case: Case, county: County):
    member = a_member(case)
    recused(member, declared_by="head")
    with pytest.raises(Forbidden):
        departures.replace_recused(by=county.head, member=member)
    for person in (county.fire_head, county.lead):
        with pytest.raises(Forbidden):
            departures.replace_recused(by=person, member=member)


def test_a_recusal_that_was_confirmed_before_is_not_decided_again(case: Case):
    member = a_member(case)
    recused(member, state="confirmed")
    replaced(case, member)
    assert entries(case)


def test_who_may_go_by_the_register_is_not_taken_off_all_teams(case: Case, county: County):
    with pytest.raises(DomainError, match="可以前往"):
        departures.ask_officer_departure(by=county.lead, member=a_member(case))
    assert cannot_go(case.task) == set()


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (lambda who: certificates_end(date(2026, 11, 30), who), "certificate"),
        (lambda who: absent(who, "leave"), "leave"),
        (lambda who: absent(who, "transfer"), "transfer"),
        (lambda who: absent(who, "suspension"), "dismissed"),
        (lambda who: changed(who, state="suspended"), "dismissed"),
        (lambda who: changed(who, state="on_leave"), "leave"),
        (lambda who: changed(who, kind="assistant"), "dismissed"),
    ],
)
def test_who_cannot_go_leaves_every_team_as_the_register_says(case: Case, happens, reason: str):
    county, member = case.county, a_member(case)
    gone = member.inspector
    happens(gone)
    member.refresh_from_db()
    assert cannot_go(case.task) == {gone.pk}
    asked = departures.ask_officer_departure(by=county.lead, member=member)
    assert (asked.reason, asked.object) == (reason, None)
    with pytest.raises(DomainError, match="已经有人提出"):
        departures.ask_officer_departure(by=county.lead, member=member)
    departures.decide_departure(by=county.head, departure=asked, approved=True, reason="同意")
    assert not TeamMember.objects.filter(inspector=gone).exists()
    counts = {row.team.count() for row in ObjectTask.objects.filter(sub_task__is_lead=True)}
    assert counts == {2}
    assert not any(verdicts(case).values())


def absent(who: Inspector, kind: str) -> None:
    InspectorAbsence.objects.create(
        inspector=who, kind=kind, starts_on=date(2026, 1, 1), reason="x", entered_by="x"
    )


def changed(who: Inspector, **facts: object) -> None:
    Inspector.objects.filter(pk=who.pk).update(**facts)


def test_a_request_is_decided_once_by_the_head_with_words(case: Case, county: County):
    member = a_member(case)
    changed(member.inspector, state="left")
    member.refresh_from_db()
    asked = departures.ask_officer_departure(by=county.lead, member=member)
    with pytest.raises(DomainError, match="审批意见"):
        departures.decide_departure(by=county.head, departure=asked, approved=False, reason=" ")
    with pytest.raises(Forbidden):
        departures.decide_departure(by=county.fire_head, departure=asked, approved=True, reason="x")
    departures.decide_departure(by=county.head, departure=asked, approved=False, reason="再核实")
    assert entries(case) == []
    with pytest.raises(DomainError, match="已经审批"):
        departures.decide_departure(by=county.head, departure=asked, approved=True, reason="x")


def test_who_was_placed_but_may_not_go_by_now_gives_way_at_once(case: Case, county: County):
    """Everybody but three has gone since the freeze: the lot goes on until one of them comes."""
    member = a_member(case)
    row = member.object_task
    team = {one.inspector_id for one in row.team.all()}
    others = list(Inspector.objects.filter(department=county.market).exclude(pk__in=team))
    certificates_end(date(2026, 11, 30), *others[1:])
    recused(member)
    replaced(case, member)
    assert {one.inspector_id for one in row.team.all()} - team == {others[0].pk}
    own = Departure.objects.filter(asked_by="register")
    assert set(own.values_list("reason", flat=True)) <= {"certificate"}
    assert not any(verdicts(case).values())


def test_where_nobody_is_left_the_place_stays_empty_for_a_direct_assignment(
    short: Case, county: County
):
    member = TeamMember.objects.filter(object_task__sub_task__department=county.fire).first()
    row, gone = member.object_task, member.inspector
    others = Inspector.objects.filter(department=county.fire).exclude(pk=gone.pk)
    certificates_end(date(2026, 11, 30), *others)
    recused(member, declared_by="fire_lead")
    departures.replace_recused(by=county.fire_head, member=member)
    assert gone not in {one.inspector for one in row.team.all()}
    assert member.slot in empty_slots(row)
    assert "" in {slot["iid"] for slot in Departure.objects.latest("entry").placed}
    helper = officer_with(
        department=county.fire, staff_no="X9", name="援手", certificate_no="9", region=county.region
    )
    direct = teams.assign_directly(
        by=county.fire_head, object_task=row, inspector=helper, basis="条例", reason="无人可补"
    )
    assert not any(verdicts(short).values())
    recused(direct, declared_by="fire_lead")
    assert departures.replace_recused(by=county.fire_head, member=direct) is None
    assert not row.team.filter(inspector=helper).exists()
    kept = Approval.objects.get(task=row.task, step="withdraw_recused")
    assert "X9 回避：近亲属任职" in kept.note
    assert AuditEvent.objects.filter(type="draw.departure", body__action="recuse").count() == 1
    again = officer_with(
        department=county.fire, staff_no="X8", name="再援", certificate_no="8", region=county.region
    )
    teams.assign_directly(
        by=county.fire_head, object_task=row, inspector=again, basis="条例", reason="无人可补"
    )
    assert not any(verdicts(short).values())


def test_the_recusal_of_somebody_elses_officer_is_decided_by_their_own_head_first(case: Case):
    member = a_member(case)
    recused(member)
    Inspector.objects.filter(pk=member.inspector_id).update(department=case.county.fire)
    member.refresh_from_db()
    with pytest.raises(DomainError, match="请先由澄川县消防救援大队的负责人审定"):
        departures.replace_recused(by=case.county.head, member=member)


def test_a_department_reads_of_its_own_officers_and_objects_alone(case: Case, county: County):
    own = a_member(case)
    recused(own)
    replaced(case, own)
    foreign = TeamMember.objects.filter(object_task__sub_task__department=county.fire).first()
    recused(foreign, declared_by="fire_lead")
    departures.replace_recused(by=county.fire_head, member=foreign)
    object_leaves(case, a_drawn_row(case))
    seen = {d.inspector for d in visible_departures(county.fire_lead, case.draw)}
    assert own.inspector not in seen
    assert seen >= {foreign.inspector, None}
    everything = visible_departures(county.lead, case.draw)
    assert {own.inspector, foreign.inspector, None} <= {d.inspector for d in everything}
    hidden = everything.get(inspector=own.inspector, asked_by="lead")
    with pytest.raises(NotFound):
        get_departure(county.fire_lead, case.draw, hidden.pk)


def object_leaves(case: Case, row: ObjectTask, reason: str = "deregistered") -> Departure:
    asked = departures.ask_object_departure(
        by=case.county.lead, object_task=row, reason=reason, facts=PROOF
    )
    return departures.decide_departure(
        by=case.county.head, departure=asked, approved=True, reason="情况属实"
    )


def a_drawn_row(case: Case) -> ObjectTask:
    joint = case.part(case.county.fire).object_tasks.values("object")
    return ObjectTask.objects.filter(sub_task__is_lead=True, object__in=joint).first()


def test_an_object_s_place_goes_to_the_first_in_reserve_for_every_department(
    case: Case, county: County
):
    row = a_drawn_row(case)
    reserve = DrawnObject.objects.filter(draw=case.draw, status="R").order_by("rank").first()
    asked = departures.ask_object_departure(
        by=county.lead, object_task=row, reason="deregistered", facts=PROOF
    )
    following = next_object(asked)
    assert (following.object, following.rank) == (reserve.object, reserve.rank)
    departures.decide_departure(by=county.head, departure=asked, approved=True, reason="属实")
    assert asked.successor is None or asked.successor == reserve.object
    states = ObjectTask.objects.filter(object=row.object).values_list("state", flat=True)
    assert set(states) == {"terminated"}
    successor = ObjectTask.objects.get(object=reserve.object, sub_task__is_lead=True)
    assert successor.team.count() == 2
    assert not any(verdicts(case).values())
    listed = Publication.objects.filter(kind="drawn_list").latest("version").content["objects"]
    codes = {one["code"] for one in listed}
    assert reserve.object.code in codes
    assert row.object.code not in codes
    with pytest.raises(DomainError, match="已经替换"):
        departures.ask_object_departure(
            by=county.lead, object_task=row, reason="deregistered", facts=PROOF
        )


def test_where_the_reserve_is_used_up_nobody_comes(case: Case, county: County):
    reserve = DrawnObject.objects.filter(draw=case.draw, status="R").count()
    rows = list(ObjectTask.objects.filter(sub_task__is_lead=True)[: reserve + 1])
    for row in rows[:-1]:
        assert object_leaves(case, row).successor
    asked = departures.ask_object_departure(
        by=county.lead, object_task=rows[-1], reason="closed", facts=PROOF
    )
    assert next_object(asked) is None
    decided = departures.decide_departure(
        by=county.head, departure=asked, approved=True, reason="属实"
    )
    assert (decided.successor, decided.placed) == (None, [])
    assert not any(verdicts(case).values())


def test_a_successor_is_notified_where_the_others_were(case: Case):
    case = frozen_case_issued(case)
    departure = object_leaves(case, a_drawn_row(case))
    rows = ObjectTask.objects.filter(object=departure.successor)
    assert set(rows.values_list("state", flat=True)) == {"notified"}


def test_an_object_leaves_for_a_listed_reason_with_proof_before_anything_is_recorded(
    case: Case, county: County
):
    row = a_drawn_row(case)
    asked = {"by": county.lead, "object_task": row, "reason": "closed", "facts": PROOF}
    for change, field in (
        ({"reason": "too_busy"}, "reason"),
        ({"reason": "recusal"}, "reason"),
        ({"facts": " "}, "facts"),
        ({"facts": "长" * 301}, "facts"),
    ):
        with pytest.raises(DomainError) as fault:
            departures.ask_object_departure(**asked | change)
        assert fault.value.field == field
    with pytest.raises(Forbidden):
        departures.ask_object_departure(**asked | {"by": county.head})
    ObjectTask.objects.filter(pk=row.pk).update(state="recorded")
    with pytest.raises(DomainError, match="检查记录"):
        departures.ask_object_departure(**asked)


def test_nothing_is_replaced_before_the_comparison(county: County):
    frozen_case(county).drawn()
    row = ObjectTask.objects.filter(sub_task__is_lead=True).first()
    with pytest.raises(DomainError, match="名单比对以后"):
        departures.ask_object_departure(
            by=county.lead, object_task=row, reason="closed", facts=PROOF
        )


@pytest.mark.parametrize("mode", ["deferred", "confidential"])
def test_a_sealed_draw_tells_that_somebody_left_but_not_who(county: County, mode: str):
    case = frozen_case(county, mode=mode).compared()
    member = a_member(case)
    recused(member)
    replaced(case, member)
    published = Publication.objects.filter(kind="draw").latest("version")
    told = [change["what"] for change in published.content["changes"]]
    assert told[:2] == ["检查人员退出", "补位"]
    assert not any({"leaves", "slots"} & set(change) for change in published.content["changes"])
    assert not any(verdicts(case).values())


def test_among_whom_the_lot_will_choose_is_told_but_not_who_comes(case: Case):
    member = a_member(case)
    asked = Departure(
        draw=case.draw,
        frame="MAIN",
        object=member.object_task.object,
        inspector=member.inspector,
    )
    people = could_come(asked)
    assert member.inspector not in people
    assert people.count() >= 2
    assert not could_come(Departure(draw=case.draw, inspector=member.inspector)).exists()
    member.delete()
    assert not could_come(asked).exists()


def test_the_register_is_asked_as_often_for_many_members_as_for_one(
    case: Case, django_assert_num_queries
):
    task, day = case.task, last_day(case.draw)
    members = list(
        TeamMember.objects.select_related("inspector", "object_task__object").order_by("pk")
    )
    recused(members[0])
    with CaptureQueriesContext(connection) as few:
        (found,) = causes_to_leave(members[:1], task, day)
    assert (found[0], found[1][0]) == (members[0], "recusal")
    with django_assert_num_queries(len(few)):
        assert causes_to_leave(members, task, day) == [found]
