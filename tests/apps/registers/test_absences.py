"""Times away work on their days by themselves: the day before, the day of, the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from certificates import certify
from county import County

from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions import absences, inspectors
from mingcha.registers.models import Inspector, InspectorAbsence
from mingcha.registers.selectors.fitness import fit_for, fit_inspectors, unfit_reason

FIRST, LAST = date(2026, 10, 8), date(2026, 10, 16)
DAY = timedelta(days=1)


@pytest.fixture
def person(county: County) -> Inspector:
    one = inspectors.add_inspector(
        by=county.lead,
        department=county.market,
        staff_no="M001",
        facts={"name": "赵一", "region": county.region},
    )
    certify(one, "13-001")
    return one


def enter(county: County, person: Inspector, **changes: object) -> InspectorAbsence:
    given = {"kind": "leave", "starts_on": FIRST, "ends_on": LAST, "reason": "年休假"}
    return absences.enter_absence(by=county.lead, inspector=person, **(given | changes))


def fit_days(person: Inspector, *days: date) -> list[bool]:
    fit = [fit_inspectors(day).filter(pk=person.pk).exists() for day in days]
    assert fit == [unfit_reason(person, day) is None for day in days]
    return fit


def test_a_leave_counts_from_its_first_to_its_last_day(county: County, person: Inspector):
    enter(county, person)
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)
    assert fit_days(person, *days) == [True, False, False, True]
    assert unfit_reason(person, FIRST) == "赵一自2026-10-08至2026-10-16请休假"
    assert Inspector.objects.get().state == "active"


@pytest.mark.parametrize("kind", ["transfer", "retirement", "secondment", "suspension"])
def test_without_a_last_day_nobody_comes_back(county: County, person: Inspector, kind: str):
    enter(county, person, kind=kind, ends_on=None, reason="市局通知")
    assert fit_days(person, FIRST - DAY, FIRST, FIRST + 900 * DAY) == [True, False, False]


def test_who_comes_back_sooner_is_sent_sooner(county: County, person: Inspector):
    row = enter(county, person)
    change = {"kind": "leave", "starts_on": FIRST, "reason": "提前销假"}
    absences.change_absence(by=county.lead, absence=row, ends_on=FIRST, **change)
    assert fit_days(person, FIRST, FIRST + DAY) == [False, True]


def test_what_was_withdrawn_counts_no_more(county: County, person: Inspector):
    row = enter(county, person)
    with pytest.raises(DomainError, match="理由"):
        absences.withdraw_absence(by=county.lead, absence=row, reason=" ")
    absences.withdraw_absence(by=county.lead, absence=row, reason="登记错了人")
    assert fit_days(person, FIRST) == [True]
    with pytest.raises(DomainError, match="已经撤销"):
        absences.withdraw_absence(by=county.lead, absence=row, reason="登记错了人")
    change = {"kind": "leave", "starts_on": FIRST, "ends_on": LAST, "reason": "又要休假"}
    with pytest.raises(DomainError, match="已经撤销"):
        absences.change_absence(by=county.lead, absence=row, **change)
    assert enter(county, person)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": FIRST - DAY}, "ends_on"),
        ({"ends_on": None}, "ends_on"),
        ({"kind": "transfer"}, "ends_on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_faulty_days_are_refused_at_their_field(county, person, changes, field: str):
    with pytest.raises(DomainError) as fault:
        enter(county, person, **changes)
    assert fault.value.field == field


def test_two_times_away_do_not_overlap(county: County, person: Inspector):
    enter(county, person)
    with pytest.raises(DomainError, match="重叠") as fault:
        enter(county, person, starts_on=LAST, ends_on=LAST + DAY)
    assert fault.value.field == "starts_on"
    assert enter(county, person, starts_on=LAST + DAY, ends_on=LAST + DAY)


def test_other_departments_do_not_see_them(county: County, person: Inspector):
    row = enter(county, person)
    with pytest.raises(NotFound):
        absences.withdraw_absence(by=county.fire_lead, absence=row, reason="不是本部门")


def fit_for_work(today: date, start: date, end: date) -> bool:
    return fit_for(today, start, end).exists()


def test_work_is_given_to_who_is_there_for_some_of_it(county: County, person: Inspector):
    enter(county, person)
    september, december = date(2026, 9, 1), date(2026, 12, 31)
    assert fit_for_work(september, september, december)
    assert not fit_for_work(FIRST, september, december), "away on the day of choosing"
    assert not fit_for_work(september, FIRST, LAST), "away all the time"
    assert fit_for_work(september, FIRST, LAST + DAY)


def test_who_leaves_for_good_before_the_end_gets_no_work(county: County, person: Inspector):
    enter(county, person, kind="transfer", ends_on=None, reason="调往市局")
    september = date(2026, 9, 1)
    assert not fit_for_work(september, september, FIRST)
    assert fit_for_work(september, september, FIRST - DAY)
