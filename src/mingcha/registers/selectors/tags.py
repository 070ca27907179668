"""Reading the tag library (R-017, R-021)."""

from __future__ import annotations

from django.db.models import Count, Exists, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.orgs.models import Department
from mingcha.registers.models import (
    Expert,
    InspectionItem,
    InspectionObject,
    Inspector,
    ItemVersion,
    ProfessionalBody,
    Tag,
    TagRule,
)
from mingcha.registers.models.tag import TagKind


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


def borne_tags() -> QuerySet[Tag]:
    """Return the tags of objects that are offered, then those that were retired and are borne still."""
    borne = InspectionObject.tags.through.objects.filter(tag=OuterRef("pk"))
    of_objects = Tag.objects.filter(kind=TagKind.OBJECT)
    return of_objects.filter(Q(is_retired=False) | Exists(borne)).order_by("is_retired", "name")


def users_of(tag: Tag) -> QuerySet[Department]:
    """Return the departments whose people have a tag, whose items ask for it, or whose rules put it."""
    people = Inspector.objects.filter(Q(expertise=tag) | Q(qualifications=tag))
    helpers = [
        model.objects.filter(tags=tag, is_active=True) for model in (Expert, ProfessionalBody)
    ]
    items = InspectionItem.objects.filter(
        retired_on=None, versions__in=ItemVersion.objects.filter(required_expertise=tag)
    )
    rules = TagRule.objects.filter(tag=tag, is_active=True)
    found = Q(pk__in=rules.values("department"))
    for rows in (people, *helpers, items):
        found |= Q(pk__in=rows.values("department"))
    return Department.objects.filter(found)


def _carried(through: type[Model]) -> Coalesce:
    rows = through._default_manager.filter(tag=OuterRef("pk")).order_by()  # noqa: SLF001 - the only manager of it
    counted = rows.values(of=F("tag")).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
