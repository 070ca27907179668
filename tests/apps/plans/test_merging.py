"""Two departments make one joint line of theirs: one proposes, the other decides."""

from __future__ import annotations

import pytest
from county import County
from lock_order import CHAIN, tables_locked
from plan_lines import LINE
from task_station import make_item

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.plans.actions import merging
from mingcha.plans.actions.lines import remove_line, write_line
from mingcha.plans.actions.merging import (
    JointDraw,
    accept_merge,
    decline_merge,
    propose_merge,
    withdraw_merge,
)
from mingcha.plans.actions.plans import create_plan, submit_plan
from mingcha.plans.models import MergeProposal, PlanLine
from mingcha.plans.selectors.merging import get_merge_proposal, merge_proposals, to_be_decided

JOINT = JointDraw({"ALL": "10%"}, apart=32, together=20)


@pytest.fixture
def theirs(county: County, line: PlanLine) -> PlanLine:
    version = create_plan(by=county.fire_lead, year=2026, title="2026年度消防计划")
    item = make_item(county.fire, "XF-01", "疏散通道检查")
    return write_line(
        by=county.fire_lead,
        version=version,
        values=LINE | {"name": "消防抽查", "ratios": {"ALL": "5%"}, "no_class_reason": "专项"},
        items=[item],
        cooperating=[],
    )


@pytest.fixture
def proposal(county: County, line: PlanLine, theirs: PlanLine) -> MergeProposal:
    return propose_merge(by=county.lead, lead=line, joining=theirs, joint=JOINT)


def test_accepted_the_lead_draws_for_both(county: County, line: PlanLine, proposal: MergeProposal):
    accept_merge(by=county.fire_lead, proposal=proposal)
    merged = PlanLine.objects.get()
    assert merged == line
    assert (merged.joint_scope, merged.ratios) == ("cross_department", {"ALL": "10%"})
    assert list(merged.cooperating.all()) == [county.fire]
    assert [item.code for item in merged.cooperating_items.all()] == ["XF-01"]
    (row,) = merge_proposals(county.lead, 2026)
    assert (row.state, row.joining_title, row.joining_line) == ("accepted", "消防抽查", None)
    told = AuditEvent.objects.filter(type="plan.merge").values_list("body__action", flat=True)
    assert list(told) == ["propose_merge", "accept_merge"]


def test_declined_both_lines_stay_and_the_reason_is_kept(county: County, proposal: MergeProposal):
    with pytest.raises(DomainError, match="理由"):
        decline_merge(by=county.fire_lead, proposal=proposal, reason="")
    decline_merge(by=county.fire_lead, proposal=proposal, reason="检查时间不合")
    assert PlanLine.objects.count() == 2
    assert MergeProposal.objects.get().reason == "检查时间不合"
    with pytest.raises(DomainError, match="未采纳"):
        accept_merge(by=county.fire_lead, proposal=proposal)


def test_who_proposes_does_not_decide_but_may_withdraw(county: County, proposal: MergeProposal):
    with pytest.raises(NotFound):
        accept_merge(by=county.lead, proposal=proposal)
    with pytest.raises(NotFound):
        withdraw_merge(by=county.fire_lead, proposal=proposal)
    withdraw_merge(by=county.lead, proposal=proposal)
    assert not to_be_decided(county.fire_lead).exists()


def test_only_those_who_write_plans_of_the_two_take_part(
    county: County, line: PlanLine, theirs: PlanLine, proposal: MergeProposal
):
    with pytest.raises(Forbidden):
        accept_merge(by=county.fire_head, proposal=proposal)
    with pytest.raises(NotFound):
        accept_merge(by=county.outsider, proposal=proposal)
    with pytest.raises(NotFound):
        get_merge_proposal(county.outsider, proposal.pk)
    with pytest.raises(NotFound):
        propose_merge(by=county.outsider, lead=line, joining=theirs, joint=JOINT)
    with pytest.raises(NotFound):
        propose_merge(by=county.lead, lead=line, joining=line, joint=JOINT)


def test_it_waits_for_the_other_department_alone(county: County, proposal: MergeProposal):
    assert list(to_be_decided(county.fire_lead)) == [proposal]
    assert not to_be_decided(county.lead).exists()
    assert not to_be_decided(county.outsider).exists()


def test_nothing_is_proposed_twice(
    county: County, line: PlanLine, theirs: PlanLine, proposal: MergeProposal
):
    with pytest.raises(DomainError, match="已经提出"):
        propose_merge(by=county.fire_lead, lead=line, joining=theirs, joint=JOINT)


def test_a_plan_that_is_handed_in_is_not_changed(county: County, proposal: MergeProposal):
    theirs = PlanLine.objects.get(name="消防抽查")
    submit_plan(by=county.fire_lead, version=theirs.version)
    with pytest.raises(DomainError, match="消防救援大队的计划不在编制中"):
        accept_merge(by=county.fire_lead, proposal=proposal)


def test_a_line_that_is_gone_is_told(county: County, proposal: MergeProposal):
    PlanLine.objects.get(name="消防抽查").delete()
    with pytest.raises(DomainError, match="已经不在计划里"):
        accept_merge(by=county.fire_lead, proposal=MergeProposal.objects.get())


def test_an_edit_committed_just_before_is_merged_too(
    county: County, line: PlanLine, proposal: MergeProposal, monkeypatch
):
    hold = merging._held_in_work

    def edited_before(*lines: PlanLine) -> tuple[PlanLine, PlanLine]:
        PlanLine.objects.filter(pk=line.pk).update(name="改过的名称")
        return hold(*lines)

    monkeypatch.setattr(merging, "_held_in_work", edited_before)
    accept_merge(by=county.fire_lead, proposal=proposal)
    assert PlanLine.objects.get().name == "改过的名称"


def test_a_line_left_out_while_it_is_accepted_is_told(
    county: County, theirs: PlanLine, proposal: MergeProposal, monkeypatch
):
    hold = merging._held_in_work

    def left_out_before(*lines: PlanLine) -> tuple[PlanLine, PlanLine]:
        remove_line(by=county.fire_lead, version=theirs.version, line=theirs)
        return hold(*lines)

    monkeypatch.setattr(merging, "_held_in_work", left_out_before)
    with pytest.raises(DomainError, match=r"已经不在计划里.*请到规划台重新计算"):
        accept_merge(by=county.fire_lead, proposal=proposal)


def test_the_plans_are_held_before_the_proposal(county: County, proposal: MergeProposal):
    """As by who leaves a line out, and takes it from its proposals."""
    with tables_locked() as tables:
        accept_merge(by=county.fire_lead, proposal=proposal)
    versions, lines = ["plans_planversion"] * 2, ["plans_planline"] * 2
    assert tables == [*versions, *lines, "plans_mergeproposal", CHAIN]


def test_a_line_left_out_meanwhile_is_not_proposed(
    county: County, line: PlanLine, theirs: PlanLine
):
    remove_line(
        by=county.fire_lead, version=theirs.version, line=PlanLine.objects.get(name="消防抽查")
    )
    with pytest.raises(DomainError, match="已经不在计划里"):
        propose_merge(by=county.lead, lead=line, joining=theirs, joint=JOINT)


def test_a_general_items_highest_ratio_holds_for_the_joint_line_too(
    county: County, line: PlanLine, theirs: PlanLine
):
    line.items.get().versions.update(item_class="general", ratio_limit_bp=500)
    with pytest.raises(DomainError, match="上限 5%"):
        propose_merge(by=county.lead, lead=line, joining=theirs, joint=JOINT)
