"""The year's visits of each inspector against what they can bear, and their training."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from county import County
from issued_case import Issued, issue_case, make_task, object_task, sub_task

from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.models import Visit
from mingcha.inspections.selectors.workload import Workload, workloads
from mingcha.registers.actions import trainings
from mingcha.registers.models import TrainingRecord


@pytest.fixture
def issued(county: County) -> Issued:
    return issue_case(county)


def load_of(issued: Issued, persona: str, year: int = 2026) -> Workload:
    rows = {each.inspector: each for each in workloads(issued.county.lead, year)}
    return rows[issued.people[persona]]


def numbers(found: Workload) -> tuple[int, int, int, int]:
    return (found.drawn, found.planned, found.under_way, found.done)


def train(issued: Issued, day: date, topic: str = "食品检查", hours: str = "8") -> TrainingRecord:
    return trainings.enter_training(
        by=issued.county.lead,
        inspector=issued.people["inspector"],
        held_on=day,
        topic=topic,
        organiser="市局",
        hours=Decimal(hours),
    )


def test_visits_are_counted_where_they_stand(issued: Issued):
    assert numbers(load_of(issued, "inspector")) == (1, 0, 0, 0)
    Visit.objects.create(task=issued.task, object=issued.shop, planned_on=date(2026, 9, 16))
    assert numbers(load_of(issued, "inspector")) == (1, 1, 0, 0)
    for state, expected in (("visiting", (1, 0, 1, 0)), ("published", (1, 0, 0, 1))):
        issued.market_part.state = state
        issued.market_part.save()
        assert numbers(load_of(issued, "inspector")) == expected
    assert numbers(load_of(issued, "spare")) == (0, 0, 0, 0)
    assert numbers(load_of(issued, "inspector", 2025)) == (0, 0, 0, 0)


def test_what_fell_away_is_not_counted(issued: Issued):
    issued.market_part.state = "terminated"
    issued.market_part.save()
    assert numbers(load_of(issued, "inspector")) == (0, 0, 0, 0)
    other = make_task(issued.county, "13013620260002")
    other.state, other.void_reason = "voided", "方案有误"
    other.save()
    part = sub_task(other, issued.county.market, [issued.licence], lead=True)
    object_task(part, issued.shop, [issued.people["inspector"]])
    assert load_of(issued, "inspector").drawn == 0


def test_open_visits_are_measured_against_the_capacity(issued: Issued):
    one = issued.people["inspector"]
    one.capacity = 4
    one.save()
    assert (load_of(issued, "inspector").open, load_of(issued, "inspector").share) == (1, 25)
    assert workloads(issued.county.lead, 2026)[0].inspector == one
    one.capacity = 0
    one.save()
    assert load_of(issued, "inspector").share == 100


def test_a_department_sees_its_own_and_the_office_all(issued: Issued):
    own = {each.inspector.department for each in workloads(issued.county.lead, 2026)}
    assert own == {issued.county.market}
    assert len(workloads(issued.county.office, 2026)) == 5


def test_hours_of_training_are_summed_by_year(issued: Issued):
    train(issued, date(2026, 3, 2))
    train(issued, date(2026, 5, 4), hours="4.5")
    train(issued, date(2025, 3, 2))
    wrong = train(issued, date(2026, 6, 1))
    trainings.withdraw_training(by=issued.county.lead, training=wrong, reason="登记有误")
    assert load_of(issued, "inspector").hours == Decimal("12.5")
    assert load_of(issued, "inspector", 2025).hours == Decimal(8)
    assert load_of(issued, "spare").hours == 0


def test_a_training_is_entered_once_and_after_it_was_held(issued: Issued):
    made = train(issued, date(2026, 3, 2))
    with pytest.raises(DomainError, match="同一次培训"):
        train(issued, date(2026, 3, 2))
    with pytest.raises(DomainError, match="还没有举行"):
        train(issued, date(2199, 1, 1))
    with pytest.raises(NotFound):
        trainings.withdraw_training(by=issued.county.fire_lead, training=made, reason="不是本部门")
    with pytest.raises(DomainError, match="理由"):
        trainings.withdraw_training(by=issued.county.lead, training=made, reason="")
    trainings.withdraw_training(by=issued.county.lead, training=made, reason="登记有误")
    with pytest.raises(DomainError, match="已经撤销"):
        trainings.withdraw_training(by=issued.county.lead, training=made, reason="登记有误")
