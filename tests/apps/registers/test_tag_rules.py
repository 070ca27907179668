"""Tags by rule: looked at, carried out in one statement, hand-set ones left alone, undone (R-017)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from county import County
from registers_files import imported, objects_file, sent, shop, uscc
from task_station import approved_task, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.foundation.models import Job
from mingcha.registers.actions.flags import enter_flag
from mingcha.registers.actions.imports import confirm_import
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.actions.special_registers import add_members, write_special_register
from mingcha.registers.actions.tag_rules import (
    meeting,
    outlook,
    run_tag_rule,
    stop_tag_rule,
    undo_tag_run,
    write_tag_rule,
)
from mingcha.registers.actions.tags import create_tag, tag_objects
from mingcha.registers.jobs import run_tag_rules, write_import
from mingcha.registers.models import InspectionObject, RegisterEntry, Tag, TagRun
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.tag_expressions import describe
from mingcha.tasks.models import SubTask
from mingcha.tasks.pool_query import candidates

SHOP_1 = {"field": "name", "values": ["第1"]}
A, D = {"field": "risk_level", "values": ["A"]}, {"field": "risk_level", "values": ["D"]}


@pytest.fixture
def tag(county: County) -> Tag:
    imported(county, objects_file(shop(1), shop(2, risk="D"), shop(3, status="注销")))
    return create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")


def bearing(tag: Tag) -> list[str]:
    return sorted(tag.inspectionobject_set.values_list("code", flat=True))


def meets(county: County, node: Any) -> list[int]:
    codes = {uscc(number): number for number in (1, 2, 3)}
    return sorted(codes[each.code] for each in meeting(county.market, node))


def test_conditions_are_joined_by_and_or_and_not(county: County, tag: Tag):
    existing = {"field": "status", "values": ["existing"]}
    assert meets(county, {"all": [existing]}) == [1, 2]
    assert meets(county, {"any": [SHOP_1, D]}) == [1, 2]
    assert meets(county, {"all": [existing, {"not": D}]}) == [1]
    assert meets(county, {"all": [A, {"not": {"any": [SHOP_1]}}]}) == [3]
    assert meets(county, {"field": "region", "values": ["130136001"]}) == [1, 2, 3]
    assert meets(county, {"field": "region", "values": ["130136100", "99"]}) == []
    InspectionObject.objects.filter(code=uscc(2)).update(established_on="2020-05-01")
    assert meets(county, {"field": "established_before", "values": ["2021-01-01"]}) == [2]
    assert meets(county, {"field": "established_from", "values": ["2020-05-01"]}) == [2]


def test_sub_registers_and_marks_are_conditions_too(county: County, tag: Tag):
    register = write_special_register(by=county.lead, name="食品库", industry="", note="")
    one = InspectionObject.objects.filter(code=uscc(1))
    add_members(by=county.lead, register=register, objects=one)
    in_register = {"field": "special_register", "values": [str(register.pk)]}
    assert meets(county, in_register) == [1]
    entry = RegisterEntry.objects.get(object__code=uscc(2))
    yesterday = clock.today() - timedelta(days=1)
    enter_flag(by=county.lead, entry=entry, kind="complaint", since=yesterday, source="工单")
    marked = {"field": "flag", "values": ["complaint"]}
    assert meets(county, {"any": [in_register, marked]}) == [1, 2]
    told = describe({"all": [in_register, {"not": {"any": [marked]}}]})
    assert told == "在专项库：食品库，并且不是（现有标记：投诉举报）"


@pytest.mark.parametrize(
    "node",
    [
        [],
        {},
        {"all": []},
        {"xor": [A]},
        {"all": [A], "any": [A]},
        {"field": "shoe_size", "values": ["44"]},
        {"field": "kind", "values": ["cat"]},
        {"field": "name", "values": "第1"},
        {"field": "established_from", "values": ["去年"]},
        {"field": "special_register", "values": ["1; DROP TABLE"]},
        {"not": {"not": {"not": {"not": {"not": A}}}}},
    ],
)
def test_other_expressions_are_refused(county: County, node: Any):
    with pytest.raises(DomainError, match="不是可以识别的写法"):
        meeting(county.market, node)


def test_a_rule_puts_its_tag_on_and_takes_it_off_but_leaves_hand_set_ones(county: County, tag: Tag):
    second = InspectionObject.objects.filter(code=uscc(2))
    tag_objects(by=county.lead, tag=tag, objects=second)
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [A]})
    told = outlook(county.market, tag, rule.expression, rule)
    assert (told.meeting, told.added, told.removed) == (2, 2, 0)
    run = run_tag_rule(by=county.lead, rule=rule)
    assert (run.added, run.removed) == (2, 0)
    assert bearing(tag) == sorted([uscc(1), uscc(2), uscc(3)])
    write_tag_rule(by=county.lead, tag=tag, expression={"all": [SHOP_1]}, rule=rule)
    rule.refresh_from_db()
    told = outlook(county.market, tag, rule.expression, rule)
    assert (told.meeting, told.added, told.removed) == (1, 0, 1)
    run = run_tag_rule(by=county.lead, rule=rule)
    assert (run.added, run.removed) == (0, 1)
    assert bearing(tag) == sorted([uscc(1), uscc(2)]), "the second was tagged by hand"


def test_the_last_change_is_undone_as_a_whole_and_its_rule_stops(county: County, tag: Tag):
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [A]})
    first = run_tag_rule(by=county.lead, rule=rule)
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [D]}, rule=rule)
    second = run_tag_rule(by=county.lead, rule=rule)
    assert bearing(tag) == [uscc(2)]
    with pytest.raises(DomainError, match="后面的那一次"):
        undo_tag_run(by=county.lead, run=first, reason="写错了")
    undo_tag_run(by=county.lead, run=second, reason="写错了")
    assert bearing(tag) == sorted([uscc(1), uscc(3)])
    rule.refresh_from_db()
    assert not rule.is_active
    with pytest.raises(DomainError, match="已经停止"):
        run_tag_rule(by=county.lead, rule=rule)
    undo_tag_run(by=county.lead, run=first, reason="也写错了")
    assert bearing(tag) == []
    with pytest.raises(DomainError, match="已经撤销"):
        undo_tag_run(by=county.lead, run=first, reason="再来一次")


def test_tagging_by_hand_is_undone_too(county: County, tag: Tag):
    everything = InspectionObject.objects.all()
    tag_objects(by=county.lead, tag=tag, objects=everything.filter(code=uscc(1)))
    assert tag_objects(by=county.lead, tag=tag, objects=everything) == 2
    undo_tag_run(by=county.lead, run=TagRun.objects.first(), reason="条件写错了")
    assert bearing(tag) == [uscc(1)]
    assert tag_objects(by=county.lead, tag=tag, objects=everything, remove=True) == 1
    undo_tag_run(by=county.lead, run=TagRun.objects.first(), reason="条件写错了")
    assert bearing(tag) == [uscc(1)]


@pytest.mark.django_db(databases=["default", "progress"])
def test_rules_are_carried_out_after_an_import(county: County, tag: Tag):
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [D]})
    batch = sent(county, objects_file(shop(4, risk="D")))
    confirm_import(by=county.lead, batch=batch, gone="keep")
    write_import.func(job_key=f"import/{batch.pk}", batch=batch.pk)
    waiting = Job.objects.get(key=f"tag-rules/{county.market.pk}")
    run_tag_rules.func(job_key=waiting.key, department=county.market.pk, username="lead")
    assert bearing(tag) == sorted([uscc(2), uscc(4)])
    stop_tag_rule(by=county.lead, rule=rule, reason="不再需要")
    run_tag_rules.func(job_key=waiting.key, department=county.market.pk, username="lead")
    assert TagRun.objects.count() == 1


@pytest.mark.django_db(databases=["default", "progress"])
def test_rules_carried_out_again_by_themselves_leave_nothing_where_nothing_changes(
    county: County, tag: Tag
):
    write_tag_rule(by=county.lead, tag=tag, expression={"all": [A]})
    Job.objects.create(key="tag-rules", title="按规则更新标签", page="/", started_by="lead")
    for _ in range(2):  # as a job does whose worker died after this rule
        run_tag_rules.func(job_key="tag-rules", department=county.market.pk, username="lead")
    run = TagRun.objects.get()
    assert (run.added, run.removed) == (2, 0)
    assert AuditEvent.objects.filter(body__action="run_rule").count() == 1


def test_a_run_that_changed_nothing_need_not_be_undone_first(county: County, tag: Tag):
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [A]})
    first = run_tag_rule(by=county.lead, rule=rule)
    run_tag_rule(by=county.lead, rule=rule)
    undo_tag_run(by=county.lead, run=first, reason="写错了")
    assert bearing(tag) == []


def test_a_rule_is_the_own_departments(county: County, tag: Tag):
    rule = write_tag_rule(by=county.lead, tag=tag, expression={"all": [A]})
    with pytest.raises(NotFound):
        run_tag_rule(by=county.fire_lead, rule=rule)
    with pytest.raises(DomainError, match="已有这个标签的规则"):
        write_tag_rule(by=county.lead, tag=tag, expression={"all": [D]})
    theirs = write_tag_rule(by=county.fire_lead, tag=tag, expression={"all": [A]})
    assert run_tag_rule(by=county.fire_lead, rule=theirs).added == 0, "their register is empty"


def test_ranges_take_all_or_none_of_some_tags(county: County, tag: Tag):
    other = create_tag(by=county.lead, kind="object", name="网红店", code="wanghong")
    tag_objects(by=county.lead, tag=tag, objects=InspectionObject.objects.all())
    second = InspectionObject.objects.filter(code=uscc(2))
    tag_objects(by=county.lead, tag=other, objects=second)
    both = objects_in_range(county.market, {"all_tags": ["zhongdian", "wanghong"]})
    assert [each.code for each in both] == [uscc(2)]
    without = {"tags": ["zhongdian"], "no_tags": ["wanghong"]}
    found = objects_in_range(county.market, without)
    assert sorted(each.code for each in found) == sorted([uscc(1), uscc(3)])


def test_a_draws_pool_by_a_tag_holds_the_tagged_alone(county: County):
    task = approved_task(county, make_station(county))
    label = create_tag(by=county.lead, kind="object", name="网红店", code="wanghong")
    sub_task = SubTask.objects.get(task=task, is_lead=True)
    tagged = list(candidates(sub_task, clock.today()).values_list("pk", flat=True)[:3])
    chosen = InspectionObject.objects.filter(pk__in=tagged)
    tag_objects(by=county.lead, tag=label, objects=chosen)
    task.object_filter = {"tags": ["wanghong"]}
    task.save()
    sub_task = SubTask.objects.get(pk=sub_task.pk)
    found = candidates(sub_task, clock.today()).values_list("pk", flat=True)
    assert sorted(found) == sorted(tagged)


def test_licences_held_and_ending_are_asked_for(county: County, tag: Tag):
    today = clock.today()
    ends = {1: today + timedelta(days=30), 2: today - timedelta(days=1), 3: None}
    for number, last in ends.items():
        entry = RegisterEntry.objects.get(object__code=uscc(number))
        facts = {"kind": "食品经营许可证", "number": f"JY{number}", "issuer": "", "scope": ""}
        facts |= {"valid_from": None, "valid_to": last}
        write_licence(by=county.lead, entry=entry, facts=facts)
    assert meets(county, {"field": "licence", "values": ["食品"]}) == [1, 3]
    assert meets(county, {"field": "licence", "values": ["药品", "经营"]}) == [1, 3]
    assert meets(county, {"field": "licence_ends", "values": ["30"]}) == [1]
    assert meets(county, {"field": "licence_ends", "values": ["29"]}) == []
    assert describe({"field": "licence_ends", "values": ["30"]}) == "许可证在几天内到期：30"


@pytest.mark.parametrize("days", ["", "x", "-1", "１", "12345", "3.5"])
def test_days_are_a_number(county: County, tag: Tag, days: str):
    with pytest.raises(DomainError):
        meeting(county.market, {"field": "licence_ends", "values": [days]})
