"""The county's inspection items, drafted, reviewed and published, with checklists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mingcha.accounts.models import User
from mingcha.demo.item import Item, items
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.actions import items as actions
from mingcha.registers.intake.words import check_methods
from mingcha.registers.models import CheckPoint, InspectionItem, ItemVersion, Tag
from mingcha.registers.models.inspection_item import ItemClass

_HEADS = {"SCJG": "juzhang", "XFJY": "xfdadui"}
_ASKING = ("是否", "有无", "能否", "是不是")
_ALWAYS = (
    "相关台账、记录是否齐全、可追溯",
    "上次检查发现的问题是否已改正",
    "从业人员是否知悉相应要求",
)
_FEWEST, _MOST = 3, 6
_GENERAL_LIMIT_BP = 1000
_EXPERTISE = {
    "SCJG-04": "food",
    "SCJG-05": "food",
    "SCJG-06": "food",
    "SCJG-07": "drug",
}


def load_items(departments: Mapping[str, Department], leads: Mapping[str, str]) -> None:
    """Put all items in force; those of departments without accounts as they stood on loading."""
    people = {user.username: user for user in User.objects.filter(department__isnull=False)}
    for item in items():
        code = item.code[:4]
        if code in leads:
            version = _publish(item, departments[code], people[leads[code]], people[_HEADS[code]])
        else:
            version = _as_published(item, departments[code])
        if item.code in _EXPERTISE:
            version.required_expertise.set(Tag.objects.filter(code=_EXPERTISE[item.code]))


def check_points(content: str) -> list[str]:
    """Return three to six questions made from an item's content."""
    points: list[str] = []
    for clause in re.split(r"[，；。]", content):
        if any(word in clause for word in _ASKING):
            points.append(clause)
        else:
            points += [f"{part}是否符合要求" for part in clause.split("、") if part]
    missing = _FEWEST - len(points)
    return [*points, *_ALWAYS[: max(missing, 0)]][:_MOST]


def _publish(item: Item, department: Department, lead: User, head: User) -> ItemVersion:
    version = actions.create_item(
        by=lead,
        department=department,
        code=item.code,
        text=_text(item),
        check_points=check_points(item.content),
    )
    actions.submit_item(by=lead, version=version)
    actions.approve_item(by=head, version=version)
    actions.publish_item(by=lead, version=version)
    return ItemVersion.objects.get(pk=version.pk)


def _as_published(item: Item, department: Department) -> ItemVersion:
    made = InspectionItem.objects.create(department=department, code=item.code)
    version = ItemVersion.objects.create(
        item=made,
        number=1,
        state="published",
        drafted_by="demo",
        effective_from=clock.today(),
        published_at=clock.now(),
        **_text(item),
    )
    CheckPoint.objects.bulk_create(
        CheckPoint(version=version, order=order, question=question)
        for order, question in enumerate(check_points(item.content), start=1)
    )
    return version


def _text(item: Item) -> dict[str, object]:
    is_key = item.item_class.startswith("重点")
    return {
        "category": item.category,
        "name": item.name,
        "item_class": ItemClass.KEY if is_key else ItemClass.GENERAL,
        "objects_text": item.objects,
        "basis": item.basis,
        "body": item.body,
        "content": item.content,
        "methods": check_methods(item.method),
        "ratio_text": "" if is_key else "不超过 10%",
        "ratio_limit_bp": None if is_key else _GENERAL_LIMIT_BP,
    }
