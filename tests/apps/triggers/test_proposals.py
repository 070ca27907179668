"""A rule finds objects, its department makes a task of them or says why not (R-104)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from county import County
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from pool_case import reasons, sent_out
from task_station import SCHEME, ceremony, make_inspectors, make_item, make_objects
from trigger_case import kept, marked, written

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.registers.models import (
    InspectionItem,
    InspectionObject,
    RiskClass,
    RiskScheme,
    SpecialRegister,
)
from mingcha.tasks.actions import deciding, pools, schemes
from mingcha.tasks.models import PoolStratum, Task
from mingcha.tasks.pool_query import candidates
from mingcha.triggers.actions.proposals import accept_proposal, decline_proposal
from mingcha.triggers.actions.rules import run_trigger_rule, set_trigger_rule, stop_trigger_rule
from mingcha.triggers.jobs import evaluate_all
from mingcha.triggers.models import TriggerHit, TriggerProposal, TriggerRule
from mingcha.triggers.selectors.proposals import get_proposal, hits_of
from mingcha.triggers.selectors.rules import get_trigger_rule, visible_trigger_rules
from mingcha.triggers.selectors.waiting import waiting_for
from mingcha.triggers.wording import value_told, when_told


@pytest.fixture
def objects(county: County) -> list[InspectionObject]:
    made = make_objects(county, 12)
    for found in made[:3]:
        marked(found, "complaint", 0, 1, 2)
    marked(made[2], "complaint", 3)
    return made


@pytest.fixture
def items(county: County) -> list[InspectionItem]:
    return [make_item(county.market, "SC-01", "食品经营检查")]


def run(county: County, rule: TriggerRule) -> TriggerProposal:
    made = run_trigger_rule(by=county.lead, rule=rule)
    assert made is not None
    return made


def approved(county: County, proposal: TriggerProposal) -> Task:
    make_inspectors(county.market, 4)
    task = accept_proposal(by=county.lead, proposal=proposal)
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    deciding.approve_task(by=county.head, task=task, note="投诉集中，确需检查")
    task.refresh_from_db()
    return task


def test_a_crossed_threshold_makes_a_proposal_with_the_values(county: County, objects, items):
    rule = kept(county, items)
    proposal = run(county, rule)
    assert (proposal.state, proposal.made_on, proposal.objects_found) == ("open", clock.today(), 3)
    found = [(hit.object, value_told(rule, hit)) for hit in hits_of(county.lead, proposal)]
    assert found == [(objects[2], "4 次"), (objects[0], "3 次"), (objects[1], "3 次")]
    assert when_told(rule) == "30 日内新登记的投诉举报满 3 次"
    event = AuditEvent.objects.order_by("seq").last()
    assert event is not None
    assert (event.type, event.body["objects"]) == ("trigger.proposal", 3)


def test_what_was_found_is_never_changed(county: County, objects, items):
    run(county, kept(county, items))
    with pytest.raises(ProgrammingError, match="Cannot update"):
        TriggerHit.objects.update(value=99)


def test_the_whole_register_takes_one_statement(county: County, objects, items):
    rule = kept(county, items)
    with CaptureQueriesContext(
        connection,
    ) as few:
        run(county, rule)
    assert len([query for query in few if "triggerhit" in query["sql"]]) == 1


def test_the_same_object_triggers_once_in_the_window(county: County, objects, items):
    rule = kept(county, items)
    decline_proposal(by=county.lead, proposal=run(county, rule), reason="已由派出所处理")
    assert run_trigger_rule(by=county.lead, rule=rule) is None
    marked(objects[5], "complaint", 0, 1, 2)
    assert [hit.object for hit in run(county, rule).hits.all()] == [objects[5]]
    with time_machine.travel(clock.now() + timedelta(days=30)):
        for found in (objects[0], objects[5]):
            marked(found, "complaint", 0, 1, 2)
        assert run(county, rule).objects_found == 2


def test_another_rule_finds_the_object_all_the_same(county: County, objects, items):
    run(county, kept(county, items))
    assert run(county, kept(county, items, title="另一条")).objects_found == 3


def test_nightly_all_rules_in_force_are_looked_at(county: County, objects, items):
    kept(county, items)
    stop_trigger_rule(by=county.lead, rule=kept(county, items, title="停止的"))
    tomorrow = clock.today() + timedelta(days=1)
    kept(county, items, title="还没有施行", since=tomorrow)
    before = clock.today() - timedelta(days=1)
    kept(county, items, title="已经到期", since=before, until=before)
    evaluate_all(timestamp=0)
    assert [made.rule.title for made in TriggerProposal.objects.all()] == ["投诉集中"]
    assert TriggerProposal.objects.get().made_by == "夜间自动检查"
    evaluate_all(timestamp=0)
    assert TriggerProposal.objects.count() == 1


def test_a_rule_that_cannot_be_read_keeps_no_other_back(county: County, objects, items, caplog):
    gone = SpecialRegister.objects.create(department=county.market, name="网红餐饮")
    kept(county, items, title="坏的", object_filter={"special_registers": [str(gone.pk)]})
    kept(county, items)
    gone.delete()
    evaluate_all(timestamp=0)
    assert TriggerProposal.objects.get().rule.title == "投诉集中"
    assert "没有这些专项库" in caplog.text


def test_one_click_makes_a_task_of_the_objects_found(county: County, objects, items):
    proposal = run(county, kept(county, items))
    task = accept_proposal(by=county.lead, proposal=proposal)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.task, task.source) == ("accepted", task, "trigger")
    assert task.period_to == clock.today() + timedelta(days=20)
    assert "澄市监〔2026〕8号" in task.reason
    with pytest.raises(DomainError, match="已发起任务"):
        accept_proposal(by=county.lead, proposal=proposal)


def test_its_pool_has_the_objects_found_and_nobody_else(county: County, objects, items):
    task = approved(county, run(county, kept(county, items)))
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    part = task.sub_tasks.get()
    drawable = candidates(part, clock.today()).filter(exclusion="")
    assert set(drawable.values_list("pk", flat=True)) == {found.pk for found in objects[:3]}
    assert PoolStratum.objects.get(draw__task=task).eligible == 3


def test_its_author_does_not_approve_it(county: County, objects, items):
    task = accept_proposal(by=county.lead, proposal=run(county, kept(county, items)))
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    county.head.username = task.drafted_by
    with pytest.raises(GuardFailed):
        deciding.approve_task(by=county.head, task=task)


def test_sandbox_and_caps_do_not_keep_a_trigger_back(county: County, objects, items):
    marked(objects[0], "regulatory_sandbox", 10)
    for _ in range(2):
        sent_out(county, objects[1], "published")
    task = approved(county, run(county, kept(county, items)))
    assert reasons(task) == {}


def test_a_reason_lets_it_go(county: County, objects, items):
    proposal = run(county, kept(county, items))
    with pytest.raises(DomainError, match="请写明理由"):
        decline_proposal(by=county.lead, proposal=proposal, reason=" ")
    decline_proposal(by=county.lead, proposal=proposal, reason="已由派出所处理")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("declined", "已由派出所处理")
    assert not list(waiting_for(county.lead))


def test_open_proposals_wait_for_whom_the_rule_names(county: County, objects, items):
    run(county, kept(county, items))
    run(county, kept(county, items, title="告诉大家", also_told=["head", "office"]))

    def told(persona: str) -> list[str]:
        return [to_do.title.partition("：")[2] for to_do in waiting_for(getattr(county, persona))]

    assert told("lead") == ["投诉集中", "告诉大家"]
    assert told("head") == told("office") == ["告诉大家"]
    assert told("fire_lead") == told("inspector") == told("operator") == []
    (first, _) = waiting_for(county.lead)
    assert (first.due, first.note) == (clock.today() + timedelta(days=5), "3 户")


def test_an_office_keeps_rules_for_the_departments_of_its_region(county: County, objects, items):
    rule = set_trigger_rule(by=county.office, rule=written(county), items=items)
    assert (rule.set_by, rule.region) == ("office", county.region)
    run(county, rule)
    foreign = written(county, department=county.outsider.department)
    with pytest.raises(NotFound):
        set_trigger_rule(by=county.office, rule=foreign, items=items)


def test_others_neither_see_nor_keep_nor_answer(county: County, objects, items):
    rule = kept(county, items)
    proposal = run(county, rule)
    for stranger in (county.fire_lead, county.outsider):
        with pytest.raises(NotFound):
            get_trigger_rule(stranger, rule.pk)
        with pytest.raises(NotFound):
            get_proposal(stranger, proposal.pk)
        with pytest.raises(NotFound):
            accept_proposal(by=stranger, proposal=proposal)
        with pytest.raises(NotFound):
            run_trigger_rule(by=stranger, rule=rule)
    with pytest.raises(NotFound):
        accept_proposal(by=county.outsider, proposal=proposal)
    with pytest.raises(Forbidden):
        decline_proposal(by=county.head, proposal=proposal, reason="不查")
    with pytest.raises(Forbidden):
        stop_trigger_rule(by=county.head, rule=rule)
    assert list(visible_trigger_rules(county.head)) == [rule]
    justice = written(county, department=county.justice)
    with pytest.raises(Forbidden):
        set_trigger_rule(by=county.office, rule=justice, items=items)


def test_a_stopped_rule_is_stopped_once_and_watches_no_more(county: County, objects, items):
    rule = kept(county, items)
    stop_trigger_rule(by=county.lead, rule=rule)
    with pytest.raises(DomainError, match="已经停止"):
        stop_trigger_rule(by=county.lead, rule=rule)
    with pytest.raises(DomainError, match="不在有效期内"):
        run_trigger_rule(by=county.lead, rule=rule)


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"basis": " "}, "basis"),
        ({"flag_kinds": []}, "flag_kinds"),
        ({"indicator": "listed", "flag_kinds": ["complaint"]}, "flag_kinds"),
        ({"indicator": "problems"}, "last_checks"),
        ({"indicator": "problems", "last_checks": 2}, "last_checks"),
        ({"indicator": "problem_share"}, "least_results"),
        ({"indicator": "problem_share", "least_results": 9, "threshold": 101}, "threshold"),
        ({"ratio": "三成"}, "ratio"),
        ({"mode": "anyhow"}, "mode"),
    ],
)
def test_what_could_not_be_carried_out_is_refused_at_its_field(county: County, items, values, at):
    with pytest.raises(DomainError) as refusal:
        kept(county, items, **values)
    assert refusal.value.field == at


def test_days_run_forward_and_items_are_the_departments(county: County, objects, items):
    with pytest.raises(DomainError) as refusal:
        kept(county, items, until=clock.today() - timedelta(days=9))
    assert refusal.value.field == "until"
    for wrong in ([], [make_item(county.fire, "XF-01", "疏散通道检查")]):
        with pytest.raises(DomainError) as refusal:
            kept(county, wrong)
        assert refusal.value.field == "items"


def test_no_scheme_no_worse_class(county: County, objects, items):
    RiskScheme.objects.update(retired_on=clock.today())
    with pytest.raises(DomainError, match="没有在用的风险分类方案") as refusal:
        kept(county, items, indicator="class_worse")
    assert refusal.value.field == "indicator"


def test_who_got_worse_is_drawn_confidentially(county: County, objects, items):
    """The frame itself would tell the classes (protocol section 9)."""
    day = clock.today() - timedelta(days=3)
    for found in objects[4:7]:
        RiskClass.objects.create(object=found, scheme_id="generic", level="D", as_of=day)
    rule = kept(county, items, indicator="class_worse", threshold=1)
    task = accept_proposal(by=county.lead, proposal=run(county, rule))
    assert (task.disclosing, task.risk_scheme) == ("confidential", "generic")
    assert task.ratios == dict.fromkeys("ABCD", "100%")
    assert task.title == f"触发式监管（{clock.today()}触发）"  # public: says nothing of classes
    assert task.reason == f"按触发规则（{rule.basis}）"  # read by all who see the task


def test_no_task_by_class_without_a_scheme(county: County, objects, items):
    proposal = run(county, kept(county, items, object_filter={"risk_levels": ["A", "B", "C"]}))
    RiskScheme.objects.update(retired_on=clock.today())
    with pytest.raises(DomainError, match="不能按分类发起任务"):
        accept_proposal(by=county.lead, proposal=proposal)


def test_a_number_is_no_ratio_by_class(county: County, objects, items):
    with pytest.raises(DomainError, match="请写成比例") as refusal:
        kept(county, items, object_filter={"risk_levels": ["D"]}, ratio="5")
    assert refusal.value.field == "ratio"


def test_classes_are_told_to_those_who_may_see_them(county: County, objects, items):
    rule = kept(county, items, object_filter={"risk_levels": ["A", "B", "C"]})
    proposal = run(county, rule)
    assert hits_of(county.lead, proposal).count() == 3
    Parameter.objects.create(key="risk_class.roles_see", value=["dept_head"])
    assert hits_of(county.lead, proposal).count() == 0
    with pytest.raises(Forbidden, match="风险类别"):
        kept(county, items, object_filter={"risk_levels": ["D"]})


def test_the_workbench_asks_once_for_the_days_of_all_proposals(
    county: County, objects, items, django_assert_max_num_queries
):
    for number in range(6):
        run(county, kept(county, items, title=f"第{number}条"))
    county.lead.permissions  # noqa: B018 - kept on the user, as a page has them
    with django_assert_max_num_queries(2):
        assert len(list(waiting_for(county.lead))) == 6
