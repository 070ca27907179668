"""Tasks that special circumstances keep from being joint: asked, approved, left out (R-116)."""

from __future__ import annotations

import pytest
from checked_case import make_record
from county import County
from year_case import make_year

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.reports.selectors.standing import standings
from mingcha.tasks.actions.joint_exceptions import (
    approve_joint_exception,
    ask_joint_exception,
    refuse_joint_exception,
    withdraw_joint_exception,
)
from mingcha.tasks.models import JointException, Task
from mingcha.tasks.selectors.joint_exceptions import (
    excepted_tasks,
    get_exception,
    may_be_excepted,
    visible_exceptions,
)
from mingcha.tasks.selectors.waiting import waiting_for

ASKED = {"ground": "single_remit", "reason": "只涉及特种设备"}


@pytest.fixture
def task(county: County) -> Task:
    return make_record(county).object_task.task


def test_what_the_office_approves_counts_on_neither_side(county: County):
    make_year(county)
    rows = {row.title: row for row in standings(county.region, 2026)}
    before = rows["部门联合抽查次数占比"]
    task = Task.objects.filter(
        draw__drawn_at__isnull=False, joint_scope="internal", lead_department=county.market
    ).exclude(state="voided").first()  # fmt: skip
    asked = ask_joint_exception(by=county.lead, task=task, **ASKED)
    assert excepted_tasks(2026, county.region.prefix) == set()
    (waiting,) = [each for each in waiting_for(county.office) if "例外" in each.title]
    assert task.title in waiting.title
    approve_joint_exception(by=county.office, exception=asked, note="情况属实")
    assert excepted_tasks(2026, county.region.prefix) == {str(task.pk)}
    rows = {row.title: row for row in standings(county.region, 2026)}
    after = rows["部门联合抽查次数占比"]
    assert (after.numerator, after.denominator) == (before.numerator, before.denominator - 1)
    assert after.note == "另有 1 项任务经批准为特殊情况，不计"
    assert before.note == ""
    assert not [each for each in waiting_for(county.office) if "例外" in each.title]
    withdraw_joint_exception(by=county.lead, exception=asked)
    assert excepted_tasks(2026, county.region.prefix) == set()
    told = AuditEvent.objects.filter(type="task.joint_exception").order_by("seq")
    assert [each.body["action"] for each in told] == [
        "ask_exception",
        "approve_exception",
        "withdraw_exception",
    ]


def test_who_may_ask_and_what_for(county: County, task: Task):
    with pytest.raises(DomainError, match="理由"):
        ask_joint_exception(by=county.lead, task=task, ground="other", reason="")
    with pytest.raises(Forbidden):
        ask_joint_exception(by=county.head, task=task, **ASKED)
    with pytest.raises(NotFound):
        ask_joint_exception(by=county.fire_lead, task=task, **ASKED)
    assert may_be_excepted(task, county.market.pk)
    ask_joint_exception(by=county.lead, task=task, **ASKED)
    assert not may_be_excepted(task, county.market.pk)
    with pytest.raises(DomainError, match="已经申请"):
        ask_joint_exception(by=county.lead, task=task, **ASKED)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"joint_scope": "cross_department"}, "就是部门联合"),
        ({"state": "voided", "void_reason": "重复"}, "作废"),
    ],
)
def test_a_joint_or_void_task_needs_none(county: County, task: Task, changed, told: str):
    Task.objects.filter(pk=task.pk).update(**changed)
    with pytest.raises(DomainError, match=told):
        ask_joint_exception(by=county.lead, task=task, **ASKED)
    assert not may_be_excepted(Task.objects.get(pk=task.pk), county.market.pk)


def test_another_decides_once_and_refuses_with_a_reason(county: County, task: Task):
    asked = ask_joint_exception(by=county.lead, task=task, **ASKED)
    with pytest.raises(Forbidden):
        approve_joint_exception(by=county.head, exception=asked)
    with pytest.raises(DomainError, match="理由"):
        refuse_joint_exception(by=county.office, exception=asked, reason="")
    refuse_joint_exception(by=county.office, exception=asked, reason="可以联合")
    assert JointException.objects.get().decision == "可以联合"
    with pytest.raises(DomainError, match="已经处理"):
        approve_joint_exception(by=county.office, exception=asked)
    with pytest.raises(DomainError, match="不再有效"):
        withdraw_joint_exception(by=county.lead, exception=asked)
    again = ask_joint_exception(by=county.lead, task=task, **ASKED)
    JointException.objects.filter(pk=again.pk).update(asked_by=county.office.username)
    with pytest.raises(DomainError, match="自己的申请"):
        approve_joint_exception(by=county.office, exception=again)


def test_outside_the_scope_there_is_nothing(county: County, task: Task):
    asked = ask_joint_exception(by=county.lead, task=task, **ASKED)
    assert list(visible_exceptions(county.office)) == [asked]
    with pytest.raises(NotFound):
        get_exception(county.fire_lead, asked.pk)
    county.office.region = county.outsider.region
    with pytest.raises(NotFound):
        approve_joint_exception(by=county.office, exception=asked)
