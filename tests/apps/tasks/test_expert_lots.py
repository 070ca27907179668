"""Experts are drawn by the draw's own seed from a pool frozen before it, and assist only (R-023)."""

from __future__ import annotations

from collections import Counter

import pytest
from ceremony_case import Case, frozen_case
from county import County
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from matching_case import drawn as drawn_by_freezing
from task_station import SCHEME, approved_task, make_station

from mingcha.audit.models import AuditEvent
from mingcha.core.assisting.lot import in_order, lot_key
from mingcha.core.assisting.pool import parse_pool
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions import experts
from mingcha.registers.models import (
    AssistantInterest,
    Expert,
    InspectionObject,
    ProfessionalBody,
    Tag,
)
from mingcha.tasks.actions import departures, schemes
from mingcha.tasks.actions.assistants import add_assistant, remove_assistant
from mingcha.tasks.expert_freezing import freeze_experts
from mingcha.tasks.models import ExpertPool, ObjectTask, SubTask, TeamAssistant
from mingcha.tasks.selectors.expert_lots import recomputed


def pool_of(county: County, number: int = 5) -> list[Expert]:
    body = ProfessionalBody.objects.create(department=county.market, name="检测中心")
    people = [
        Expert.objects.create(
            department=county.market, name=f"专家{n}", body=body if n == 0 else None
        )
        for n in range(number)
    ]
    Expert.objects.create(department=county.market, name="已移出", is_active=False)
    Expert.objects.create(department=county.fire, name="别的部门的")
    return people


def asking(case: Case, number: int = 1, *fields: Tag) -> SubTask:
    part = case.part(case.county.market)
    part.experts = number
    part.save()
    part.expert_fields.set(fields)
    return part


@pytest.fixture
def case(county: County) -> Case:
    """Five experts, one of them for each object, the pool frozen."""
    pool_of(county)
    case = frozen_case(county)
    freeze_experts(case.draw, [asking(case), case.part(county.fire)], county.operator)
    return case


def verdict(case: Case) -> list[str]:
    [told] = recomputed(case.draw, case.task.sub_tasks.all())
    return told.faults


def own_rows(case: Case) -> list[ObjectTask]:
    return list(ObjectTask.objects.filter(sub_task=case.part(case.county.market)))


def test_every_object_gets_its_experts_with_the_draw(case: Case):
    assert not case.draw.expert_pools.get().key
    assert verdict(case) == []
    case.drawn()
    rows = own_rows(case)
    assert Counter(row.assistants.count() for row in rows) == {1: len(rows)}
    assert len({each.expert_id for each in TeamAssistant.objects.all()}) > 1
    assert not TeamAssistant.objects.exclude(added_by="随机抽取").exists()
    assert not TeamAssistant.objects.filter(object_task__sub_task__department=case.county.fire)
    assert verdict(case) == []


def test_the_pool_is_in_the_audit_chain_before_anybody_commits(case: Case):
    frozen = AuditEvent.objects.get(type="experts.frozen")
    pool = case.draw.expert_pools.get()
    assert (frozen.body["digest"], frozen.body["experts"]) == (pool.digest, 5)
    case.drawn()
    first = AuditEvent.objects.filter(type="draw.stepped").order_by("seq").first()
    assert frozen.seq < first.seq
    drawn = AuditEvent.objects.get(type="experts.drawn")
    assert (drawn.body["objects"], drawn.body["placed"]) == (len(own_rows(case)),) * 2
    assert "专家" not in str(drawn.body).replace("抽取专家", "")


def test_a_pool_frozen_after_the_ceremony_began_is_told(county: County):
    pool_of(county)
    case = frozen_case(county).committed()
    freeze_experts(case.draw, [asking(case)], county.operator)
    assert verdict(case) == ["专家池不是在抽取开始之前冻结的"]


def test_the_order_follows_from_seed_and_pool_alone(case: Case):
    case.drawn()
    pool = case.draw.expert_pools.get()
    frozen = parse_pool(pool.content)
    for row in own_rows(case):
        first = in_order(frozen, pool.key, row.object.key)[0]
        one = row.assistants.get()
        assert (one.expert_id, one.ticket) == (first.expert, first.ticket)
    assert pool.key != lot_key("00" * 32, frozen)


def test_what_was_frozen_and_drawn_cannot_be_changed(case: Case):
    pool = case.draw.expert_pools.get()
    for change in ({"content": "x"}, {"digest": "0" * 64}):
        with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
            ExpertPool.objects.filter(pk=pool.pk).update(**change)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        pool.delete()
    case.drawn()
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        ExpertPool.objects.filter(pk=pool.pk).update(key="0" * 64)


def test_an_expert_put_in_by_hand_under_a_ticket_is_found(case: Case):
    case.drawn()
    one = TeamAssistant.objects.first()
    other = Expert.objects.filter(department=case.county.market).exclude(pk=one.expert_id).first()
    TeamAssistant.objects.filter(pk=one.pk).update(expert=other)
    assert "与重算的顺序不符" in verdict(case)[0]


def test_who_has_an_interest_is_drawn_elsewhere(county: County):
    people = pool_of(county, 2)
    case = frozen_case(county)
    things = list(case.part(county.market).object_tasks.all())
    assert not things
    body = people[0].body
    for thing in InspectionObject.objects.all():
        AssistantInterest.objects.create(object=thing, body=body, reason="业务往来")
    freeze_experts(case.draw, [asking(case)], county.operator)
    case.drawn()
    assert {each.expert for each in TeamAssistant.objects.all()} == {people[1]}
    assert verdict(case) == []


def test_who_becomes_barred_after_the_freeze_is_passed_over_on_record(case: Case):
    one = Expert.objects.get(name="专家1")
    off = {"is_active": False}
    experts.edit_expert(by=case.county.lead, expert=one, facts=off, tags=[])
    case.drawn()
    passed = TeamAssistant.objects.filter(expert=one)
    assert passed.exists()
    assert all("下一顺位" in each.removed_reason for each in passed)
    standing = TeamAssistant.objects.filter(removed_reason="")
    assert standing.count() == len(own_rows(case))
    assert verdict(case) == []


def test_after_one_who_cannot_come_comes_the_next_in_order(case: Case):
    case.compared()
    row = own_rows(case)[0]
    first = row.assistants.get()
    by = case.county.lead
    second = remove_assistant(by=by, assistant=first, reason="出差在外")
    assert second.ticket > first.ticket
    told = AuditEvent.objects.filter(type="team.assistant").order_by("seq")
    assert [each.body["action"] for each in told] == ["remove", "add"]
    assert row.assistants.filter(removed_reason="").get() == second
    assert verdict(case) == []
    for _ in range(3):
        second = remove_assistant(by=by, assistant=second, reason="出差在外")
    assert remove_assistant(by=by, assistant=second, reason="出差在外") is None
    assert verdict(case) == []


def test_nobody_comes_where_the_pool_is_used_up(county: County):
    pool_of(county, 2)
    case = frozen_case(county)
    freeze_experts(case.draw, [asking(case, 2), case.part(county.fire)], county.operator)
    case.drawn()
    first = own_rows(case)[0].assistants.order_by("ticket").first()
    assert remove_assistant(by=county.lead, assistant=first, reason="临时出差") is None
    verbs = AuditEvent.objects.filter(type="team.assistant").values_list("body__action", flat=True)
    assert list(verbs) == ["remove"]


def test_arranging_beside_the_lot_needs_a_reason(case: Case):
    case.compared()
    row = own_rows(case)[0]
    there = row.assistants.get().expert_id
    other = Expert.objects.filter(department=case.county.market, is_active=True)
    helper = other.exclude(pk=there).first()
    given = {"by": case.county.lead, "object_task": row, "helper": helper, "duty": "账目审计"}
    with pytest.raises(DomainError, match="随机抽取") as fault:
        add_assistant(**given)
    assert fault.value.field == "reason"
    made = add_assistant(**given, reason="企业改制，需要会计专家")
    assert (made.pool_id, made.ticket) == (None, "")
    assert verdict(case) == []
    body = ProfessionalBody.objects.get(name="检测中心")
    assert add_assistant(**(given | {"helper": body}))


def test_an_expert_who_was_drawn_counts_to_no_team(case: Case):
    case.compared()
    for row in own_rows(case):
        assert not row.team.filter(inspector__name__startswith="专家").exists()
        assert row.team.count() == case.part(case.county.market).team_size


def test_only_who_has_one_of_the_fields_is_frozen(county: County):
    people = pool_of(county)
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    people[2].tags.add(tag)
    people[3].tags.add(tag)
    case = frozen_case(county)
    freeze_experts(case.draw, [asking(case, 2, tag)], county.operator)
    frozen = parse_pool(case.draw.expert_pools.get().content)
    assert frozen.experts == (people[2].pk, people[3].pk)
    case.drawn()
    assert {each.duty for each in TeamAssistant.objects.all()} == {"计量"}


def test_the_draw_asks_no_more_for_more_objects(case: Case):
    from mingcha.tasks.actions.expert_lots import _arrange

    case.drawn()
    pool = case.draw.expert_pools.get()
    frozen = parse_pool(pool.content)
    TeamAssistant.objects.all().delete()
    rows = list(ObjectTask.objects.filter(sub_task=pool.sub_task).select_related("object"))
    counts = []
    for few in (rows[:2], rows[2:]):
        with CaptureQueriesContext(connection) as asked:
            _arrange(pool, frozen, few)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_scheme_says_how_many_and_the_whole_way_follows(county: County):
    line = make_station(county)
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    shop = Tag.objects.create(code="shop", name="餐饮", kind="object")
    from mingcha.tasks.actions import creating, deciding

    task = creating.create_task_from_line(by=county.lead, line=line, disclosing="immediate")
    wants = {"by": county.lead, "task": task, "text": SCHEME, "team_size": 2}
    with pytest.raises(DomainError, match="只有 0 人，不够每户 1 人"):
        schemes.write_scheme(**wants, experts=schemes.ExpertDemand(1, (tag,)))
    with pytest.raises(DomainError, match="专长或资质"):
        schemes.write_scheme(**wants, experts=schemes.ExpertDemand(1, (shop,)))
    pool_of(county)[1].tags.add(tag)
    schemes.write_scheme(**wants, experts=schemes.ExpertDemand(1, (tag,)))
    schemes.write_scheme(**wants)
    schemes.submit_scheme(by=county.lead, task=task)
    deciding.approve_task(by=county.head, task=task)
    task.refresh_from_db()
    case = drawn_by_freezing(county, task)
    assert {each.expert.name for each in TeamAssistant.objects.all()} == {"专家1"}
    assert verdict(case) == []


def test_a_pool_that_shrank_before_the_freeze_stops_it(county: County):
    task = approved_task(county, make_station(county))
    SubTask.objects.filter(task=task).update(experts=1)
    with pytest.raises(DomainError, match="专家库中符合条件的只有 0 人"):
        drawn_by_freezing(county, task)


def test_a_successor_gets_experts_by_the_same_lot(case: Case, county: County):
    case.compared()
    row = own_rows(case)[0]
    asked = departures.ask_object_departure(
        by=county.lead, object_task=row, reason="deregistered", facts="登记机关通知书〔2026〕3号"
    )
    departures.decide_departure(by=county.head, departure=asked, approved=True, reason="情况属实")
    asked.refresh_from_db()
    came = ObjectTask.objects.get(sub_task=row.sub_task, object=asked.successor)
    pool = case.draw.expert_pools.get()
    first = in_order(parse_pool(pool.content), pool.key, asked.successor.key)[0]
    one = came.assistants.get()
    assert (one.expert_id, one.ticket) == (first.expert, first.ticket)
    assert verdict(case) == []
