"""From draft to approval, and out of it."""

from __future__ import annotations

import pytest
from county import County
from task_station import (
    BY_CLASS,
    SCHEME,
    WHOLE,
    approved_task,
    frozen_task,
    make_line,
    make_objects,
    make_station,
)

from mingcha.accounts.models import RoleGrant, User
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.models import PlanVersion
from mingcha.registers.models import InspectionItem, InspectionObject, ItemVersion, Tag
from mingcha.tasks.actions import creating, deciding, schemes
from mingcha.tasks.models import Approval, Draw, SubTask, Task, TaskScheme
from mingcha.tasks.selectors.waiting import waiting_for


@pytest.fixture
def task(county: County) -> Task:
    line = make_station(county, objects=24, joint=True)
    return creating.create_task_from_line(by=county.lead, line=line)


def test_a_joint_team_that_counts_together_may_send_one_of_each(county: County, task: Task):
    with pytest.raises(DomainError, match="至少派 2 名"):
        schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=1)
    key = "team.joint_counts_together"
    Parameter.objects.create(key=key, region=county.region, value=True, reason="本地规定")
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=1)
    assert task.sub_tasks.get(department=county.market).team_size == 1


@pytest.fixture
def pending(county: County, task: Task) -> Task:
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    return task


def fires(task: Task) -> SubTask:
    return task.sub_tasks.get(is_lead=False)


def sign(county: County, task: Task, **changes: object) -> None:
    settings = {
        "by": county.fire_lead,
        "sub_task": fires(task),
        "items": InspectionItem.objects.filter(department=county.fire),
        "team_size": 2,
    } | changes
    schemes.cosign(**settings)


def test_the_lead_signs_by_handing_in_and_the_others_for_themselves(county, pending):
    assert [part.state for part in pending.sub_tasks.all()] == ["cosigned", "invited"]
    with pytest.raises(GuardFailed, match="消防救援大队"):
        deciding.approve_task(by=county.head, task=pending)
    tag = Tag.objects.create(code="fire", name="消防", kind="expertise")
    sign(county, pending, expertise=[tag], team_size=3)
    part = fires(pending)
    assert (part.state, part.cosigned_by, part.team_size) == ("cosigned", "fire_lead", 3)
    assert list(part.expertise.all()) == [tag]
    deciding.approve_task(by=county.head, task=pending, note="同意")
    approval = Approval.objects.get()
    assert (approval.step, approval.is_approved, approval.by_name) == ("approve", True, "吴正清")


def test_an_empty_scheme_is_not_handed_in(county, task):
    with pytest.raises(GuardFailed, match="还没有编制检查方案"):
        schemes.submit_scheme(by=county.lead, task=task)
    text = SCHEME | {"division": ""}
    schemes.write_scheme(by=county.lead, task=task, text=text, team_size=2)
    with pytest.raises(GuardFailed, match="部门分工"):
        schemes.submit_scheme(by=county.lead, task=task)
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME | {"frequency": ""}, team_size=2)
    with pytest.raises(GuardFailed, match="抽查频次"):
        schemes.submit_scheme(by=county.lead, task=task)
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    task.sub_tasks.get(is_lead=True).items.clear()
    with pytest.raises(GuardFailed, match="牵头部门的检查事项"):
        schemes.submit_scheme(by=county.lead, task=task)


def test_a_scheme_is_not_handed_in_for_a_plan_that_has_changed(county, task):
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    PlanVersion.objects.update(state="superseded")
    with pytest.raises(GuardFailed, match="已有新版本"):
        schemes.submit_scheme(by=county.lead, task=task)


def test_a_team_of_one_is_refused(county, task, pending):
    for act in (lambda: sign(county, task, team_size=1),):
        with pytest.raises(DomainError, match="至少派 2 名") as refused:
            act()
        assert refused.value.field == "team_size"
    schemes.recall_scheme(by=county.lead, task=task)
    with pytest.raises(DomainError, match="至少派 2 名"):
        schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=1)
    tag = Tag.objects.create(code="shop", name="餐饮", kind="object")
    with pytest.raises(DomainError, match="业务专长类标签"):
        schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2, expertise=[tag])


def test_what_is_handed_in_is_not_edited(county, pending):
    with pytest.raises(DomainError, match="撤回"):
        schemes.write_scheme(by=county.lead, task=pending, text=SCHEME, team_size=2)


def test_co_signing_names_ones_own_items_in_force(county, pending):
    with pytest.raises(GuardFailed, match="选定本部门"):
        sign(county, pending, items=[])
    with pytest.raises(DomainError, match="已公布的抽查事项"):
        sign(county, pending, items=InspectionItem.objects.filter(department=county.market))
    ItemVersion.objects.filter(item__department=county.fire).update(state="draft")
    with pytest.raises(DomainError, match="已公布的抽查事项"):
        sign(county, pending)


def test_who_signs_for_a_department(county, task, pending):
    with pytest.raises(Forbidden, match="参与部门自己"):
        sign(county, pending, by=county.lead)
    with pytest.raises(Forbidden):
        sign(county, pending, by=county.fire_head)
    with pytest.raises(NotFound):
        sign(county, pending, by=county.outsider)
    schemes.recall_scheme(by=county.lead, task=task)
    with pytest.raises(DomainError, match="提交方案之后"):
        sign(county, pending)


def test_a_returned_scheme_is_signed_again_only_where_it_changed(county, pending):
    sign(county, pending)
    with pytest.raises(GuardFailed, match="理由"):
        deciding.return_scheme(by=county.head, task=pending, reason=" ")
    deciding.return_scheme(by=county.head, task=pending, reason="分工不清")
    assert Approval.objects.get().note == "分工不清"
    schemes.submit_scheme(by=county.lead, task=pending)
    assert fires(pending).state == "cosigned"
    deciding.return_scheme(by=county.head, task=pending, reason="分工不清")
    schemes.write_scheme(by=county.lead, task=pending, text=SCHEME, team_size=2)
    assert [part.state for part in pending.sub_tasks.all()] == ["invited", "invited"]


def test_nobody_decides_on_their_own_draft(county, pending):
    sign(county, pending)
    RoleGrant.objects.create(user=county.lead, role="dept_head", granted_by="setup")
    county.people["lead"] = User.objects.get(pk=county.lead.pk)
    with pytest.raises(GuardFailed, match="起草人不能审批"):
        deciding.approve_task(by=county.lead, task=pending)
    TaskScheme.objects.update(drafted_by="head")
    with pytest.raises(GuardFailed, match="起草人不能审批"):
        deciding.approve_task(by=county.head, task=pending)


def test_the_lead_departments_head_decides(county, pending):
    sign(county, pending)
    with pytest.raises(Forbidden, match="牵头部门"):
        deciding.approve_task(by=county.fire_head, task=pending)
    with pytest.raises(NotFound):
        deciding.approve_task(by=county.outsider, task=pending)
    with pytest.raises(Forbidden):
        deciding.approve_task(by=county.operator, task=pending)


def test_tasks_that_overlap_are_merged_or_explained(county, pending):
    other = make_line(county, BY_CLASS)
    approved = creating.create_task_from_line(by=county.lead, line=other)
    sign(county, pending)
    with pytest.raises(GuardFailed, match="范围和时间重叠"):
        deciding.approve_task(by=county.head, task=pending)
    deciding.approve_task(by=county.head, task=pending, note="检查事项不同，分开实施")
    assert approved.state == "draft"


def test_a_range_without_anybody_is_not_approved(county, pending):
    sign(county, pending)
    InspectionObject.objects.update(status="revoked")
    with pytest.raises(GuardFailed, match="没有可以抽取的对象"):
        deciding.approve_task(by=county.head, task=pending)


def test_a_task_is_voided_with_a_reason_by_somebody_else(county, task):
    with pytest.raises(GuardFailed, match="理由"):
        deciding.void_task(by=county.head, task=task, reason=" ")
    deciding.void_task(by=county.head, task=task, reason="机构调整")
    task.refresh_from_db()
    assert (task.state, task.void_reason) == ("voided", "机构调整")
    with pytest.raises(WrongState):
        deciding.void_task(by=county.head, task=task, reason="机构调整")


def test_voiding_ends_a_frozen_draw_and_lets_the_line_wait_again(county):
    line = make_station(county, objects=40)
    task = frozen_task(county, line)
    line.refresh_from_db()
    assert line.state == "in_progress"
    Draw.objects.update(state="sealed")
    with pytest.raises(DomainError, match="抽取正在进行"):
        deciding.void_task(by=county.head, task=task, reason="机构调整")
    Draw.objects.update(state="frozen")
    deciding.void_task(by=county.head, task=task, reason="机构调整")
    line.refresh_from_db()
    draw = Draw.objects.get()
    assert (draw.state, draw.ended_reason, line.state) == ("voided", "机构调整", "pending")


def test_voiding_after_the_draw_leaves_it_as_it_is(county):
    task = frozen_task(county, make_station(county, objects=40))
    Draw.objects.update(state="drawn")
    deciding.void_task(by=county.head, task=task, reason="机构调整")
    assert Draw.objects.get().state == "drawn"


def test_a_line_with_another_task_under_way_stays_so(county):
    line = make_station(county, objects=40)
    task = frozen_task(county, line)
    other = creating.create_task_from_line(by=county.lead, line=line)
    Task.objects.filter(pk=other.pk).update(state="in_progress")
    deciding.void_task(by=county.head, task=task, reason="机构调整")
    line.refresh_from_db()
    assert line.state == "in_progress"


def test_what_waits_for_whom(county, task):
    titles = lambda user: [to_do.title.split("：")[0] for to_do in waiting_for(user)]  # noqa: E731
    assert titles(county.lead) == ["编制方案并提交"]
    assert titles(county.fire_lead) == []
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    assert (titles(county.fire_lead), titles(county.head)) == (["会签"], [])
    sign(county, task)
    assert (titles(county.fire_lead), titles(county.head)) == ([], ["审批"])
    deciding.approve_task(by=county.head, task=task)
    assert titles(county.operator) == ["冻结名录"]
    assert titles(county.inspector) == []


def test_who_draws_openly_chooses_when_it_is_disclosed(county):
    task = creating.create_task_from_line(
        by=county.lead, line=make_station(county, objects=8, ratios=WHOLE)
    )
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2, disclosing="deferred")
    assert Task.objects.get().disclosing == "deferred"


def test_a_task_beside_the_plan_moves_no_line(county):
    make_objects(county, 20)
    line = make_station(county, objects=20)
    task = approved_task(county, line)
    Task.objects.filter(pk=task.pk).update(plan_line=None, reason="交办", source="assigned")
    deciding.void_task(by=county.head, task=task, reason="机构调整")
    line.refresh_from_db()
    assert line.state == "pending"
