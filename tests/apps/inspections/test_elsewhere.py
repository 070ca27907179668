"""A result entered in a department's own system, taken over once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from issued_case import THAT_DAY, Issued, object_task

from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.elsewhere import results_from_elsewhere
from mingcha.inspections.actions.reviews import approve_record, return_record
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.registers.models import InspectionObject, Recusal
from mingcha.tasks.models import Task

ITEMS = {"SCJG-01": ("problem", "未悬挂"), "SCJG-02": ("no_problem", "")}


def told(case: Issued, **changes: Any) -> InspectionRecord:
    asked = {
        "by": case.county.inspector,
        "source_system": "省市场监管平台",
        "source_key": "R-77",
        "object_task": case.market_part,
        "staff_nos": ["M01", "M02"],
        "inspected_at": THAT_DAY - timedelta(days=2),
        "signed_at": THAT_DAY - timedelta(days=1),
        "result": "rectified",
        "methods": ["on_site"],
        "items": ITEMS,
        "findings": "已责令改正",
    }
    return results_from_elsewhere(**asked | changes)


def test_a_result_is_taken_once_and_goes_to_review(case: Issued):
    row = told(case)
    assert told(case, findings="别的说法") == row
    assert InspectionRecord.objects.get().findings == "已责令改正"
    case.market_part.refresh_from_db()
    case.task.refresh_from_db()
    assert (case.market_part.state, case.task.state) == ("in_review", "in_progress")
    assert row.visit.started_at == THAT_DAY - timedelta(days=2)
    # signed on the 15th of September
    assert row.publish_by == date(2026, 10, 19)
    assert not case.market_part.team.filter(confirmed_at=None).exists()
    approve_record(by=case.county.reviewer, record=row)


def test_a_returned_result_is_corrected_under_its_key(case: Issued):
    row = told(case)
    return_record(by=case.county.reviewer, record=row, reason="事实不清")
    again = told(case, findings="执照未悬挂，当场改正", signed_at=THAT_DAY)
    assert again == row
    assert again.findings == "执照未悬挂，当场改正"
    assert again.publish_by == date(2026, 10, 19)
    case.market_part.refresh_from_db()
    assert case.market_part.state == "in_review"


def test_an_object_that_could_not_be_checked_needs_no_items(case: Issued):
    row = told(case, result="unreachable", items={}, acknowledgement="absent", refusal_note="无人")
    assert {r.outcome for r in row.item_results.all()} == {"not_checked"}


def test_an_object_with_a_record_of_its_own_takes_no_other(case: Issued, begun):
    with pytest.raises(DomainError, match="不重复录入"):
        told(case)


def test_a_key_belongs_to_one_object(case: Issued):
    told(case)
    other = InspectionObject.objects.create(
        code="91130136MA00000022",
        key="U22",
        name="和顺饺子馆",
        kind="self_employed",
        region=case.county.region,
    )
    people = [case.people["inspector"], case.people["colleague"]]
    second = object_task(case.market_part.sub_task, other, people)
    with pytest.raises(DomainError) as fault:
        told(case, object_task=second)
    assert fault.value.code == "source_key_taken"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source_key": " "}, "source_key"),
        ({"signed_at": THAT_DAY + timedelta(days=1)}, "signed_at"),
        ({"inspected_at": THAT_DAY}, "signed_at"),
        ({"items": ITEMS | {"X-1": ("no_problem", "")}}, "items"),
        ({"items": {"SCJG-01": ("problem", "未悬挂")}}, "items"),
        ({"items": ITEMS | {"SCJG-01": ("problem", " ")}}, "items"),
        ({"result": "no_problem"}, "result"),
        ({"findings": ""}, "findings"),
        ({"methods": []}, "methods"),
    ],
)
def test_wrong_content_is_refused_at_its_field(case: Issued, changes, field):
    with pytest.raises(DomainError) as fault:
        told(case, **changes)
    assert fault.value.field == field
    assert not InspectionRecord.objects.exists()


@pytest.mark.parametrize("staff", [["M01"], ["M01", "M03"], ["M01", "F01"]])
def test_who_inspected_is_of_the_team_drawn_here(case: Issued, staff):
    with pytest.raises(GuardFailed, match="检查组"):
        told(case, staff_nos=staff)


@pytest.mark.parametrize("state", ["inspectors_drawn", "voided", "done", "closed"])
def test_a_task_that_is_not_under_way_takes_no_result(case: Issued, state: str):
    Task.objects.update(state=state, void_reason="方案有误")
    with pytest.raises(DomainError, match="还没有派发，或已经结束"):
        told(case)
    assert not InspectionRecord.objects.exists()


def test_nobody_inspected_before_the_task_was_issued(case: Issued):
    before = case.task.issued_at - timedelta(minutes=1)
    with pytest.raises(DomainError, match="派发") as fault:
        told(case, inspected_at=before)
    assert fault.value.field == "inspected_at"


def test_who_was_recused_is_not_counted(case: Issued):
    Recusal.objects.create(
        inspector=case.people["colleague"],
        object=case.shop,
        reason="近亲属任职",
        declared_by="lead",
    )
    with pytest.raises(GuardFailed, match="检查组"):
        told(case)


def test_another_department_finds_nothing_and_others_may_not(case: Issued):
    with pytest.raises(NotFound):
        told(case, by=case.county.fire_inspector)
    with pytest.raises(Forbidden):
        told(case, by=case.county.lead)


def test_what_is_over_takes_no_result(case: Issued):
    case.market_part.state = "terminated"
    case.market_part.save()
    with pytest.raises(WrongState):
        told(case)


def test_a_visit_that_stood_open_keeps_its_own_time(case: Issued):
    Visit.objects.create(task=case.task, object=case.shop, started_at=THAT_DAY, started_by="x")
    assert told(case).visit.started_at == THAT_DAY
