"""A department claims the items of its superior's list (R-004)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County
from superior import Superior, make_superior

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department, Parameter, Region
from mingcha.orgs.superiors import superior_of
from mingcha.registers.actions.claims import (
    claim_items,
    mark_out_of_mandate,
    unmark_out_of_mandate,
)
from mingcha.registers.actions.items import retire_item
from mingcha.registers.checklists import CheckPointText, checklist
from mingcha.registers.models import InspectionItem, ItemVersion, Tag
from mingcha.registers.selectors.claims import claim_page
from mingcha.registers.selectors.waiting import waiting_for

POINT = CheckPointText("是否登记", "查看登记证原件", ("未办理登记",))


@pytest.fixture
def city(county: County) -> Superior:
    return make_superior(county)


def test_a_claim_takes_text_checklist_and_expertise_and_remembers_the_version(
    county: County, city: Superior
):
    theirs = city.in_force("GG-01", check_points=[POINT])
    theirs.required_expertise.add(Tag.objects.create(kind="expertise", name="广告", code="gg"))
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    item = draft.item
    assert (item.parent, item.claimed_version) == (theirs.item, theirs)
    assert (item.department, item.code, draft.state) == (county.market, "GG-01", "draft")
    assert (draft.name, draft.basis, draft.number) == (theirs.name, theirs.basis, 1)
    assert draft.body == county.market.name  # who inspects is the claimer
    assert checklist(draft) == [POINT]
    assert [tag.code for tag in draft.required_expertise.all()] == ["gg"]
    event = AuditEvent.objects.get(type="item.claimed")
    assert event.body["codes"] == ["GG-01"]


def test_many_are_claimed_at_once_and_coverage_says_how_far(county: County, city: Superior):
    versions = [city.in_force(f"GG-{n:02}") for n in range(1, 5)]
    assert claim_page(county.market).standing.coverage_bp == 0
    claim_items(by=county.lead, items=[version.item_id for version in versions[:3]])
    page = claim_page(county.market)
    assert [version.item.code for version in page.open] == ["GG-04"]
    assert page.standing.coverage_bp == 7500


def test_a_code_that_the_own_list_has_gets_a_number(county: County, city: Superior):
    InspectionItem.objects.create(department=county.market, code="GG-01")
    (draft,) = claim_items(by=county.lead, items=[city.in_force("GG-01").item_id])
    assert draft.item.code == "GG-01-2"


def test_nothing_is_claimed_twice(county: County, city: Superior):
    item = city.in_force("GG-01").item_id
    claim_items(by=county.lead, items=[item])
    with pytest.raises(DomainError, match="已经认领") as refused:
        claim_items(by=county.lead, items=[item])
    assert refused.value.field == "items"
    with pytest.raises(DomainError, match="请勾选"):
        claim_items(by=county.lead, items=[])


def test_drafts_and_retired_items_of_the_superior_are_not_offered(county: County, city: Superior):
    retired = city.in_force("GG-01")
    retire_item(by=city.lead, item=retired.item, reason="法规废止")
    assert claim_page(county.market).open == []
    with pytest.raises(DomainError):
        claim_items(by=county.lead, items=[retired.item_id])


def test_an_item_outside_the_mandate_leaves_the_coverage_for_a_reason(
    county: County, city: Superior
):
    one, other = city.in_force("GG-01"), city.in_force("GG-02")
    claim_items(by=county.lead, items=[one.item_id])
    with pytest.raises(DomainError, match="理由"):
        mark_out_of_mandate(by=county.lead, item=other.item_id, reason=" ")
    mark_out_of_mandate(by=county.lead, item=other.item_id, reason="县局三定没有这项职责")
    page = claim_page(county.market)
    assert (page.standing.coverage_bp, page.standing.not_own, page.open) == (10_000, 1, [])
    with pytest.raises(DomainError, match="已经标记"):
        mark_out_of_mandate(by=county.lead, item=other.item_id, reason="再次标记")
    unmark_out_of_mandate(by=county.lead, item=other.item_id)
    assert claim_page(county.market).standing.coverage_bp == 5000


def test_a_claim_that_was_retired_is_open_again(county: County, city: Superior):
    theirs = city.in_force("GG-01")
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    InspectionItem.objects.filter(pk=draft.item_id).update(retired_on=date(2026, 5, 1))
    assert [version.pk for version in claim_page(county.market).open] == [theirs.pk]
    (second,) = claim_items(by=county.lead, items=[theirs.item_id])
    assert second.item.code == "GG-01-2"


@pytest.mark.parametrize(
    ("published", "today", "overdue", "due"),
    [
        ("2026-02-01", "2026-03-31", 0, "2026-03-31"),
        ("2026-02-01", "2026-04-01", 1, "2026-03-31"),
        ("2026-04-10", "2026-05-01", 0, "2027-03-31"),  # due next year
        ("2025-02-01", "2026-01-10", 1, "2025-03-31"),
        ("2025-06-01", "2026-01-10", 0, "2026-03-31"),
    ],
)
def test_after_march_what_is_not_claimed_is_overdue(
    county: County, city: Superior, published: str, today: str, overdue: int, due: str
):
    with time_machine.travel(f"{published}T08:00:00+08:00", tick=False):
        city.in_force("GG-01")
    with time_machine.travel(f"{today}T08:00:00+08:00", tick=False):
        page = claim_page(county.market)
        assert (page.standing.overdue, page.due.isoformat()) == (overdue, due)
        (told,) = [each for each in waiting_for(county.lead) if each.title == "认领上级事项"]
        assert (told.due.isoformat(), told.note) == (due, "还有 1 项没有认领")


def test_the_last_day_is_a_parameter(county: County, city: Superior):
    with time_machine.travel("2026-02-01T08:00:00+08:00", tick=False):
        city.in_force("GG-01")
    Parameter.objects.create(key="claim.due", region=county.region, value="06-30", reason="省通知")
    with time_machine.travel("2026-05-01T08:00:00+08:00", tick=False):
        assert claim_page(county.market).standing.overdue == 0


def test_an_amendment_makes_no_item_younger(county: County, city: Superior):
    with time_machine.travel("2026-02-01T08:00:00+08:00", tick=False):
        version = city.in_force("GG-01")
    with time_machine.travel("2026-04-20T08:00:00+08:00", tick=False):
        city.amended(version, basis="新依据")
        assert claim_page(county.market).standing.overdue == 1


def test_the_superior_is_of_the_same_line_in_the_nearest_region_above(
    county: County, city: Superior
):
    assert superior_of(county.market) == city.department
    assert superior_of(county.fire) is None
    province = Region.objects.get(code="130000")
    fire = Department.objects.create(
        code="XF", name="冀河省消防", short_name="消防", line=county.fire.line, region=province
    )
    assert superior_of(county.fire) == fire
    assert superior_of(city.department) is None


def test_who_has_no_superior_is_told_so(county: County):
    with pytest.raises(DomainError, match="没有登记本条线的上级部门"):
        claim_items(by=county.lead, items=[1])
    assert claim_page(county.market).superior is None


def test_only_who_edits_the_own_list_claims(county: County, city: Superior):
    theirs = city.in_force("GG-01")
    with pytest.raises(Forbidden):
        claim_items(by=county.head, items=[theirs.item_id])
    with pytest.raises(NotFound):
        claim_items(by=county.sys_admin, items=[theirs.item_id])
    claim_items(by=county.outsider, items=[theirs.item_id])  # the neighbour county claims too
    assert ItemVersion.objects.filter(item__parent=theirs.item).count() == 1
    assert claim_page(county.market).standing.claimed == 0
