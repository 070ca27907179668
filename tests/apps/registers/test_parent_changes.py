"""What claimers are told when the superior changes or retires an item (R-005)."""

from __future__ import annotations

import pytest
from county import County
from superior import Superior, make_superior, publish_claim

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.items import discard_draft, edit_item, retire_item, submit_item
from mingcha.registers.actions.parent_changes import keep_own, take_over
from mingcha.registers.checklists import checklist
from mingcha.registers.models import InspectionItem, ItemVersion, ParentChange
from mingcha.registers.selectors.parent_changes import (
    changes_of,
    differences_of,
    get_open_change,
    open_changes,
)
from mingcha.registers.selectors.waiting import waiting_for


@pytest.fixture
def city(county: County) -> Superior:
    return make_superior(county)


@pytest.fixture
def theirs(city: Superior) -> ItemVersion:
    return city.in_force("GG-01")


@pytest.fixture
def ours(county: County, theirs: ItemVersion) -> ItemVersion:
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    edit_item(by=county.lead, version=draft, text={"content": "本县自己的检查内容"})
    return publish_claim(county, draft)


def test_a_new_version_of_the_superior_is_told_to_claimers(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    assert not open_changes(county.lead)
    newer = city.amended(theirs, basis=theirs.basis.replace("第二十九条", "第三十条"))
    change = get_open_change(county.lead, ours.item_id)
    assert (change.version, change.kind) == (newer, "new_version")
    (told,) = [each for each in waiting_for(county.lead) if "上级修订" in each.title]
    assert told.url == f"/registers/items/{ours.item_id}/"
    (basis,) = differences_of(change)
    assert (basis.title, [m.text for m in basis.marks if m.kind != "same"]) == (
        "检查依据",
        ["二十九", "三十"],
    )
    with pytest.raises(NotFound):
        get_open_change(county.fire_lead, ours.item_id)


def test_taking_over_drafts_what_the_superior_changed_and_leaves_the_rest(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    newer = city.amended(theirs, ["是否登记", "是否年检"], basis="新依据")
    take_over(by=county.lead, change=get_open_change(county.lead, ours.item_id))
    draft = ours.item.versions.first()
    assert draft is not None
    assert (draft.state, draft.number, draft.basis) == ("draft", 2, "新依据")
    assert draft.content == "本县自己的检查内容"
    assert draft.body == county.market.name
    assert [point.question for point in checklist(draft)] == ["是否登记", "是否年检"]
    claim = InspectionItem.objects.get(pk=ours.item_id)
    assert claim.claimed_version == newer
    assert not open_changes(county.lead)
    (change,) = changes_of(claim)
    assert (change.decision, change.decided_by) == ("taken_over", "lead")
    assert AuditEvent.objects.filter(type="item.parent_change", subject="GG-01").count() == 1
    ours.refresh_from_db()
    assert ours.state == "published"  # the text in force stays until the draft is published


def test_a_draft_in_work_takes_the_change_itself(
    county: County, city: Superior, theirs: ItemVersion
):
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    city.amended(theirs, basis="新依据")
    take_over(by=county.lead, change=get_open_change(county.lead, draft.item_id))
    draft.refresh_from_db()
    assert (draft.number, draft.basis) == (1, "新依据")


def test_what_is_being_reviewed_is_not_changed(county: County, city: Superior, theirs: ItemVersion):
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    submit_item(by=county.lead, version=draft)
    city.amended(theirs, basis="新依据")
    with pytest.raises(DomainError, match="正在审核"):
        take_over(by=county.lead, change=get_open_change(county.lead, draft.item_id))
    assert open_changes(county.lead).count() == 1


def test_a_claim_given_up_as_a_draft_takes_its_notices_along(
    county: County, city: Superior, theirs: ItemVersion
):
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    city.amended(theirs, content="检查年报是否真实")
    assert ParentChange.objects.get().claim_id == draft.item_id
    discard_draft(by=county.lead, version=draft, reason="认领错了")
    assert not ParentChange.objects.exists()
    assert claim_items(by=county.lead, items=[theirs.item_id])


def test_the_own_text_is_kept_for_a_reason(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    city.amended(theirs, basis="新依据")
    change = get_open_change(county.lead, ours.item_id)
    with pytest.raises(DomainError, match="理由"):
        keep_own(by=county.lead, change=change, reason="")
    keep_own(by=county.lead, change=change, reason="本县依地方性法规")
    change.refresh_from_db()
    assert (change.decision, change.reason) == ("kept", "本县依地方性法规")
    assert ours.item.versions.count() == 1
    with pytest.raises(DomainError, match="已经处理"):
        take_over(by=county.lead, change=change)


def test_a_later_change_takes_the_place_of_an_open_one(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    second = city.amended(theirs, basis="第二版依据")
    third = city.amended(second, content="第三版内容")
    assert get_open_change(county.lead, ours.item_id).version == third
    assert [c.decision for c in changes_of(ours.item)] == ["", "overtaken"]
    fields = [d.field for d in differences_of(get_open_change(county.lead, ours.item_id))]
    assert fields == ["basis", "content"]  # all since the version claimed


def test_a_retired_item_of_the_superior_is_told_and_retired_as_well(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    retire_item(by=city.lead, item=theirs.item, reason="条例废止")
    change = get_open_change(county.lead, ours.item_id)
    assert change.kind == "retired"
    take_over(by=county.lead, change=change)
    claim = InspectionItem.objects.get(pk=ours.item_id)
    assert claim.retired_reason == "上级事项已停用：条例废止"
    ours.refresh_from_db()
    assert ours.state == "retired"


def test_a_claim_that_was_retired_is_told_nothing(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    retire_item(by=county.lead, item=ours.item, reason="职责划转")
    city.amended(theirs, basis="新依据")
    assert not ParentChange.objects.exists()


def test_retiring_the_own_item_ends_what_waits_for_a_decision(
    county: County, city: Superior, theirs: ItemVersion, ours: ItemVersion
):
    city.amended(theirs, basis="新依据")
    assert open_changes(county.lead).exists()
    retire_item(by=county.lead, item=ours.item, reason="职责划转")
    assert not open_changes(county.lead).exists()


def test_a_draft_is_not_retired_with_the_superiors_item(
    county: County, city: Superior, theirs: ItemVersion
):
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    retire_item(by=city.lead, item=theirs.item, reason="条例废止")
    change = get_open_change(county.lead, draft.item_id)
    with pytest.raises(DomainError, match="还没有公布"):
        take_over(by=county.lead, change=change)
    keep_own(by=county.lead, change=change, reason="上级已停用，草稿作罢")
    assert not open_changes(county.lead).exists()
