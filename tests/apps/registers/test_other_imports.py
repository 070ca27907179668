"""Inspectors and items from a spreadsheet."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from registers_files import (
    imported,
    inspectors_file,
    items_file,
    listed,
    officer,
    sent,
    shop,
    workbook,
)

from mingcha.core.workflow.refusals import GuardFailed
from mingcha.registers.actions import imports, items
from mingcha.registers.models import Inspector, ItemVersion, Tag
from mingcha.registers.selectors.inspectors import matchable_inspectors


def test_inspectors_come_with_unit_certificate_and_expertise(county: County):
    batch = imported(
        county, inspectors_file(officer(1), officer(2, state="产假")), kind="inspectors"
    )
    assert batch.counts["new_tags"] == ["计量", "食品安全"]
    one, two = Inspector.objects.order_by("staff_no")
    assert one.unit == county.market.units.get()
    held = one.certificates.get()
    assert (held.kind, held.number, held.valid_until) == ("enforcement", "13-1", date(2028, 12, 31))
    assert {tag.name for tag in one.expertise.all()} == {"食品安全", "计量"}
    assert (one.capacity, one.region_id) == (20, "130136")
    assert two.state == "on_leave"
    assert Tag.objects.filter(kind="expertise").count() == 2
    assert list(matchable_inspectors(county.market, date(2028, 12, 31))) == [one]
    assert not matchable_inspectors(county.market, date(2029, 1, 1))


def test_a_changed_inspector_keeps_what_the_file_leaves_blank(county: County):
    imported(county, inspectors_file(officer(1), officer(2), officer(3)), kind="inspectors")
    batch = sent(
        county,
        inspectors_file(officer(1, until="", expertise="计量", capacity="8"), officer(2)),
        kind="inspectors",
    )
    changed = batch.rows.get(outcome="changed")
    assert changed.before == {"expertise": ["计量", "食品安全"], "capacity": 20}
    assert changed.after == {"expertise": ["计量"], "capacity": 8}
    assert batch.counts["gone"] == 1
    imports.confirm_import(by=county.lead, batch=batch, gone="remove")
    from mingcha.registers.intake.working import apply_import

    apply_import(batch=batch)
    one = Inspector.objects.get(staff_no="SCJG001")
    assert [tag.name for tag in one.expertise.all()] == ["计量"]
    assert one.certificates.get().valid_until == date(2028, 12, 31)
    assert Inspector.objects.get(staff_no="SCJG003").state == "left"
    again = sent(county, inspectors_file(officer(2), officer(9)), kind="inspectors")
    assert again.counts["gone"] == 1


def test_people_of_other_departments_and_unknown_words_are_found(county: County):
    batch = imported(
        county,
        inspectors_file(
            officer(1, unit="澄川县消防救援大队", section=""),
            officer(2, section="没有的股", state="外星", region="130136999"),
            officer(3, unit="综合股", section="", region=""),
        ),
        kind="inspectors",
    )
    refused = batch.rows.get(outcome="refused")
    assert "属于澄川县消防救援大队" in refused.message
    found = {each["code"] for each in batch.findings}
    assert {"platform.unit.unknown", "platform.state.unknown", "platform.region.unknown"} <= found
    two, three = Inspector.objects.order_by("staff_no")
    assert (two.unit, two.state, two.region_id) == (None, "suspended", "130136")
    assert three.unit
    assert three.region_id == three.unit.region_id


def test_items_become_drafts(county: County):
    batch = imported(county, items_file(listed(1), listed(2, code="")), kind="items")
    assert batch.counts["new"] == 2
    first, second = ItemVersion.objects.order_by("item__code")
    assert (first.state, first.item_class, first.methods) == (
        "draft",
        "key",
        ["on_site", "written"],
    )
    assert second.item.code == "SCJG-02"
    assert first.drafted_by == "lead"


def test_a_changed_item_is_edited_or_amended_never_overwritten(county: County):
    imported(county, items_file(listed(1), listed(2), listed(3)), kind="items")
    first, second, _ = ItemVersion.objects.order_by("item__code")
    items.submit_item(by=county.lead, version=first)
    items.submit_item(by=county.lead, version=second)
    items.approve_item(by=county.head, version=second)
    items.publish_item(by=county.lead, version=second)
    batch = imported(
        county,
        items_file(
            listed(1, content="改了"),
            listed(2, content="改了"),
            listed(3, content="改了"),
            listed(3, content="又改了"),
            listed(4, body="消防救援大队"),
        ),
        kind="items",
    )
    assert batch.counts["changed"] == 2
    assert batch.counts["refused"] == 2
    assert batch.counts["repeated"] == 1
    texts = ItemVersion.objects.order_by("item__code", "number")
    assert [(v.item.code, v.number, v.state, v.content) for v in texts] == [
        ("SCJG-01", 1, "in_review", "是否一致"),
        ("SCJG-02", 1, "published", "是否一致"),
        ("SCJG-02", 2, "draft", "改了"),
        ("SCJG-03", 1, "draft", "改了"),
    ]


def test_an_item_list_is_matched_by_name_and_retires_nothing(county: County):
    imported(county, items_file(listed(1), listed(2)), kind="items")
    batch = sent(county, items_file(listed(1, code="", basis="《新条例》")), kind="items")
    assert batch.counts["changed"] == batch.counts["gone"] == 1
    with pytest.raises(GuardFailed, match="怎样处理"):
        imports.confirm_import(by=county.lead, batch=batch, gone="")
    imports.confirm_import(by=county.lead, batch=batch, gone="remove")
    batch.refresh_from_db()
    assert not batch.removes_gone


def test_a_list_of_objects_is_no_list_of_items(county: County):
    from registers_files import OBJECT_HEADS

    batch = sent(county, workbook(OBJECT_HEADS, [shop(1)]), kind="items")
    assert batch.state == "failed"
