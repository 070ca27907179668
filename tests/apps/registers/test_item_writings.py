"""Two people at one item: nobody's text is lost, nobody judges what they wrote, none comes back from the dead."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from superior import make_superior, publish_claim

from mingcha.accounts.models import RoleGrant, User
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions import items
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.guides import add_guide
from mingcha.registers.actions.meanwhile import ChangedMeanwhile
from mingcha.registers.actions.parent_changes import take_over
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.selectors.item_writings import writers_of
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.registers.selectors.parent_changes import get_open_change

TEXT: dict[str, Any] = {
    "category": "公示信息检查",
    "name": "年度报告公示信息检查",
    "basis": "《企业信息公示暂行条例》",
    "body": "澄川县市场监督管理局",
    "content": "年度报告是否真实",
    "methods": ["on_site"],
}


@pytest.fixture
def draft(county: County) -> ItemVersion:
    create = items.create_item
    return create(by=county.lead, department=county.market, code="SCJG-03", text=TEXT)


@pytest.fixture
def deputy(county: County) -> User:
    """Somebody who may write items and judge them as well."""
    for role in ("dept_lead", "dept_head"):
        RoleGrant.objects.get_or_create(user=county.reviewer, role=role, granted_by="setup")
    return User.objects.get(pk=county.reviewer.pk)


def test_what_another_wrote_meanwhile_is_not_written_over(county, draft, deputy):
    mark = row_opening_of(draft)
    items.edit_item(by=deputy, version=draft, text={"basis": "新依据"})
    edit = {"by": county.lead, "version": draft, "opened": mark}
    with pytest.raises(
        ChangedMeanwhile, match="把检查依据由“《企业信息公示暂行条例》”改为“新依据”"
    ):
        items.edit_item(**edit, text=TEXT | {"content": "别的内容"})
    draft.refresh_from_db()
    assert (draft.basis, draft.content) == ("新依据", TEXT["content"])
    items.edit_item(**edit | {"opened": row_opening_of(draft)}, text={"content": "别的内容"})


def test_saving_the_same_twice_is_no_conflict(county: County, draft: ItemVersion):
    mark = row_opening_of(draft)
    same = {"text": {"content": "别的内容"}, "check_points": ["是否公示"], "required": []}
    for _ in range(2):
        items.edit_item(by=county.lead, version=draft, opened=mark, **same)


@pytest.mark.parametrize("mark", ["", "x", "9" * 30, "²"])
def test_a_mark_of_another_form_is_as_old_as_can_be(county: County, draft: ItemVersion, mark: str):
    items.edit_item(by=county.lead, version=draft, opened=mark, text={"content": "改过"})
    with pytest.raises(ChangedMeanwhile):
        items.edit_item(by=county.lead, version=draft, opened=mark, text={"content": "再改"})


def test_check_points_and_guides_of_others_are_told_of_too(county: County, draft: ItemVersion):
    for write in (
        lambda: items.edit_item(by=county.lead, version=draft, text={}, check_points=["新要点"]),
        lambda: add_guide(
            by=county.lead, version=draft, content=b"%PDF-1.4\n%%EOF\n", file_name="指引.pdf"
        ),
    ):
        mark = row_opening_of(draft)
        write()
        with pytest.raises(ChangedMeanwhile, match="检查要点、所需专长或指引文件"):
            items.edit_item(by=county.lead, version=draft, text={"content": "改"}, opened=mark)


def test_steps_of_its_state_are_no_change_of_its_text(county: County, draft: ItemVersion):
    mark = row_opening_of(draft)
    items.submit_item(by=county.lead, version=draft)
    items.return_item(by=county.head, version=draft, reason="依据不准确")
    items.edit_item(by=county.lead, version=draft, text={"basis": "新依据"}, opened=mark)
    assert writers_of(draft) == {"lead"}


def test_who_wrote_at_a_version_does_not_judge_it(county, draft, deputy):
    items.edit_item(by=deputy, version=draft, text={"basis": "全部改写"})
    items.submit_item(by=county.lead, version=draft)
    for judge in (items.approve_item, lambda **given: items.return_item(**given, reason="不准确")):
        with pytest.raises(GuardFailed, match="改过这一版的人不能审核它"):
            judge(by=deputy, version=draft)
    items.approve_item(by=county.head, version=draft)


def test_nobody_approves_a_text_they_have_not_read(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    mark = row_opening_of(draft)
    items.withdraw_item(by=county.lead, version=draft)
    items.edit_item(by=county.lead, version=draft, text={"basis": "新依据"})
    items.submit_item(by=county.lead, version=draft)
    with pytest.raises(ChangedMeanwhile, match="改为“新依据”。现在显示的是新的内容"):
        items.approve_item(by=county.head, version=draft, opened=mark)
    draft.refresh_from_db()
    assert draft.state == "in_review"
    items.approve_item(by=county.head, version=draft, opened=row_opening_of(draft))


def test_a_text_handed_in_again_unchanged_has_been_read(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    mark = row_opening_of(draft)
    items.withdraw_item(by=county.lead, version=draft)
    items.submit_item(by=county.lead, version=draft)
    items.approve_item(by=county.head, version=draft, opened=mark)


def test_a_version_begun_since_has_not_been_read(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    mark = row_opening_of(draft)
    items.withdraw_item(by=county.lead, version=draft)
    items.discard_draft(by=county.lead, version=draft, reason="作罢")
    make = {"by": county.lead, "department": county.market, "code": "SCJG-03"}
    other = items.create_item(**make, text=TEXT | {"basis": "新依据"})
    items.submit_item(by=county.lead, version=other)
    with pytest.raises(ChangedMeanwhile, match="改为“另行起草的一版”"):
        items.approve_item(by=county.head, version=other, opened=mark)


def test_an_approved_version_may_still_be_sent_back(county: County, draft: ItemVersion):
    items.submit_item(by=county.lead, version=draft)
    items.approve_item(by=county.head, version=draft)
    items.return_item(by=county.head, version=draft, reason="条例刚刚修订")
    items.discard_draft(by=county.lead, version=draft, reason="作罢")
    assert not InspectionItem.objects.exists()


def test_an_item_with_a_version_in_work_is_not_retired(county: County):
    city = make_superior(county)
    theirs = city.in_force("GG-01")
    (claim,) = claim_items(by=county.lead, items=[theirs.item_id])
    ours = publish_claim(county, claim)
    newer = items.amend_item(by=county.lead, item=ours.item)
    items.submit_item(by=county.lead, version=newer)
    items.retire_item(by=city.lead, item=theirs.item, reason="条例废止")
    change = get_open_change(county.lead, ours.item_id)
    with pytest.raises(DomainError, match="另有一版正在修订"):
        take_over(by=county.lead, change=change)
    items.withdraw_item(by=county.lead, version=newer)
    items.discard_draft(by=county.lead, version=newer, reason="上级已停用")
    take_over(by=county.lead, change=change)
    item = InspectionItem.objects.get(pk=ours.item_id)
    assert item.retired_on
    assert [version.state for version in item.versions.all()] == ["retired"]
