"""Reading the tag library (R-017, R-021)."""

from __future__ import annotations

from django.db.models import Count, F, IntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.registers.models import InspectionObject, Inspector, Tag


def tag_library() -> QuerySet[Tag]:
    """Return all tags, with how many objects and how many people carry each.

    Each is counted over its own table: joined, objects times people would be counted.
    """
    people = _carried(Inspector.expertise.through) + _carried(Inspector.qualifications.through)
    return (
        Tag.objects.select_related("keeper")
        .annotate(objects_count=_carried(InspectionObject.tags.through), people_count=people)
        .order_by("kind", "is_retired", "name")
    )


def _carried(through: type[Model]) -> Coalesce:
    rows = through._default_manager.filter(tag=OuterRef("pk")).order_by()  # noqa: SLF001 - the only manager of it
    counted = rows.values(of=F("tag")).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
