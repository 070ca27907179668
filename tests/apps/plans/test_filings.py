"""A plan in force is filed with the region's office, which gives a receipt (R-042)."""

from __future__ import annotations

import pytest
import time_machine
from city import make_city
from county import County

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.plans.actions import plans
from mingcha.plans.actions.filings import file_plan, receive_filing, return_filing
from mingcha.plans.models import PlanFiling, PlanLine, PlanVersion
from mingcha.plans.selectors.filings import filing_rows, get_filing
from mingcha.plans.selectors.waiting import waiting_for


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel("2026-01-12T09:00:00+08:00", tick=False):
        yield


@pytest.fixture
def in_force(county: County, line: PlanLine) -> PlanVersion:
    return published(county, line.version)


def published(county: County, version: PlanVersion) -> PlanVersion:
    plans.submit_plan(by=county.lead, version=version)
    plans.approve_plan(by=county.head, version=version)
    plans.publish_plan(by=county.lead, version=version)
    return PlanVersion.objects.get(pk=version.pk)


def titles(user: User) -> list[str]:
    return [to_do.title for to_do in waiting_for(user)]


def open_ones(county: County) -> list[str]:
    return [row.department.short_name for row in filing_rows(county.office, 2026) if row.is_open]


def test_a_plan_is_filed_and_received_with_number_and_day(county: County, in_force: PlanVersion):
    assert "报送计划备案" in titles(county.lead)
    filing = file_plan(by=county.lead, version=in_force)
    assert "报送计划备案" not in titles(county.lead)
    assert "接收计划备案" in titles(county.office)
    received = receive_filing(by=county.office, filing=filing)
    assert (received.state, received.receipt_no) == ("received", "130136-2026-BA001")
    assert received.received_at is not None
    assert "接收计划备案" not in titles(county.office)
    told = AuditEvent.objects.filter(type="plan_filing.changed").order_by("seq")
    assert [event.body["action"] for event in told] == ["file", "receive"]


def test_who_has_not_filed_is_listed_first(county: County, in_force: PlanVersion):
    assert open_ones(county) == ["市场监督管理局", "消防救援大队"]
    filing = file_plan(by=county.lead, version=in_force)
    receive_filing(by=county.office, filing=filing)
    assert open_ones(county) == ["消防救援大队"]
    [fire, market] = filing_rows(county.office, 2026)
    assert (fire.version, market.filing) == (None, PlanFiling.objects.get())
    assert [row.department for row in filing_rows(county.lead, 2026)] == [county.market]


def test_a_revised_plan_without_filing_is_open_again(county: County, in_force: PlanVersion):
    receive_filing(by=county.office, filing=file_plan(by=county.lead, version=in_force))
    second = plans.change_plan(by=county.lead, plan=in_force.plan, reason="上级下达新任务")
    second = published(county, second)
    assert "市场监督管理局" in open_ones(county)
    filing = receive_filing(by=county.office, filing=file_plan(by=county.lead, version=second))
    assert filing.receipt_no == "130136-2026-BA002"
    assert PlanFiling.objects.count() == 2


def test_what_is_sent_back_is_filed_once_more(county: County, in_force: PlanVersion):
    filing = file_plan(by=county.lead, version=in_force)
    with pytest.raises(WrongState):
        file_plan(by=county.lead, version=in_force)
    with pytest.raises(GuardFailed, match="理由"):
        return_filing(by=county.office, filing=filing, reason=" ")
    filing = return_filing(by=county.office, filing=filing, reason="缺少配合部门")
    assert filing.return_note == "缺少配合部门"
    assert "报送计划备案" in titles(county.lead)
    assert "市场监督管理局" in open_ones(county)
    assert file_plan(by=county.lead, version=in_force).state == "filed"
    with pytest.raises(WrongState):
        receive_filing(by=county.office, filing=receive_filing(by=county.office, filing=filing))


def test_only_a_published_plan_is_filed_and_by_its_department(county: County, line: PlanLine):
    with pytest.raises(DomainError, match="公布以后"):
        file_plan(by=county.lead, version=line.version)
    version = published(county, line.version)
    with pytest.raises(NotFound):
        file_plan(by=county.fire_lead, version=version)
    with pytest.raises(Forbidden):
        file_plan(by=county.head, version=version)


def test_only_the_office_of_the_region_receives(county: County, in_force: PlanVersion):
    filing = file_plan(by=county.lead, version=in_force)
    with pytest.raises(Forbidden):
        receive_filing(by=county.lead, filing=filing)
    city = make_city(county)
    RoleGrant.objects.create(user=city.lead, role="coord_office", granted_by="setup")
    above = User.objects.get(pk=city.lead.pk)
    assert get_filing(above, filing.pk) == filing
    with pytest.raises(NotFound):
        receive_filing(by=above, filing=filing)
    with pytest.raises(NotFound):
        get_filing(county.fire_lead, filing.pk)
