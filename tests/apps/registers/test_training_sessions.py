"""Trainings are planned, held and attended, and hours count once each (R-137, R-148)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from county import County
from issued_case import inspector
from training_case import held, planned, session_facts, superior_lead

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.selectors.workload import training_hours
from mingcha.registers.actions.training_plans import (
    PlannedFacts,
    change_planned,
    drop_planned,
    plan_training,
)
from mingcha.registers.actions.training_sessions import (
    attend_session,
    hold_session,
    withdraw_session,
)
from mingcha.registers.actions.trainings import enter_training, withdraw_training
from mingcha.registers.models import Inspector, PlannedTraining, TrainingRecord
from mingcha.registers.selectors.training_sessions import (
    get_planned,
    get_session,
    planned_trainings,
    records_seen,
    sessions_held,
    visible_sessions,
)


@pytest.fixture
def people(county: County) -> list[Inspector]:
    return [inspector(county.market, f"M{n:02}", None, f"检查员{n}") for n in range(3)]


def hours(people: list[Inspector]) -> list[Decimal]:
    rows = Inspector.objects.filter(pk__in=[one.pk for one in people])
    found = training_hours(rows, clock.today().year)
    return [found.get(one.pk, Decimal(0)) for one in people]


def test_a_session_counts_its_hours_for_everybody_who_attended(county: County, people):
    line = planned(county.lead)
    session = held(county.lead, *people[:2], planned=line)
    assert hours(people) == [4, 4, 0]
    told = AuditEvent.objects.get(type="training_session.changed").body
    assert (told["action"], told["staff"]) == ("hold_training", ["M00", "M01"])
    assert attend_session(by=county.lead, session=session, attendees=tuple(people)) == people[2:]
    assert visible_sessions(county.lead).get().attended == 3
    assert planned_trainings(county.lead, line.year).get().held == 1
    withdraw_training(by=county.lead, training=people[0].trainings.get(), reason="没有到场")
    assert [one.inspector for one in records_seen(county.lead, session)] == people[1:]
    attend_session(by=county.lead, session=session, attendees=(people[0],))
    withdraw_session(by=county.lead, session=session, reason="登记有误")
    assert hours(people) == [0, 0, 0]
    assert TrainingRecord.objects.count() == 4
    with pytest.raises(NotFound):
        attend_session(by=county.lead, session=session, attendees=(people[0],))
    with pytest.raises(DomainError, match="已经撤销"):
        withdraw_session(by=county.lead, session=session, reason="登记有误")


def test_what_does_not_fit_is_said_at_its_field(county: County, people):
    foreign = inspector(county.fire, "F01", None, "田禾")
    theirs = planned(county.fire_lead)
    held(county.lead, people[0])
    tomorrow = clock.today() + timedelta(days=1)
    wrong = (
        (session_facts(people[0], held_on=tomorrow), "held_on"),
        (session_facts(people[0], topic="双随机业务培训 "), "topic"),
        (session_facts(people[0], planned=theirs, topic="另一场"), "planned"),
        (session_facts(topic="另一场"), "attendees"),
        (session_facts(foreign, topic="另一场"), "attendees"),
    )
    for facts, field in wrong:
        with pytest.raises(DomainError) as fault:
            hold_session(by=county.lead, facts=facts)
        assert fault.value.field == field
    with pytest.raises(Forbidden):
        hold_session(by=county.head, facts=session_facts(people[0]))
    with pytest.raises(NotFound):
        hold_session(by=county.sys_admin, facts=session_facts(people[0]))


def test_somebody_entered_alone_is_not_counted_twice(county: County, people):
    enter_training(
        by=county.lead,
        inspector=people[0],
        held_on=clock.today(),
        topic="双随机业务培训",
        organiser="",
        hours=Decimal(4),
    )
    with pytest.raises(DomainError, match="检查员0已在个人档案单独登记"):
        held(county.lead, *people)
    session = held(county.lead, *people[1:])
    with pytest.raises(DomainError, match="已在参加名单"):
        attend_session(by=county.lead, session=session, attendees=(people[1],))
    with pytest.raises(DomainError, match="理由"):
        withdraw_session(by=county.lead, session=session, reason="")


def test_a_superior_holds_it_and_the_lower_department_enters_its_own(county: County, people):
    above, city_lead = superior_lead(county)
    own = inspector(above, "C01", None, "城里的")
    session = held(city_lead, own)
    today = clock.today()
    assert sessions_held(county.market, today, today).get() == session
    attend_session(by=county.lead, session=session, attendees=(people[0],))
    assert [one.inspector for one in records_seen(county.lead, session)] == [people[0]]
    assert hours(people) == [4, 0, 0]
    with pytest.raises(NotFound):
        attend_session(by=county.fire_lead, session=session, attendees=())
    with pytest.raises(NotFound):
        get_session(county.fire_lead, session.pk)
    with pytest.raises(NotFound):
        withdraw_session(by=county.lead, session=session, reason="不是本部门的")
    withdraw_training(by=county.lead, training=people[0].trainings.get(), reason="没有到场")
    withdraw_training(by=city_lead, training=own.trainings.get(), reason="没有到场")
    assert not sessions_held(county.market, today, today).exists()


def test_a_plan_is_written_changed_and_given_up(county: County, people):
    line = planned(county.lead)
    assert line.months == "3月—10月，根据工作安排"
    once = PlannedFacts(line.year, "系统操作培训", "管理员", 5, 5)
    other = plan_training(by=county.lead, facts=once)
    assert other.months == "5月"
    with pytest.raises(DomainError) as fault:
        planned(county.lead)
    assert fault.value.field == "content"
    with pytest.raises(DomainError) as fault:
        planned(county.lead, content="又一条", first_month=11)
    assert fault.value.field == "last_month"
    change_planned(by=county.lead, line=other, facts=PlannedFacts(line.year, "操作", "全员", 5, 6))
    held(county.lead, people[0], planned=line)
    with pytest.raises(DomainError, match="不能取消"):
        drop_planned(by=county.lead, line=line, reason="今年不办了")
    with pytest.raises(DomainError, match="理由"):
        drop_planned(by=county.lead, line=other, reason="")
    drop_planned(by=county.lead, line=other, reason="今年不办了")
    with pytest.raises(DomainError, match="已经取消"):
        drop_planned(by=county.lead, line=other, reason="今年不办了")
    assert PlannedTraining.objects.count() == 2
    assert planned_trainings(county.lead, line.year).get() == line
    with pytest.raises(NotFound):
        get_planned(county.fire_lead, line.pk)
    with pytest.raises(NotFound):
        plan_training(by=county.sys_admin, facts=once)
