"""A plan on its way from draft to force, and its change."""

from __future__ import annotations

import pytest
from county import County
from django.db import IntegrityError, transaction
from plan_lines import LINE
from task_station import make_item

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.foundation.announcing import _listeners, listen
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.plans.actions import plans
from mingcha.plans.actions.lines import remove_line, write_line
from mingcha.plans.findings import findings
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.selectors.differences import differences
from mingcha.plans.selectors.plans import (
    get_plan,
    newest_version,
    version_in_force,
    visible_plans,
)
from mingcha.registers.models import InspectionItem


@pytest.fixture
def in_force(county: County, line: PlanLine) -> PlanVersion:
    version = line.version
    plans.submit_plan(by=county.lead, version=version)
    plans.approve_plan(by=county.head, version=version)
    plans.publish_plan(by=county.lead, version=version)
    return PlanVersion.objects.get(pk=version.pk)


def test_a_plan_is_published_by_its_steps(county: County, in_force: PlanVersion):
    assert version_in_force(in_force.plan) == in_force
    told = AuditEvent.objects.filter(type="plan.changed").values_list("body__action", flat=True)
    assert list(told) == ["create", "submit", "approve", "publish"]


def test_publishing_is_announced(county: County, line: PlanLine):
    heard: list[PlanVersion] = []
    listen("plan.published", lambda version, by: heard.append(version))
    plans.submit_plan(by=county.lead, version=line.version)
    plans.approve_plan(by=county.head, version=line.version)
    plans.publish_plan(by=county.lead, version=line.version)
    _listeners["plan.published"].pop()
    assert heard == [line.version]


def test_the_drafter_never_approves(county: County, line: PlanLine):
    plans.submit_plan(by=county.lead, version=line.version)
    with pytest.raises((Forbidden, NotPermitted)):
        plans.approve_plan(by=county.lead, version=line.version)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=line.version_id).update(approved_by="lead")


def test_a_head_who_drafted_does_not_approve_either(county: County, line: PlanLine):
    PlanVersion.objects.filter(pk=line.version_id).update(drafted_by="head")
    plans.submit_plan(by=county.lead, version=line.version)
    with pytest.raises(GuardFailed, match="起草人"):
        plans.approve_plan(by=county.head, version=line.version)


def test_a_plan_is_returned_with_a_reason(county: County, line: PlanLine):
    plans.submit_plan(by=county.lead, version=line.version)
    with pytest.raises(GuardFailed, match="理由"):
        plans.return_plan(by=county.head, version=line.version, reason="")
    plans.return_plan(by=county.head, version=line.version, reason="比例偏低")
    assert newest_version(line.version.plan).approval_note == "比例偏低"
    write_line(
        by=county.lead,
        version=line.version,
        values=LINE | {"name": "改过"},
        items=list(line.items.all()),
        cooperating=[],
        line=line,
    )
    plans.submit_plan(by=county.lead, version=line.version)


def test_a_plan_is_withdrawn_before_it_is_decided_on(county: County, line: PlanLine):
    plans.submit_plan(by=county.lead, version=line.version)
    plans.withdraw_plan(by=county.lead, version=line.version)
    assert newest_version(line.version.plan).state == "draft"


def test_an_empty_plan_is_not_submitted(county: County, draft: PlanVersion):
    with pytest.raises(GuardFailed, match="至少添加一条"):
        plans.submit_plan(by=county.lead, version=draft)


def test_a_line_without_ratio_is_not_submitted(county: County, line: PlanLine):
    PlanLine.objects.update(ratios={})
    with pytest.raises(GuardFailed, match="还没有填写抽查比例"):
        plans.submit_plan(by=county.lead, version=line.version)


def test_a_change_is_a_new_version_with_a_reason_and_both_stay(
    county: County, in_force: PlanVersion, item: InspectionItem
):
    plan = in_force.plan
    with pytest.raises(DomainError, match="调整原因"):
        plans.change_plan(by=county.lead, plan=plan, reason=" ")
    second = plans.change_plan(by=county.lead, plan=plan, reason="上级下达新任务")
    [copied] = second.lines.all()
    write_line(
        by=county.lead,
        version=second,
        line=copied,
        values=LINE | {"ratios": {"ALL": "5%"}, "no_class_reason": "专项"},
        items=[item],
        cooperating=[],
    )
    write_line(by=county.lead, version=second, values=LINE, items=[item], cooperating=[])
    found = {(d.line_no, d.field): (d.before, d.after) for d in differences(second)}
    assert found[1, "抽查比例"] == ("A类 1%、B类 3%、C类 10%、D类 50%", "5%")
    assert found[2, ""] == ("无", "新增")
    assert differences(in_force) == []
    assert version_in_force(plan) == in_force
    plans.submit_plan(by=county.lead, version=second)
    plans.approve_plan(by=county.head, version=second)
    plans.publish_plan(by=county.lead, version=second)
    in_force.refresh_from_db()
    assert (in_force.state, version_in_force(plan)) == ("superseded", second)
    assert in_force.lines.count() == 1


def test_a_line_left_out_is_told_and_its_number_is_not_used_again(
    county: County, in_force: PlanVersion, item: InspectionItem
):
    second = plans.change_plan(by=county.lead, plan=in_force.plan, reason="合并")
    remove_line(by=county.lead, version=second, line=second.lines.get())
    assert [(d.line_no, d.after) for d in differences(second)] == [(1, "删去")]
    new = write_line(by=county.lead, version=second, values=LINE, items=[item], cooperating=[])
    assert new.line_no == 2


def test_only_a_published_plan_is_changed(county: County, draft: PlanVersion):
    with pytest.raises(DomainError, match="已公布"):
        plans.change_plan(by=county.lead, plan=draft.plan, reason="理由")


def test_one_plan_a_department_and_year(county: County, draft: PlanVersion):
    with pytest.raises(DomainError, match="已有2026年度计划"):
        plans.create_plan(by=county.lead, year=2026, title="又一份")


def test_without_a_department_there_is_no_plan(county: County):
    with pytest.raises(NotFound):
        plans.create_plan(by=county.sys_admin, year=2026, title="计划")


def test_scope_of_plans(county: County, in_force: PlanVersion):
    assert get_plan(county.office, in_force.plan_id) == in_force.plan
    for outside in (county.outsider, county.fire_lead):
        with pytest.raises(NotFound):
            get_plan(outside, in_force.plan_id)
    with pytest.raises(NotFound):
        plans.change_plan(by=county.fire_lead, plan=in_force.plan, reason="理由")
    with pytest.raises(Forbidden):
        visible_plans(county.inspector)


def test_a_department_named_to_join_sees_the_plan(
    county: County, draft: PlanVersion, item: InspectionItem
):
    values = LINE | {"joint_scope": "cross_department"}
    write_line(
        by=county.lead, version=draft, values=values, items=[item], cooperating=[county.fire]
    )
    plans.submit_plan(by=county.lead, version=draft)
    plans.approve_plan(by=county.head, version=draft)
    plans.publish_plan(by=county.lead, version=draft)
    assert get_plan(county.fire_lead, draft.plan_id) == draft.plan


def test_what_is_in_review_keeps_its_lines(county: County, line: PlanLine):
    plans.submit_plan(by=county.lead, version=line.version)
    with pytest.raises(DomainError, match="只有草稿"):
        remove_line(by=county.lead, version=line.version, line=line)


def test_a_line_of_another_version_is_not_touched(
    county: County, in_force: PlanVersion, item: InspectionItem
):
    second = plans.change_plan(by=county.lead, plan=in_force.plan, reason="理由")
    old = in_force.lines.get()
    with pytest.raises(DomainError, match="不属于"):
        remove_line(by=county.lead, version=second, line=old)
    with pytest.raises(DomainError, match="不属于"):
        write_line(
            by=county.lead, version=second, values=LINE, items=[item], cooperating=[], line=old
        )


def test_a_line_left_out_by_another_does_not_come_back(
    county: County, line: PlanLine, item: InspectionItem
):
    read_before = PlanLine.objects.get(pk=line.pk)
    remove_line(by=county.lead, version=line.version, line=line)
    with pytest.raises(DomainError, match=r"已被他人删去.*请返回计划页查看"):
        write_line(
            by=county.lead,
            version=read_before.version,
            values=LINE,
            items=[item],
            cooperating=[],
            line=read_before,
        )
    with pytest.raises(DomainError, match="已被他人删去"):
        remove_line(by=county.lead, version=read_before.version, line=read_before)
    assert not PlanLine.objects.exists()


def test_an_edit_keeps_the_progress_made_meanwhile(
    county: County, line: PlanLine, item: InspectionItem
):
    PlanLine.objects.update(state="covered")
    values = LINE | {"name": "改过"}
    write_line(
        by=county.lead, version=line.version, values=values, items=[item], cooperating=[], line=line
    )
    assert PlanLine.objects.values_list("name", "state").get() == ("改过", "covered")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"period_to": LINE["period_from"].replace(month=1)}, "不能早于"),
        ({"period_to": LINE["period_to"].replace(year=2027)}, "2026年内"),
        ({"joint_scope": "cross_department"}, "配合部门"),
    ],
)
def test_an_unusable_line_is_refused(
    county: County, draft: PlanVersion, item: InspectionItem, change: dict, sentence: str
):
    with pytest.raises(DomainError, match=sentence):
        write_line(
            by=county.lead, version=draft, values=LINE | change, items=[item], cooperating=[]
        )


def test_items_must_be_in_force(county: County, draft: PlanVersion, item: InspectionItem):
    with pytest.raises(DomainError, match="至少选择一个"):
        write_line(by=county.lead, version=draft, values=LINE, items=[], cooperating=[])
    item.versions.update(state="superseded")
    with pytest.raises(DomainError, match="SCJG-03"):
        write_line(by=county.lead, version=draft, values=LINE, items=[item], cooperating=[])


def test_findings_warn_and_block(county: County, line: PlanLine, item: InspectionItem):
    assert findings(line.version) == []
    write_line(
        by=county.lead,
        version=line.version,
        values=LINE | {"ratios": {"ALL": "3%"}},
        items=[item],
        cooperating=[],
    )
    told = [finding.message for finding in findings(line.version)]
    assert any("没有按信用风险分类" in message for message in told)
    assert any("建议合并" in message for message in told)
    PlanLine.objects.filter(line_no=2).update(ratios={"A": "5%", "B": "3%", "C": "10%", "D": "50%"})
    item.versions.update(item_class="general")
    worst = findings(line.version)[0]
    assert worst.is_blocking
    assert "不能低于A类" in worst.message
    with pytest.raises(GuardFailed, match="不能低于A类"):
        plans.submit_plan(by=county.lead, version=line.version)


def test_a_class_of_items_that_no_line_has_is_told(county: County, line: PlanLine, item):
    other = make_item(county.market, "SCJG-09", "价格检查")
    other.versions.update(item_class="general")
    item.versions.update(item_class="key")
    assert [f.message for f in findings(line.version)] == ["清单里有一般检查事项，计划中一项也没有"]
    item.versions.update(item_class="general")
    assert findings(line.version) == []
    other.versions.update(item_class="key")
    assert [f.message for f in findings(line.version)] == ["清单里有重点检查事项，计划中一项也没有"]


def test_a_published_plan_is_not_submitted_again(county: County, in_force: PlanVersion):
    with pytest.raises(WrongState):
        plans.submit_plan(by=county.lead, version=in_force)
