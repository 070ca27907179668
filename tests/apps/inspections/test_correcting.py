"""A published result was wrong: the reviewer writes it anew, and it is published again."""

from __future__ import annotations

from typing import Any

import pytest
from issued_case import Issued

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.followup.actions.follow_ups import close
from mingcha.followup.models import FollowUp
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.correcting import correct_result
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.models import InspectionRecord
from mingcha.publication.actions.results import publish_result
from mingcha.publication.models import Publication

RIGHT = {"result": "pending_follow_up", "findings": "执照未悬挂", "reason": "结果代码选错"}


@pytest.fixture
def published(case: Issued, submitted: InspectionRecord) -> InspectionRecord:
    approve_record(by=case.county.reviewer, record=submitted)
    publish_result(by=case.county.lead, object_task=case.market_part)
    return submitted


def test_a_corrected_result_is_published_as_the_next_version(case: Issued, published):
    signed = InspectionRecord.objects.get().signed_at
    row = correct_result(by=case.county.reviewer, object_task=case.market_part, **RIGHT)
    case.market_part.refresh_from_db()
    assert (case.market_part.state, row.result) == ("corrected", "pending_follow_up")
    assert row.signed_at == signed
    assert AuditEvent.objects.get(type="record.corrected").body["reason"] == "结果代码选错"
    publish_result(by=case.county.lead, object_task=case.market_part, reason="结果代码选错")
    first, second = Publication.objects.filter(kind="result").order_by("version")
    before, after = (each.content["parts"][0]["result"] for each in (first, second))
    assert before != after
    assert second.reason == "结果代码选错"


def test_a_correction_into_a_problem_opens_a_follow_up(case: Issued, published):
    FollowUp.objects.all().delete()
    correct_result(by=case.county.reviewer, object_task=case.market_part, **RIGHT)
    assert FollowUp.objects.get().object_task == case.market_part


@pytest.mark.parametrize(
    ("change", "field"),
    [({"result": "no_problem"}, "result"), ({"result": "x"}, "result")],
)
def test_a_conclusion_that_does_not_fit_the_items_is_refused(
    case: Issued, published, change: dict[str, str], field: str
):
    with pytest.raises(DomainError) as refused:
        correct_result(by=case.county.reviewer, object_task=case.market_part, **RIGHT | change)
    assert refused.value.field == field
    assert InspectionRecord.objects.get().result == published.result


def cleared(case: Issued, record: InspectionRecord) -> dict[str, Any]:
    item = record.item_results.get(outcome="problem")
    told = {"result": "no_problem", "findings": "", "reason": "复核认定执照悬挂合规"}
    return told | {"outcomes": {item.pk: "no_problem"}}


def test_an_item_that_was_judged_wrongly_is_corrected_with_the_result(case: Issued, published):
    correct_result(
        by=case.county.reviewer, object_task=case.market_part, **cleared(case, published)
    )
    rows = published.item_results.order_by("item__item__code")
    told = [(row.outcome, row.note) for row in rows]
    assert told == [("no_problem", "复核认定执照悬挂合规"), ("no_problem", "")]
    publish_result(by=case.county.lead, object_task=case.market_part, reason="复核认定合规")
    part = Publication.objects.get(kind="result", version=2).content["parts"][0]
    assert (part["result_code"], part["is_problem"]) == ("no_problem", False)
    assert {item["outcome"] for item in part["items"]} == {"未发现问题"}


def test_an_outcome_of_an_item_is_one_of_the_list(case: Issued, published):
    item = published.item_results.first()
    with pytest.raises(DomainError, match="请选择这一项的结果"):
        correct_result(
            by=case.county.reviewer,
            object_task=case.market_part,
            **RIGHT,
            outcomes={item.pk: "x"},
        )


def test_what_is_no_problem_any_more_needs_no_follow_up(case: Issued, published):
    follow_up = FollowUp.objects.get()
    correct_result(
        by=case.county.reviewer, object_task=case.market_part, **cleared(case, published)
    )
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.outcome) == ("closed", "检查结果已更正，没有发现问题")
    assert [step.action for step in follow_up.steps.all()] == ["lapse"]
    publish_result(by=case.county.lead, object_task=case.market_part, reason="复核认定合规")
    assert not Publication.objects.filter(kind="follow_up").exists()


def test_a_problem_after_all_is_followed_up_again(case: Issued, published):
    item = published.item_results.get(outcome="problem")
    by, part = case.county.reviewer, case.market_part
    correct_result(by=by, object_task=part, **cleared(case, published))
    publish_result(by=case.county.lead, object_task=part, reason="复核认定合规")
    correct_result(by=by, object_task=part, **RIGHT, outcomes={item.pk: "problem"})
    follow_up = FollowUp.objects.get()
    assert (follow_up.state, follow_up.closed_at, follow_up.outcome) == ("open", None, "")


def test_an_outcome_that_is_public_says_that_the_result_was_corrected(case: Issued, published):
    by, part = case.county.reviewer, case.market_part
    close(by=case.county.lead, follow_up=FollowUp.objects.get(), outcome="已当场改正")
    correct_result(by=by, object_task=part, **cleared(case, published))
    publish_result(by=case.county.lead, object_task=part, reason="复核认定合规")
    first, second = Publication.objects.filter(kind="follow_up").order_by("version")
    assert first.content["outcome"] == "已当场改正"
    assert second.content["outcome"] == "检查结果已更正，没有发现问题"


def test_a_correction_needs_a_reason_and_somebody_apart_from_the_team(case: Issued, published):
    with pytest.raises(GuardFailed, match="理由"):
        correct_result(
            by=case.county.reviewer, object_task=case.market_part, **RIGHT | {"reason": " "}
        )
    with pytest.raises(Forbidden):
        correct_result(by=case.county.lead, object_task=case.market_part, **RIGHT)
    with pytest.raises(NotFound):
        correct_result(by=case.county.fire_lead, object_task=case.market_part, **RIGHT)
    RoleGrant.objects.create(user=case.county.inspector, role="reviewer", granted_by="sec_admin")
    of_team = User.objects.get(username="inspector")
    with pytest.raises(GuardFailed, match="检查组成员"):
        correct_result(by=of_team, object_task=case.market_part, **RIGHT)


def test_what_is_not_public_is_returned_instead(case: Issued, submitted):
    with pytest.raises(WrongState):
        correct_result(by=case.county.reviewer, object_task=case.market_part, **RIGHT)
