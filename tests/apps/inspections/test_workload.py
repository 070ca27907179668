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
def case(county: County) -> Issued:
    return issue_case(county)


def load_of(case: Issued, persona: str, year: int = 2026) -> Workload:
    rows = {each.inspector: each for each in workloads(case.county.lead, year)}
    return rows[case.people[persona]]


def numbers(found: Workload) -> tuple[int, int, int, int]:
    return (found.drawn, found.planned, found.under_way, found.done)


def train(case: Issued, day: date, topic: str = "食品检查", hours: str = "8") -> TrainingRecord:
    return trainings.enter_training(
        by=case.county.lead,
        inspector=case.people["inspector"],
        held_on=day,
        topic=topic,
        organiser="市局",
        hours=Decimal(hours),
    )


def test_visits_are_counted_where_they_stand(case: Issued):
    assert numbers(load_of(case, "inspector")) == (1, 0, 0, 0)
    Visit.objects.create(task=case.task, object=case.shop, planned_on=date(2026, 9, 16))
    assert numbers(load_of(case, "inspector")) == (1, 1, 0, 0)
    for state, expected in (("visiting", (1, 0, 1, 0)), ("published", (1, 0, 0, 1))):
        case.market_part.state = state
        case.market_part.save()
        assert numbers(load_of(case, "inspector")) == expected
    assert numbers(load_of(case, "spare")) == (0, 0, 0, 0)
    assert numbers(load_of(case, "inspector", 2025)) == (0, 0, 0, 0)


def test_what_fell_away_is_not_counted(case: Issued):
    case.market_part.state = "terminated"
    case.market_part.save()
    assert numbers(load_of(case, "inspector")) == (0, 0, 0, 0)
    other = make_task(case.county, "13013620260002")
    other.state, other.void_reason = "voided", "方案有误"
    other.save()
    part = sub_task(other, case.county.market, [case.licence], lead=True)
    object_task(part, case.shop, [case.people["inspector"]])
    assert load_of(case, "inspector").drawn == 0


def test_open_visits_are_measured_against_the_capacity(case: Issued):
    one = case.people["inspector"]
    one.capacity = 4
    one.save()
    assert (load_of(case, "inspector").open, load_of(case, "inspector").share) == (1, 25)
    assert workloads(case.county.lead, 2026)[0].inspector == one
    one.capacity = 0
    one.save()
    assert load_of(case, "inspector").share == 100


def test_a_department_sees_its_own_and_the_office_all(case: Issued):
    own = {each.inspector.department for each in workloads(case.county.lead, 2026)}
    assert own == {case.county.market}
    assert len(workloads(case.county.office, 2026)) == 5


def test_hours_of_training_are_summed_by_year(case: Issued):
    train(case, date(2026, 3, 2))
    train(case, date(2026, 5, 4), hours="4.5")
    train(case, date(2025, 3, 2))
    wrong = train(case, date(2026, 6, 1))
    trainings.withdraw_training(by=case.county.lead, training=wrong, reason="登记有误")
    assert load_of(case, "inspector").hours == Decimal("12.5")
    assert load_of(case, "inspector", 2025).hours == Decimal(8)
    assert load_of(case, "spare").hours == 0


def test_a_training_is_entered_once_and_after_it_was_held(case: Issued):
    made = train(case, date(2026, 3, 2))
    with pytest.raises(DomainError, match="同一次培训"):
        train(case, date(2026, 3, 2))
    with pytest.raises(DomainError, match="还没有举行"):
        train(case, date(2199, 1, 1))
    with pytest.raises(NotFound):
        trainings.withdraw_training(by=case.county.fire_lead, training=made, reason="不是本部门")
    with pytest.raises(DomainError, match="理由"):
        trainings.withdraw_training(by=case.county.lead, training=made, reason="")
    trainings.withdraw_training(by=case.county.lead, training=made, reason="登记有误")
    with pytest.raises(DomainError, match="已经撤销"):
        trainings.withdraw_training(by=case.county.lead, training=made, reason="登记有误")
