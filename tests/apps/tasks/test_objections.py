"""Objections to a frozen pool hold the ceremony back until they are decided (protocol section 11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from county import County
from standing import Standing
from task_station import frozen_task, make_station

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.suites import SUITES
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.tasks import log
from mingcha.tasks.actions.ceremony import open_commitments
from mingcha.tasks.actions.objections import (
    dismiss_objection,
    record_objection,
    statement_of,
    uphold_objection,
)
from mingcha.tasks.actions.pools import reopen_pool
from mingcha.tasks.models import Objection, Task

STANDING = {
    "task": lambda county: frozen_task(county, make_station(county)),
}


@pytest.fixture
def task(standing: Standing) -> Task:
    return standing.made


def raised(county: County, task: Task, **changes: Any) -> Objection:
    given: dict[str, Any] = {
        "objector": "澄川县某餐饮店",
        "raised_on": clock.today(),
        "object_code": "91130136MA0000001x",
        "text": "已经停业，不应列入名录",
    }
    return record_objection(by=county.lead, task=task, **given | changes)


def test_nobody_commits_while_an_objection_is_open(county: County, task: Task):
    objection = raised(county, task)
    assert objection.object_code == "91130136MA0000001X"
    with pytest.raises(GuardFailed, match="还有异议没有处理"):
        open_commitments(by=county.operator, draw=task.draw)
    dismiss_objection(by=county.head, objection=objection, decision="经核实仍在营业")
    assert open_commitments(by=county.operator, draw=task.draw).state == "committing"


def test_the_log_tells_number_outcome_and_digest_and_nobody(county: County, task: Task):
    for text in ("已经停业", "名录不全"):
        objection = raised(county, task, text=text)
        dismiss_objection(by=county.head, objection=objection, decision="经核实不属实")
    draw = open_commitments(by=county.operator, draw=task.draw)
    kinds = [entry.type for entry in log.entries(draw)]
    assert kinds == ["REGISTER", "OBJECTION", "OBJECTION"]
    for number, (entry, objection) in enumerate(
        zip(list(log.entries(draw))[1:], draw.objections.all(), strict=True), 1
    ):
        digest = SUITES[draw.suite].hex(jcs(statement_of(objection)))
        assert entry.body == {"objection": number, "outcome": "dismissed", "statement": digest}
    assert "餐饮店" not in str([entry.body for entry in log.entries(draw)])


def test_where_one_is_upheld_the_pool_is_built_anew(county: County, task: Task):
    objection = raised(county, task)
    uphold_objection(by=county.head, objection=objection, decision="确已停业")
    with pytest.raises(GuardFailed, match="有异议成立"):
        open_commitments(by=county.operator, draw=task.draw)
    reopen_pool(by=county.head, task=task, reason="异议成立，重新组建名录")
    assert Task.objects.get(pk=task.pk).state == "approved"
    objection.refresh_from_db()
    with pytest.raises(DomainError, match="已经重新组建"):
        dismiss_objection(by=county.head, objection=objection, decision="改了主意")


def test_who_took_it_down_does_not_decide_it_and_once_is_enough(county: County, task: Task):
    objection = raised(county, task)
    RoleGrant.objects.create(user=county.lead, role="dept_head", granted_by="setup")
    with pytest.raises(DomainError, match="登记人不能处理"):
        dismiss_objection(
            by=User.objects.get(pk=county.lead.pk), objection=objection, decision="不属实"
        )
    with pytest.raises(DomainError) as fault:
        dismiss_objection(by=county.head, objection=objection, decision=" ")
    assert fault.value.field == "reason"
    dismiss_objection(by=county.head, objection=objection, decision="经核实不属实")
    with pytest.raises(DomainError, match="已经处理"):
        uphold_objection(by=county.head, objection=objection, decision="又属实")
    told = AuditEvent.objects.filter(type="pool.objection").order_by("pk")
    assert [each.body["action"] for each in told] == ["record_objection", "dismiss_objection"]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_before_the_freeze_or_to_come_is_refused_at_its_field(
    county: County, task: Task, days: int
):
    with pytest.raises(DomainError) as fault:
        raised(county, task, raised_on=clock.today() + timedelta(days=days))
    assert fault.value.field == "raised_on"


def test_after_the_ceremony_began_and_by_others_nothing_is_taken_down(county: County, task: Task):
    with pytest.raises(NotFound):
        record_objection(
            by=county.outsider,
            task=task,
            objector="某店",
            raised_on=clock.today(),
            object_code="",
            text="不同意",
        )
    with pytest.raises(Forbidden):
        dismiss_objection(by=county.lead, objection=raised(county, task), decision="不属实")
    Objection.objects.all().delete()
    open_commitments(by=county.operator, draw=task.draw)
    with pytest.raises(DomainError, match="抽取已经开始"):
        raised(county, task)
