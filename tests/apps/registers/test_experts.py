"""Experts and professional bodies: kept by their department, barred where they have an interest."""

from __future__ import annotations

import pytest
from county import County
from issued_case import Issued, issue_case

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions import experts
from mingcha.registers.models import Expert, ProfessionalBody, Tag
from mingcha.registers.selectors.experts import bodies_for, experts_for, visible_experts


@pytest.fixture
def case(county: County) -> Issued:
    return issue_case(county)


@pytest.fixture
def body(county: County) -> ProfessionalBody:
    facts = {"name": "检测中心", "services": "抽样检验"}
    return experts.add_body(by=county.lead, department=county.market, facts=facts)


@pytest.fixture
def expert(county: County, body: ProfessionalBody) -> Expert:
    facts = {"name": "周专家", "body": body, "phone": "13800001234"}
    tag = Tag.objects.create(code="gsp", name="药品GSP", kind="qualification")
    return experts.add_expert(by=county.lead, department=county.market, facts=facts, tags=[tag])


def test_an_expert_is_offered_where_nothing_bars(county, case: Issued, expert: Expert, body):
    assert list(experts_for(county.market, case.shop)) == [expert]
    assert list(bodies_for(county.market, case.shop)) == [body]
    assert not experts_for(county.fire, case.shop)
    told = AuditEvent.objects.filter(type="expert.changed").last()
    assert "周专家" not in str(told.body) + told.body["subject"]


def test_an_interest_bars_until_it_ends(county, case: Issued, expert: Expert):
    declare = {"by": county.lead, "helper": expert, "code": case.shop.code}
    with pytest.raises(DomainError, match="理由"):
        experts.declare_interest(**declare, reason="")
    interest = experts.declare_interest(**declare, reason="提供过咨询")
    with pytest.raises(DomainError, match="已登记过"):
        experts.declare_interest(**declare, reason="提供过咨询")
    assert not experts_for(county.market, case.shop)
    with pytest.raises(DomainError, match="理由"):
        experts.end_interest(by=county.lead, interest=interest, reason="")
    experts.end_interest(by=county.lead, interest=interest, reason="合同已结束")
    assert experts_for(county.market, case.shop).get() == expert
    with pytest.raises(DomainError, match="已经解除"):
        experts.end_interest(by=county.lead, interest=interest, reason="合同已结束")


def test_a_bodys_interest_bars_its_experts_too(county, case: Issued, expert: Expert, body):
    experts.declare_interest(by=county.lead, helper=body, code=case.shop.code, reason="业务往来")
    assert not experts_for(county.market, case.shop)
    assert not bodies_for(county.market, case.shop)
    with pytest.raises(DomainError, match="没有这个代码"):
        experts.declare_interest(by=county.lead, helper=body, code="9", reason="业务往来")


def test_who_left_the_pool_is_not_offered(county, case: Issued, expert: Expert, body):
    off = {"is_active": False}
    experts.edit_body(by=county.lead, body=body, facts=off, tags=[])
    assert not experts_for(county.market, case.shop)
    experts.edit_body(by=county.lead, body=body, facts={"is_active": True}, tags=[])
    experts.edit_expert(by=county.lead, expert=expert, facts=off, tags=[])
    assert not experts_for(county.market, case.shop)


def test_faulty_records_are_refused(county, expert: Expert, body: ProfessionalBody):
    edit = {"by": county.lead, "expert": expert, "tags": []}
    with pytest.raises(DomainError, match="11位手机号"):
        experts.edit_expert(**edit, facts={"phone": "138"})
    foreign = experts.add_body(
        by=county.fire_lead, department=county.fire, facts={"name": "消防检测", "services": "检测"}
    )
    with pytest.raises(DomainError, match="本部门库中的机构"):
        experts.edit_expert(**edit, facts={"body": foreign})
    shop = Tag.objects.create(code="shop", name="餐饮", kind="object")
    with pytest.raises(DomainError, match="专长或资质"):
        experts.edit_expert(by=county.lead, expert=expert, facts={}, tags=[shop])
    with pytest.raises(DomainError, match="已有这个机构"):
        experts.add_body(
            by=county.lead, department=county.market, facts={"name": body.name, "services": "x"}
        )


def test_every_department_keeps_its_own_pool(county, expert: Expert):
    assert not visible_experts(county.fire_lead)
    assert visible_experts(county.office).get() == expert
    with pytest.raises(NotFound):
        experts.edit_expert(by=county.fire_lead, expert=expert, facts={}, tags=[])
    with pytest.raises(Forbidden):
        experts.edit_expert(by=county.head, expert=expert, facts={}, tags=[])
