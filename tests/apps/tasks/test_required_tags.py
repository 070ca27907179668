"""What items require of inspectors, and from which units they are drawn (R-021, R-022)."""

from __future__ import annotations

import json

import pytest
from certificates import certify
from county import County
from task_station import SCHEME, ceremony, make_inspectors, make_item, make_station

from mingcha.core.errors import Refusal
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Unit
from mingcha.plans.models import PlanLine
from mingcha.registers.models import InspectionItem, Inspector, Tag
from mingcha.tasks.actions import creating, deciding, pools, schemes
from mingcha.tasks.freezing import PoolFacts
from mingcha.tasks.models import Draw, SubTask, Task
from mingcha.tasks.required_tags import lacking_tags, seats_of
from mingcha.tasks.selectors.pools import pool_facts


@pytest.fixture
def line(county: County) -> PlanLine:
    return make_station(county)


@pytest.fixture
def tags(db: None) -> dict[str, Tag]:
    made = [
        Tag.objects.create(code="food", name="食品安全", kind="expertise"),
        Tag.objects.create(code="lift", name="特种设备安全监察员", kind="qualification"),
        Tag.objects.create(code="price", name="价格", kind="expertise"),
    ]
    return {tag.code: tag for tag in made}


def require(line: PlanLine, *sets: list[Tag]) -> None:
    """Let the line have one item for each set of tags."""
    items = list(line.items.all())
    while len(items) < len(sets):
        items.append(make_item(items[0].department, f"SC-X{len(items)}", f"第{len(items)}项"))
    line.items.set(items)
    for item, tags in zip(items, sets, strict=True):
        item.versions.get().required_expertise.set(tags)


def drafted(county: County, line: PlanLine, **scheme: object) -> Task:
    task = creating.create_task_from_line(by=county.lead, line=line)
    given = {"by": county.lead, "task": task, "text": SCHEME, "team_size": 2} | scheme
    schemes.write_scheme(**given)
    return task


def frozen(county: County, line: PlanLine, **scheme: object) -> Draw:
    task = drafted(county, line, **scheme)
    schemes.submit_scheme(by=county.lead, task=task)
    deciding.approve_task(by=county.head, task=task)
    return pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))


def seats(part: SubTask) -> list[list[str]]:
    return seats_of(part)


def lead_part(task: Task) -> SubTask:
    return task.sub_tasks.get(is_lead=True)


def facts_of(draw: Draw) -> PoolFacts:
    found = pool_facts(draw)
    assert found
    return found


def test_everybody_sent_to_an_item_has_what_it_requires(county, line, tags):
    require(line, [tags["food"], tags["lift"]])
    task = drafted(county, line)
    assert seats(lead_part(task)) == [["food", "lift"], ["food", "lift"]]


def test_each_of_several_items_has_somebody_qualified(county, line, tags):
    require(line, [tags["food"]], [tags["lift"]], [])
    assert seats(lead_part(drafted(county, line))) == [["food"], ["lift"]]


def test_more_items_than_seats_share_them_and_the_schemes_wishes_are_spread(county, line, tags):
    require(line, [tags["food"]], [tags["lift"]], [tags["price"]])
    task = drafted(county, line, expertise=[tags["food"], tags["lift"]])
    assert seats(lead_part(task)) == [["food", "price"], ["lift"]]


def test_an_item_that_requires_a_tag_draws_only_who_has_it(county, line, tags):
    require(line, [tags["lift"]])
    with pytest.raises(Refusal):
        frozen(county, line)
    for one in Inspector.objects.filter(department=county.market)[:3]:
        one.qualifications.add(tags["lift"])
    task = Task.objects.get(state="approved")
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert facts_of(draw).smallest == 3
    plan = json.loads(bytes(draw.files.get(path="draft.json").content))["plan"]
    slots = plan["assignment"]["slots"]
    assert [slot["expertise"] for slot in slots] == [["lift"], ["lift"]]


def test_who_is_named_by_hand_is_shown_with_what_they_lack(county, line, tags):
    require(line, [tags["food"]], [tags["lift"]])
    part = lead_part(drafted(county, line))
    one = Inspector.objects.filter(department=county.market).first()
    assert lacking_tags(part, one) == ["特种设备安全监察员", "食品安全"]
    one.expertise.add(tags["food"])
    assert lacking_tags(part, Inspector.objects.get(pk=one.pk)) == []


def test_a_draw_is_limited_to_the_chosen_sections_and_township_teams(county, line):
    team = Unit.objects.create(
        department=county.market,
        name="城关镇综合执法队",
        kind="township_team",
        region=county.towns[1],
    )
    make_inspectors(county.market, 3, unit=team)
    nobody = Inspector.objects.create(
        department=county.market, staff_no="N1", name="没有机构", region=county.region
    )
    certify(nobody, "13-N1")
    draw = frozen(county, line, units=[team])
    assert facts_of(draw).inspectors == 3


def test_without_a_choice_everybody_is_drawn_from(county, line):
    assert facts_of(frozen(county, line)).inspectors == 12


def test_only_the_own_units_and_no_tags_of_objects_are_chosen(county, line):
    with pytest.raises(DomainError, match="本部门的机构") as fault:
        drafted(county, line, units=county.fire.units.all())
    assert fault.value.field == "units"


def test_an_items_tags_go_on_to_its_next_version(county, line, tags):
    from mingcha.registers.actions import items

    require(line, [tags["food"]])
    item = InspectionItem.objects.get(pk=line.items.get().pk)
    amended = items.amend_item(by=county.lead, item=item)
    assert [tag.code for tag in amended.required_expertise.all()] == ["food"]
    change = {"text": {"name": "新名称"}, "check_points": []}
    items.edit_item(by=county.lead, version=amended, **change)
    assert amended.required_expertise.count() == 1
    items.edit_item(by=county.lead, version=amended, **change, required=[tags["lift"]])
    assert [tag.code for tag in amended.required_expertise.all()] == ["lift"]
    shop = Tag.objects.create(code="shop", name="餐饮", kind="object")
    with pytest.raises(DomainError, match="专长或资质"):
        items.edit_item(by=county.lead, version=amended, **change, required=[shop])
