"""Pools as small as can be: a right draw, or a sentence that says what is missing."""

from __future__ import annotations

import json

import pytest
from county import County
from matching_case import drawn
from task_station import BY_CLASS, WHOLE, approved_task, ceremony, make_station

from mingcha.audit.models import AuditEvent
from mingcha.core.errors import Refusal
from mingcha.registers.models import InspectionObject, Inspector, RegisterEntry
from mingcha.tasks.actions import pools
from mingcha.tasks.bundle_store import content_of
from mingcha.tasks.models import Draw, ObjectTask, TeamMember
from mingcha.tasks.selectors.pools import figures_today


def keep(county: County, number: int) -> None:
    people = Inspector.objects.filter(department=county.market).order_by("pk")
    people.exclude(pk__in=list(people.values_list("pk", flat=True)[:number])).update(state="left")


def test_a_frame_of_one_object_is_no_chance_and_is_said_so(county: County):
    task = approved_task(county, make_station(county, objects=1, ratios=WHOLE))
    with pytest.raises(Refusal, match="只有一户可抽，必然抽中，不是随机抽取：请并入其他层"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()


def test_a_class_of_one_object_is_told_before_the_freeze_that_names_no_class(county: County):
    task = approved_task(county, make_station(county, objects=12))
    InspectionObject.objects.update(risk_level="A")
    InspectionObject.objects.filter(pk=InspectionObject.objects.first().pk).update(risk_level="D")
    told = [each.title for each in figures_today(task).strata if each.is_singled_out]
    assert told == ["D 类"]
    with pytest.raises(Refusal, match=r"层 G[1-4] 只有一户可抽"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    on_basis = ceremony(county, census_basis="《食品安全法》第一百零九条")
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=on_basis)
    assert draw.census_basis == "《食品安全法》第一百零九条"
    strata = json.loads(content_of(draw, "draft.json"))["plan"]["frames"][0]["strata"]
    assert sorted(stratum.get("census", False) for stratum in strata) == [False] * 3 + [True]
    told = AuditEvent.objects.filter(type="pool.locked").values_list(
        "body__census_basis", flat=True
    )
    assert list(told) == ["《食品安全法》第一百零九条"]


def test_a_basis_that_no_object_rests_on_is_not_kept(county: County):
    task = approved_task(county, make_station(county))
    on_basis = ceremony(county, census_basis="《食品安全法》第一百零九条")
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=on_basis)
    draw.refresh_from_db()
    assert draw.census_basis == ""


def test_who_is_checked_without_a_draw_is_not_singled_out(county: County):
    line = make_station(county, objects=12, ratios={**BY_CLASS, "D": "100%"})
    task = approved_task(county, line)
    InspectionObject.objects.update(risk_level="A")
    InspectionObject.objects.filter(pk=InspectionObject.objects.first().pk).update(risk_level="D")
    assert not [each for each in figures_today(task).strata if each.is_singled_out]


def test_a_frame_of_two_objects_draws_one(county: County):
    task = approved_task(county, make_station(county, objects=2, ratios=WHOLE))
    drawn(county, task)
    assert ObjectTask.objects.filter(task=task).count() == 1
    assert TeamMember.objects.filter(object_task__task=task).count() == 2


def test_with_one_possible_team_it_goes_everywhere(county: County):
    task = approved_task(county, make_station(county, objects=20, ratios=WHOLE))
    keep(county, 2)
    drawn(county, task)
    rows = ObjectTask.objects.filter(task=task)
    assert rows.count() == 2
    pair = set(Inspector.objects.filter(state="active").values_list("pk", flat=True))
    for row in rows:
        assert set(row.team.values_list("inspector", flat=True)) == pair


def test_a_pool_of_one_inspector_freezes_nothing(county: County):
    task = approved_task(county, make_station(county, objects=20, ratios=WHOLE))
    keep(county, 1)
    with pytest.raises(Refusal, match="派不出来"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()


def test_all_objects_excluded_after_the_approval_freeze_nothing(county: County):
    task = approved_task(county, make_station(county, objects=12, ratios=WHOLE))
    RegisterEntry.objects.update(exclusion="已立案调查")
    with pytest.raises(Refusal, match="没有可以抽取的对象，请核对范围和排除原因"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()
    task.refresh_from_db()
    assert task.state == "approved"
