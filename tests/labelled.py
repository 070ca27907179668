"""Objects that bear a tag or stand on a list, by which the ratios of a draw may differ."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mingcha.registers.models import InspectionObject, Tag

TIER_3 = "tag:tier-3"
COMPLAINT = "flag:complaint"


def tagged(
    objects: Iterable[InspectionObject], code: str = "tier-3", name: str = "三级医院"
) -> Tag:
    """Put a tag of its own on objects."""
    from mingcha.registers.models import Tag

    tag = Tag.objects.create(code=code, name=name, kind="object")
    tag.inspectionobject_set.set(objects)
    return tag


def complained_of(objects: Iterable[InspectionObject]) -> None:
    """Let objects be complained of, from the beginning of 2026 on."""
    from mingcha.registers.models import ObjectFlag

    ObjectFlag.objects.bulk_create(
        ObjectFlag(object=each, kind="complaint", since=date(2026, 1, 1), source="12315")
        for each in objects
    )
