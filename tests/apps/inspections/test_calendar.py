"""The days of one inspector: own visits, last days, absences and training, and nobody else's."""

from __future__ import annotations

from datetime import date

from issued_case import Issued

from mingcha.inspections.actions.visits import book_visit
from mingcha.inspections.selectors.calendar import (
    DayEntry,
    DayKind,
    booked_visits,
    days_between,
    unbooked_visits,
)
from mingcha.registers.models import InspectorAbsence, TrainingRecord
from mingcha.tasks.models import ObjectTask, Task

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def month(case: Issued, persona: str = "inspector") -> dict[date, list[DayEntry]]:
    return days_between(case.county.people[persona], FIRST, LAST)


def booked(case: Issued, day: date, **more: object) -> None:
    part = ObjectTask.objects.get(pk=case.market_part.pk)
    book_visit(by=case.county.inspector, object_task=part, day=day, **more)


def test_a_booked_visit_stands_on_its_day_for_all_who_go(case: Issued):
    assert list(unbooked_visits(case.county.inspector)) == [case.market_part]
    booked(case, date(2026, 9, 18))
    (entry,) = month(case)[date(2026, 9, 18)]
    assert (entry.kind, entry.title, entry.moves) == (DayKind.VISIT, case.shop.name, True)
    assert month(case, "colleague").keys() == month(case, "fire_inspector").keys()
    assert not unbooked_visits(case.county.inspector).exists()


def test_a_notice_to_be_served_is_told_unless_nobody_is_to_know(case: Issued):
    booked(case, date(2026, 9, 18))
    ObjectTask.objects.update(state="assigned")
    assert month(case)[date(2026, 9, 18)][0].lacks_notice
    Task.objects.update(disclosing="deferred")
    assert not month(case)[date(2026, 9, 18)][0].lacks_notice


def test_what_fell_away_or_has_begun_is_not_moved(case: Issued):
    booked(case, date(2026, 9, 18))
    ObjectTask.objects.update(state="visiting")
    assert not month(case)[date(2026, 9, 18)][0].moves
    ObjectTask.objects.update(state="terminated")
    assert month(case) == {}
    assert not booked_visits(case.county.inspector, FIRST).exists()


def test_the_last_day_of_a_task_says_how_many_are_left(case: Issued):
    Task.objects.update(period_to=date(2026, 9, 29))
    (entry,) = month(case)[date(2026, 9, 29)]
    assert (entry.kind, entry.title) == (DayKind.DEADLINE, case.task.title)
    assert "还有 1 户" in entry.note
    ObjectTask.objects.update(state="in_review")
    assert month(case) == {}


def test_absences_are_cut_to_the_month_and_those_taken_back_are_left_out(case: Issued):
    who = case.people["inspector"]
    times = [(date(2026, 8, 30), date(2026, 9, 2), False), (date(2026, 9, 29), None, False)]
    times += [(date(2026, 9, 10), date(2026, 9, 11), True)]
    for starts, ends, withdrawn in times:
        InspectorAbsence.objects.create(
            inspector=who,
            kind="leave",
            starts_on=starts,
            ends_on=ends,
            reason="年休假",
            entered_by="lead",
            is_withdrawn=withdrawn,
        )
    assert [day.day for day in sorted(month(case))] == [1, 2, 29, 30]
    assert month(case, "colleague") == {}


def test_training_days_are_shown(case: Issued):
    TrainingRecord.objects.create(
        inspector=case.people["inspector"],
        held_on=date(2026, 9, 9),
        topic="新规培训",
        hours=4,
        entered_by="lead",
    )
    (entry,) = month(case)[date(2026, 9, 9)]
    assert (entry.kind, entry.title) == (DayKind.TRAINING, "新规培训")


def test_a_month_takes_as_many_queries_for_many_visits_as_for_one(
    case: Issued, django_assert_max_num_queries
):
    booked(case, date(2026, 9, 18))
    with django_assert_max_num_queries(7):
        month(case)
