"""An item on its way from draft to force, and out of it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions import items
from mingcha.registers.checklists import CheckPointText, checklist
from mingcha.registers.jobs import put_items_in_force
from mingcha.registers.models import InspectionItem, ItemVersion, Tag
from mingcha.registers.selectors.items import get_item, items_in_force, latest_versions

TEXT = {
    "category": "公示信息检查",
    "name": "年度报告公示信息检查",
    "basis": "《企业信息公示暂行条例》第十四条",
    "body": "澄川县市场监督管理局",
    "content": "年度报告公示信息是否真实、及时",
    "methods": ["on_site", "written"],
}


@pytest.fixture
def draft(county: County) -> ItemVersion:
    return items.create_item(
        by=county.lead,
        department=county.market,
        code="SCJG-03",
        text=TEXT,
        check_points=["年报是否按时公示"],
    )


@pytest.fixture
def in_force(county: County, draft: ItemVersion) -> ItemVersion:
    items.submit_item(by=county.lead, version=draft)
    items.approve_item(by=county.head, version=draft)
    items.publish_item(by=county.lead, version=draft)
    return ItemVersion.objects.get(pk=draft.pk)


def test_a_published_item_may_be_inspected_by(county: County, in_force: ItemVersion):
    assert list(items_in_force(county.market.pk)) == [in_force]
    assert [e.body["action"] for e in AuditEvent.objects.filter(type="item.changed")] == [
        "create",
        "submit",
        "approve",
        "publish",
    ]


@pytest.mark.parametrize("missing", ["basis", "body", "content", "methods"])
def test_an_item_with_a_blank_is_not_submitted(county: County, draft: ItemVersion, missing: str):
    blank = [] if missing == "methods" else ""
    items.edit_item(by=county.lead, version=draft, text={missing: blank}, check_points=[])
    with pytest.raises(GuardFailed, match="还没有填写"):
        items.submit_item(by=county.lead, version=draft)


def test_the_drafter_does_not_review(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    with pytest.raises(Forbidden):
        items.approve_item(by=county.lead, version=draft)


def test_an_item_is_returned_with_a_reason_and_handed_in_again(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    with pytest.raises(GuardFailed, match="理由"):
        items.return_item(by=county.head, version=draft, reason=" ")
    items.return_item(by=county.head, version=draft, reason="依据不准确")
    items.edit_item(by=county.lead, version=draft, text={"basis": "新依据"}, check_points=[])
    items.submit_item(by=county.lead, version=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.review_note) == ("in_review", "依据不准确")


def test_what_is_in_review_is_not_edited(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    with pytest.raises(DomainError, match="只有草稿"):
        items.edit_item(by=county.lead, version=draft, text=TEXT, check_points=[])


def test_a_new_version_leaves_the_old_one_in_history(county: County, in_force: ItemVersion):
    second = items.amend_item(by=county.lead, item=in_force.item)
    assert [p.question for p in second.check_points.all()] == ["年报是否按时公示"]
    assert list(items_in_force(county.market.pk)) == [in_force]
    items.submit_item(by=county.lead, version=second)
    items.approve_item(by=county.head, version=second)
    items.publish_item(by=county.lead, version=second)
    in_force.refresh_from_db()
    assert in_force.state == "superseded"
    assert [v.number for v in items_in_force(county.market.pk)] == [2]
    with pytest.raises(WrongState):
        items.publish_item(by=county.lead, version=second)


def test_a_draft_is_not_amended(county: County, draft: ItemVersion):
    with pytest.raises(DomainError, match="已公布"):
        items.amend_item(by=county.lead, item=draft.item)


def test_a_retired_item_stays_but_is_not_in_force(county: County, in_force: ItemVersion):
    items.retire_item(by=county.lead, item=in_force.item, reason="条例已废止")
    assert not items_in_force(county.market.pk).exists()
    assert get_item(county.lead, in_force.item_id).retired_reason == "条例已废止"
    with pytest.raises(DomainError, match="已公布"):
        items.retire_item(by=county.lead, item=in_force.item, reason="再次")


def test_every_department_has_its_own_list(county: County, draft: ItemVersion):
    with pytest.raises(NotFound):
        get_item(county.fire_lead, draft.item_id)
    with pytest.raises(NotFound):
        items.submit_item(by=county.fire_lead, version=draft)
    assert not latest_versions(county.fire_lead).exists()
    assert latest_versions(county.office).count() == 1
    assert not latest_versions(county.outsider).exists()


def test_a_code_stands_once_in_a_list(county: County, draft: ItemVersion):
    with pytest.raises(DomainError, match="已有编码"):
        items.create_item(by=county.lead, department=county.market, code="SCJG-03", text=TEXT)


def test_an_unknown_field_is_a_fault_of_the_program(county: County, draft: ItemVersion):
    with pytest.raises(TypeError):
        items.edit_item(by=county.lead, version=draft, text={"state": "published"}, check_points=[])


def test_an_inspector_sees_no_list(county: County):
    with pytest.raises(Forbidden):
        latest_versions(county.inspector)


FULL = CheckPointText(
    "年报是否按时公示", "登录公示系统核对公示日期", ("未按时公示年报", "公示内容不实")
)


def test_an_amendment_keeps_guidance_phrases_and_expertise(county: County, in_force: ItemVersion):
    food = Tag.objects.create(kind="expertise", name="食品", code="shipin")
    second = items.amend_item(by=county.lead, item=in_force.item)
    items.edit_item(by=county.lead, version=second, text={}, check_points=[FULL])
    second.required_expertise.set([food])
    for by, step in (("lead", "submit"), ("head", "approve"), ("lead", "publish")):
        getattr(items, f"{step}_item")(by=county.people[by], version=second)
    third = items.amend_item(by=county.lead, item=in_force.item)
    assert checklist(third) == [FULL]
    assert list(third.required_expertise.all()) == [food]


def test_an_edit_of_the_text_alone_keeps_the_checklist(county: County, draft: ItemVersion):
    items.edit_item(by=county.lead, version=draft, text={}, check_points=[FULL])
    items.edit_item(by=county.lead, version=draft, text={"basis": "新依据"})
    assert checklist(draft) == [FULL]


def test_a_check_point_too_long_to_keep_is_told(county: County, draft: ItemVersion):
    long = CheckPointText("是否" * 101)
    with pytest.raises(DomainError, match="第 2 条检查要点"):
        items.edit_item(by=county.lead, version=draft, text={}, check_points=[FULL, long])


def test_who_handed_a_version_in_takes_it_back_until_it_is_judged(
    county: County, draft: ItemVersion
):
    items.submit_item(by=county.lead, version=draft)
    items.withdraw_item(by=county.lead, version=draft)
    items.edit_item(by=county.lead, version=draft, text={"basis": "新依据"})
    items.submit_item(by=county.lead, version=draft)
    items.approve_item(by=county.head, version=draft)
    with pytest.raises(WrongState):
        items.withdraw_item(by=county.lead, version=draft)


def test_a_draft_is_deleted_and_its_code_is_free_again(county: County, draft: ItemVersion):
    code = draft.item.code
    with pytest.raises(DomainError, match="理由"):
        items.discard_draft(by=county.lead, version=draft, reason=" ")
    with pytest.raises(NotFound):
        items.discard_draft(by=county.fire_lead, version=draft, reason="编码填错")
    items.discard_draft(by=county.lead, version=draft, reason="编码填错")
    assert not InspectionItem.objects.filter(code=code).exists()
    again = items.create_item(
        by=county.lead, department=county.market, code=code, text={"name": "甲", "category": "乙"}
    )
    assert again.number == 1


def test_what_was_in_force_once_is_never_deleted(county: County, in_force: ItemVersion):
    with pytest.raises(DomainError, match="只能删除草稿"):
        items.discard_draft(by=county.lead, version=in_force, reason="不要了")
    second = items.amend_item(by=county.lead, item=in_force.item)
    items.discard_draft(by=county.lead, version=second, reason="不用改了")
    assert list(in_force.item.versions.all()) == [in_force]
    assert items.amend_item(by=county.lead, item=in_force.item).number == 2


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What makes it tomorrow."""
    later = clock.today() + timedelta(days=1)
    return lambda: monkeypatch.setattr(clock, "today", lambda: later)


def second_version(county: County, in_force: ItemVersion) -> ItemVersion:
    version = items.amend_item(by=county.lead, item=in_force.item)
    items.edit_item(by=county.lead, version=version, text={"content": "新的检查内容"})
    items.submit_item(by=county.lead, version=version)
    items.approve_item(by=county.head, version=version)
    return version


def test_a_version_for_a_later_day_comes_in_force_by_itself_on_it(
    county: County, in_force: ItemVersion, tomorrow: Callable[[], None]
):
    version = second_version(county, in_force)
    with pytest.raises(DomainError, match="今天以后"):
        items.schedule_item(by=county.lead, version=version, day=clock.today())
    day = clock.today() + timedelta(days=1)
    items.schedule_item(by=county.lead, version=version, day=day)
    put_items_in_force(0)
    assert list(items_in_force(county.market.pk)) == [in_force]
    tomorrow()
    put_items_in_force(0)
    put_items_in_force(0)
    assert list(items_in_force(county.market.pk)) == [version]
    version.refresh_from_db()
    assert (version.effective_from, version.published_at is None) == (day, False)
    in_force.refresh_from_db()
    assert in_force.state == "superseded"
    taken = AuditEvent.objects.get(type="item.changed", body__action="take_effect")
    assert taken.actor == "lead"


def test_an_item_is_not_retired_while_a_version_waits_for_its_day(
    county: County, in_force: ItemVersion
):
    version = second_version(county, in_force)
    items.schedule_item(by=county.lead, version=version, day=clock.today() + timedelta(days=1))
    with pytest.raises(DomainError, match="先撤回定期公布"):
        items.retire_item(by=county.lead, item=in_force.item, reason="法规已废止")
    items.unschedule_item(by=county.lead, version=version)
    with pytest.raises(DomainError, match="另有一版正在修订"):
        items.retire_item(by=county.lead, item=in_force.item, reason="法规已废止")
    items.return_item(by=county.head, version=version, reason="法规已废止")
    items.discard_draft(by=county.lead, version=version, reason="法规已废止")
    items.retire_item(by=county.lead, item=in_force.item, reason="法规已废止")


def test_a_day_is_taken_back_and_nothing_happens_on_it(
    county: County, in_force: ItemVersion, tomorrow: Callable[[], None]
):
    version = second_version(county, in_force)
    items.schedule_item(by=county.lead, version=version, day=clock.today() + timedelta(days=1))
    items.unschedule_item(by=county.lead, version=version)
    tomorrow()
    put_items_in_force(0)
    assert list(items_in_force(county.market.pk)) == [in_force]
    items.publish_item(by=county.lead, version=version)
    assert list(items_in_force(county.market.pk)) == [version]
