"""A published result was wrong: the reviewer writes it anew, and it is published again."""

from __future__ import annotations

import pytest
from issued_case import Issued

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
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
