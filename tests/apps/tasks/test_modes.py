"""Who draws and who inspects in each mode: 市抽县查, 市抽市查, 县抽县查, 市县联查 (R-041)."""

from __future__ import annotations

from pathlib import Path

import pytest
from city import make_city
from county import County
from task_station import (
    WHOLE,
    approved_task,
    ceremony,
    make_inspectors,
    make_line,
    make_objects,
)

from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.actions.teams import replacement_fault
from mingcha.plans.findings import findings
from mingcha.plans.models import PlanLine
from mingcha.plans.modes import modes_of, usual_mode
from mingcha.registers.models import Inspector
from mingcha.tasks.actions import creating, pools
from mingcha.tasks.bundle_store import inspectors_by_iid
from mingcha.tasks.models import Draw, ObjectTask, Task, TeamMember
from mingcha.tasks.selectors.tasks import get_task
from mingcha.tasks.senders import is_sent_by, senders_of

OF_CITY = ("city_draw_county_inspect", "city_city", "city_county_joint")


def line_of(place: County, mode: str, **fields: object) -> PlanLine:
    return make_line(place, WHOLE, mode=mode, no_class_reason="试", **fields)


@pytest.fixture
def city(county: County) -> County:
    return make_city(county)


@pytest.mark.parametrize("mode", OF_CITY)
def test_a_county_draws_only_where_the_county_draws(county: County, mode: str):
    line = line_of(county, mode)
    with pytest.raises(DomainError, match="由市级部门抽取，澄川县市场监督管理局不能"):
        creating.create_task_from_line(by=county.lead, line=line)
    assert not Task.objects.exists()


def test_a_county_draws_and_inspects_by_itself(county: County):
    task = creating.create_task_from_line(by=county.lead, line=line_of(county, "county_county"))
    assert set(senders_of(task.sub_tasks.get())) == {county.market.pk}
    assert [mode.value for mode in modes_of(county.market)] == ["county_county"]


def test_a_city_does_not_draw_for_a_county(city: County):
    with pytest.raises(DomainError, match="由县级部门抽取"):
        creating.create_task_from_line(by=city.lead, line=line_of(city, "county_county"))
    assert usual_mode(city.market) == "city_city"
    assert {mode.value for mode in modes_of(city.market)} == set(OF_CITY)


@pytest.mark.parametrize(
    ("mode", "senders"),
    [
        ("city_draw_county_inspect", {"澄川县市场监督管理局", "清禾县市场监督管理局"}),
        ("city_city", {"安澜市市场监督管理局"}),
        (
            "city_county_joint",
            {"安澜市市场监督管理局", "澄川县市场监督管理局", "清禾县市场监督管理局"},
        ),
    ],
)
def test_the_mode_says_whose_inspectors_are_sent(city: County, mode: str, senders: set[str]):
    task = creating.create_task_from_line(by=city.lead, line=line_of(city, mode))
    part = task.sub_tasks.get()
    assert {department.name for department in senders_of(part).values()} == senders


def test_a_task_beside_the_plan_has_a_mode_of_its_own_level(county: County):
    line = line_of(county, "county_county")
    with pytest.raises(DomainError, match="由市级部门抽取") as refused:
        creating.create_task_off_plan(
            by=county.lead,
            source="campaign",
            reason="专项整治",
            particulars={
                "title": "专项",
                "object_filter": {},
                "ratios": WHOLE,
                "period_from": line.period_from,
                "period_to": line.period_to,
                "mode": "city_city",
                "draw_kind": "untargeted",
            },
            items=line.items.all(),
        )
    assert refused.value.field == "mode"


def test_what_another_level_draws_is_not_frozen(county: County):
    make_objects(county, 60)
    make_inspectors(county.market, 4)
    task = approved_task(county, line_of(county, "county_county"))
    Task.objects.update(mode="city_city")
    with pytest.raises(DomainError, match="由市级部门抽取"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()


@pytest.mark.parametrize(
    ("mode", "from_city", "from_county"),
    [("city_draw_county_inspect", 0, 6), ("city_city", 3, 0), ("city_county_joint", 3, 6)],
)
def test_only_who_inspects_in_the_mode_is_frozen_with_the_pool(
    county: County,
    city: County,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    from_city: int,
    from_county: int,
):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "home"))
    make_objects(city, 60)
    make_inspectors(city.market, 3)
    make_inspectors(county.market, 6, certificate_no="XA")
    make_inspectors(county.fire, 2, certificate_no="XF")
    task = approved_task(city, line_of(city, mode))
    draw = pools.freeze_pool(by=city.operator, task=task, ceremony=ceremony(city))
    frozen = [pk for behind in inspectors_by_iid(draw).values() for pk in behind.members]
    people = Inspector.objects.filter(pk__in=frozen)
    assert people.filter(department=city.market).count() == from_city
    assert people.filter(department=county.market).count() == from_county
    assert people.count() == from_city + from_county


def test_a_county_sees_the_citys_task_once_its_people_are_sent(county: County, city: County):
    shop, *_ = make_objects(city, 4)
    make_inspectors(city.market, 1)
    make_inspectors(county.market, 2)
    task = creating.create_task_from_line(
        by=city.lead, line=line_of(city, "city_draw_county_inspect")
    )
    part = task.sub_tasks.get()
    with pytest.raises(NotFound):
        get_task(county.lead, task.pk)
    object_task = ObjectTask.objects.create(task=task, sub_task=part, object=shop)
    sent, other = Inspector.objects.filter(department=county.market)
    TeamMember.objects.create(object_task=object_task, inspector=sent, slot=0, is_leader=True)
    assert get_task(county.lead, task.pk) == task
    with pytest.raises(NotFound):
        get_task(county.fire_lead, task.pk)
    own = Inspector.objects.get(department=city.market)
    assert is_sent_by(part, sent)
    assert "派员部门" in str(replacement_fault(object_task, own))
    assert replacement_fault(object_task, other) is None


def test_a_plan_says_which_lines_the_other_level_draws(county: County):
    line = line_of(county, "city_draw_county_inspect")
    told = [found.message for found in findings(line.version) if "由市级部门抽取" in found.message]
    assert len(told) == 1
    assert not [found for found in findings(line.version) if found.is_blocking]
