"""A task whose object was checked: the rows that the stations after the review start from."""

from __future__ import annotations

from datetime import date

from county import County

from mingcha.foundation import clock
from mingcha.inspections.models import InspectionRecord, ItemResult, Visit
from mingcha.registers.models import InspectionItem, InspectionObject, ItemVersion
from mingcha.tasks.models import ObjectTask, SubTask, Task


def make_record(
    county: County, *, result: str = "rectified", serial: int = 1, state: str = "approved"
) -> InspectionRecord:
    """Return an approved record of the market bureau on an enterprise."""
    task, _ = Task.objects.get_or_create(
        number="1301362026" + "0001",
        defaults={
            "title": "公示信息抽查",
            "year": 2026,
            "region": county.region,
            "lead_department": county.market,
            "source": "ad_hoc",
            "reason": "上级交办",
            "mode": "county_county",
            "joint_scope": "internal",
            "draw_kind": "untargeted",
            "period_from": date(2026, 3, 1),
            "period_to": date(2026, 11, 30),
            "disclosing": "immediate",
            "state": "in_progress",
            "drafted_by": "lead",
        },
    )
    sub_task, _ = SubTask.objects.get_or_create(
        task=task, department=county.market, defaults={"is_lead": True, "frame": "SCJG"}
    )
    inspected = InspectionObject.objects.create(
        code=f"91130136MA0000{serial:04d}",
        key=f"91130136MA0000{serial:04d}",
        name=f"澄川县第{serial}商店",
        kind="enterprise",
        region=county.region,
    )
    object_task = ObjectTask.objects.create(
        task=task, sub_task=sub_task, object=inspected, state=state
    )
    visit = Visit.objects.create(task=task, object=inspected, started_at=clock.now())
    record = InspectionRecord.objects.create(
        object_task=object_task,
        visit=visit,
        methods=["on_site"],
        result=result,
        entered_by="inspector",
        signed_at=clock.now(),
        submitted_at=clock.now(),
    )
    ItemResult.objects.create(
        record=record, item=_item(county), outcome="problem", note="年报地址与实际不符"
    )
    return record


def _item(county: County) -> ItemVersion:
    item, _ = InspectionItem.objects.get_or_create(department=county.market, code="SCJG-03")
    version, _ = ItemVersion.objects.get_or_create(
        item=item,
        number=1,
        defaults={
            "state": "published",
            "category": "公示信息",
            "name": "年报检查",
            "basis": "条例",
            "body": "局",
            "content": "内容",
            "methods": ["on_site"],
            "drafted_by": "lead",
        },
    )
    return version
