"""Caps are asked before a task is approved (C.3, E.2), and tasks beside the plan have their own approval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from county import County
from pool_case import sent_out
from task_station import SCHEME, TODAY, make_inspectors, make_item, make_objects

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.caps import set_cap
from mingcha.registers.models import InspectionItem, InspectionObject
from mingcha.tasks.actions import creating, deciding, schemes
from mingcha.tasks.actions.grounds import add_ground, remove_ground
from mingcha.tasks.cap_findings import caps_met
from mingcha.tasks.models import Approval, Task
from mingcha.tasks.models.task import TaskSource

BESIDE_THE_PLAN = [source for source in TaskSource.values if source != TaskSource.PLAN]


@pytest.fixture
def objects(county: County) -> list[InspectionObject]:
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    make_inspectors(county.market, 4)
    make_item(county.market, "SC-01", "食品经营检查")
    return make_objects(county, 12)


def general(county: County, most: int) -> None:
    Parameter.objects.create(
        key="cap.visits_per_year", value=dict.fromkeys("ABCD", most), region=county.region
    )


def pending(county: County, source: str) -> Task:
    task = creating.create_task_off_plan(
        by=county.lead,
        source=source,
        reason="集中投诉",
        particulars={
            "title": "专项检查",
            "object_filter": {"industries": ["餐饮业"]},
            "ratios": {"ALL": "50%"},
            "period_from": TODAY,
            "period_to": TODAY + timedelta(days=30),
            "mode": "county_county",
            "draw_kind": "targeted",
        },
        items=InspectionItem.objects.filter(department=county.market),
    )
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    task.refresh_from_db()
    return task


def capped(county: County, **values: Any) -> None:
    given: dict[str, Any] = {
        "title": "餐饮一年一次",
        "max_visits": 1,
        "basis": "澄双随办〔2026〕3号",
        "since": date(2020, 1, 1),
        "window": "year",
        "exempt_sources": ["complaint"],
    }
    set_cap(by=county.office, **given | values)


def with_ground(county: County, task: Task, content: bytes = b"%PDF-1.7 complaint %%EOF"):
    return add_ground(by=county.lead, task=task, content=content, file_name="举报登记单.pdf")


def told(task: Task) -> list[tuple[str, int, bool]]:
    return [(met.title, met.number, met.is_exempt) for met in caps_met(task, clock.today())]


def test_whom_a_cap_keeps_back_is_told_and_asks_for_nothing(county: County, objects):
    general(county, 9)
    for found in objects[:2]:
        sent_out(county, found, "published")
    capped(county)
    task = pending(county, "ad_hoc")
    assert told(task) == [("餐饮一年一次", 2, False)]
    deciding.approve_task(by=county.head, task=task)


def test_the_general_cap_is_told_by_its_name(county: County, objects):
    general(county, 1)
    sent_out(county, objects[0], "published")
    assert told(pending(county, "campaign")) == [("每年入企检查频次上限", 1, False)]


def test_an_exempt_source_goes_beyond_a_cap_for_a_reason(county: County, objects):
    general(county, 9)
    for found in objects[:4]:
        sent_out(county, found, "published")
    capped(county)
    task = pending(county, "complaint")
    assert told(task) == [("餐饮一年一次", 4, True)]
    first = "、".join(f"澄川县第{n}餐饮店" for n in range(3))
    with pytest.raises(GuardFailed) as refusal:
        deciding.approve_task(by=county.head, task=task)
    sentence = refusal.value.reasons["caps_checked"]
    assert f"{first}等 4 户已达到《餐饮一年一次》" in sentence
    assert "上传依据材料" in sentence
    with_ground(county, task)
    with pytest.raises(GuardFailed, match="审批意见中写明理由"):
        deciding.approve_task(by=county.head, task=task)
    deciding.approve_task(by=county.head, task=task, note="食物中毒线索，须现场核实")
    assert Approval.objects.get().note == "食物中毒线索，须现场核实"


def test_the_general_cap_is_gone_beyond_for_a_reason_too(county: County, objects):
    general(county, 1)
    sent_out(county, objects[0], "published")
    task = pending(county, "assigned")
    assert told(task) == [("每年入企检查频次上限", 1, True)]
    with_ground(county, task)
    with pytest.raises(GuardFailed, match="确需检查的"):
        deciding.approve_task(by=county.head, task=task)


def test_without_caps_reached_no_reason_is_asked(county: County, objects):
    general(county, 2)
    sent_out(county, objects[0], "published")
    capped(county, max_visits=2)
    task = pending(county, "complaint")
    assert told(task) == []
    deciding.approve_task(by=county.head, task=task)


def test_the_documents_of_a_task_change_until_it_is_approved(county: County, objects):
    task = pending(county, "complaint")
    kept, taken_off = with_ground(county, task), with_ground(county, task, b"%PDF-1 b %%EOF")
    with pytest.raises(DomainError, match="已经传过"):
        with_ground(county, task)
    with pytest.raises(DomainError, match="不是 PDF"):
        with_ground(county, task, b"MZ program")
    remove_ground(by=county.lead, task=task, ground=taken_off.pk)
    with pytest.raises(NotFound):
        remove_ground(by=county.lead, task=task, ground=taken_off.pk)
    with pytest.raises(NotFound):
        add_ground(by=county.fire_lead, task=task, content=b"%PDF-1 c %%EOF", file_name="a.pdf")
    deciding.approve_task(by=county.head, task=task, note="同意")
    assert list(task.grounds.all()) == [kept]
    with pytest.raises(DomainError, match="已经审批"):
        remove_ground(by=county.lead, task=task, ground=kept.pk)
    changes = AuditEvent.objects.filter(type="task.ground").order_by("pk")
    assert [each.body["action"] for each in changes] == ["add", "add", "remove"]


@pytest.mark.parametrize("source", BESIDE_THE_PLAN)
def test_a_task_beside_the_plan_is_approved_by_another_person(county: County, objects, source):
    task = pending(county, source)
    with pytest.raises(Forbidden):
        deciding.approve_task(by=county.office, task=task)
    RoleGrant.objects.create(user=county.lead, role="dept_head", granted_by="setup")
    author = User.objects.get(pk=county.lead.pk)
    with pytest.raises(GuardFailed, match="起草人不能审批"):
        deciding.approve_task(by=author, task=task, note="同意")
    deciding.approve_task(by=county.head, task=task, note="同意")
    task.refresh_from_db()
    approval = Approval.objects.get(task=task)
    assert (task.state, approval.by, approval.is_approved) == ("approved", "head", True)
