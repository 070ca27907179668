"""Ranges kept under a name, and what is made from them (R-017)."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop
from task_station import make_item

from mingcha.audit.models import AuditEvent
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import SavedRange

FORM = {"name": "餐饮企业", "kinds": ["enterprise"], "industries": "餐饮业", "note": "每月抽查"}


@pytest.fixture
def kept(county: County, browse) -> SavedRange:
    browse(county.lead).post(reverse("saved-range-new"), FORM)
    return SavedRange.objects.get()


def test_a_range_is_kept_counted_listed_changed_and_forgotten(county: County, browse):
    imported(county, objects_file(shop(1), shop(2)))
    client = browse(county.lead)
    page = client.post(reverse("saved-range-new"), FORM | {"industries": ""}, follow=True)
    assert "现在范围内有 2 户" in page.content.decode()
    kept = SavedRange.objects.get()
    assert kept.object_filter == {"kinds": ["enterprise"]}
    page = client.get(reverse("saved-range", args=[kept.pk]))
    assert "现在范围内有 2 户。" in page.content.decode()
    page = client.post(reverse("saved-range", args=[kept.pk]), FORM, follow=True)
    assert "行业：餐饮业" in page.content.decode()
    client.post(reverse("saved-range-delete", args=[kept.pk]), {"reason": "不再使用"})
    assert not SavedRange.objects.exists()
    events = AuditEvent.objects.filter(type="saved_range.changed").order_by("seq")
    assert [each.body["action"] for each in events] == ["create", "edit", "delete"]


def test_a_plan_line_takes_a_copy_and_what_is_filled_in_goes_first(
    county: County, kept: SavedRange, browse
):
    client = browse(county.lead)
    client.post(reverse("plan-new"), {"year": 2026, "title": "2026年度计划"})
    plan = PlanVersion.objects.get().plan_id
    line = {
        "name": "餐饮抽查",
        "items": [make_item(county.market, "SCJG-03", "餐饮检查").pk],
        "saved_range": kept.pk,
        "industries": "零售业",
        "ratio_all": "3%",
        "frequency": "每年1次",
        "period_from": "2026-03-01",
        "period_to": "2026-11-30",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "targeted",
        "no_class_reason": "对象少",
    }
    client.post(reverse("plan-line-new", args=[plan]), line)
    made = PlanLine.objects.get()
    assert made.object_filter == {"kinds": ["enterprise"], "industries": ["零售业"]}
    client.post(reverse("saved-range-delete", args=[kept.pk]), {"reason": "不再使用"})
    made.refresh_from_db()
    assert made.object_filter["kinds"] == ["enterprise"]


def test_another_department_neither_sees_nor_changes_it(county: County, kept: SavedRange, browse):
    client = browse(county.fire_lead)
    assert kept.note not in client.get(reverse("saved-ranges")).content.decode()
    assert client.post(reverse("saved-range", args=[kept.pk]), FORM).status_code == 404
    away = client.post(reverse("saved-range-delete", args=[kept.pk]), {"reason": "不再使用"})
    assert away.status_code == 404
    assert "套用常用范围" not in client.get(reverse("task-off-plan")).content.decode()
    assert "套用常用范围" in browse(county.lead).get(reverse("task-off-plan")).content.decode()
