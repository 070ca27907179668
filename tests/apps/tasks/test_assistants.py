"""Experts and bodies beside a team: they assist, and nobody counts them (R-023, G-6)."""

from __future__ import annotations

import pytest
from county import County
from issued_case import Issued, issue_case

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.inspections.actions.visits import start_visit
from mingcha.registers.actions import experts
from mingcha.registers.models import Expert
from mingcha.tasks.actions.assistants import add_assistant, remove_assistant
from mingcha.tasks.models import TeamAssistant


@pytest.fixture
def case(county: County) -> Issued:
    return issue_case(county)


@pytest.fixture
def expert(county: County) -> Expert:
    return experts.add_expert(by=county.lead, department=county.market, facts={"name": "周专家"})


def arrange(case: Issued, expert: Expert, **changes: object) -> TeamAssistant:
    given = {"by": case.county.lead, "object_task": case.market_part, "helper": expert}
    return add_assistant(**(given | {"duty": "抽样检验"} | changes))


def test_an_expert_assists_and_is_no_member(case: Issued, expert: Expert):
    made = arrange(case, expert)
    assert made.role == "assist"
    assert case.market_part.team.count() == 2
    told = AuditEvent.objects.get(type="team.assistant")
    assert (told.body["kind"], told.body["action"]) == ("expert", "add")
    with pytest.raises(DomainError, match="已在协助"):
        arrange(case, expert)


def test_an_expert_never_counts_to_the_two_officers(case: Issued, expert: Expert, monkeypatch):
    from issued_case import THAT_DAY

    from mingcha.foundation import clock

    monkeypatch.setattr(clock, "now", lambda: THAT_DAY)
    arrange(case, expert)
    case.market_part.team.get(slot=1).delete()
    with pytest.raises(GuardFailed, match="只有1名，至少要2名"):
        start_visit(
            by=case.county.inspector,
            object_task=case.market_part,
            methods=["on_site"],
            present=[],
            certificate_shown=True,
        )


def test_who_has_an_interest_in_the_object_does_not_assist(case: Issued, expert: Expert):
    code = case.shop.code
    experts.declare_interest(by=case.county.lead, helper=expert, code=code, reason="提供过咨询")
    with pytest.raises(DomainError, match="利害关系") as fault:
        arrange(case, expert)
    assert fault.value.field == "helper"


def test_a_body_assists_like_an_expert(case: Issued, county: County):
    body = experts.add_body(
        by=county.lead, department=county.market, facts={"name": "检测中心", "services": "检验"}
    )
    assert str(arrange(case, body)) == "检测中心"  # type: ignore[arg-type]
    with pytest.raises(DomainError, match="写明协助什么"):
        arrange(case, body, duty=" ")  # type: ignore[arg-type]


def test_an_arrangement_is_called_off_with_a_reason(case: Issued, expert: Expert):
    made = arrange(case, expert)
    with pytest.raises(DomainError, match="理由"):
        remove_assistant(by=case.county.lead, assistant=made, reason="")
    remove_assistant(by=case.county.lead, assistant=made, reason="专家另有安排")
    with pytest.raises(DomainError, match="已经取消"):
        remove_assistant(by=case.county.lead, assistant=made, reason="专家另有安排")
    assert arrange(case, expert) != made


def test_only_the_own_department_arranges_and_before_the_result(case: Issued, expert: Expert):
    with pytest.raises(Forbidden):
        arrange(case, expert, by=case.county.fire_lead)
    with pytest.raises(Forbidden):
        arrange(case, expert, by=case.county.head)
    case.market_part.state = "in_review"
    case.market_part.save()
    with pytest.raises(DomainError, match="已经提交"):
        arrange(case, expert)
