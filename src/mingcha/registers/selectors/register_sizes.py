"""How large the registers of many departments are, and how much is known of what stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, QuerySet

from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject, RegisterEntry


@dataclass(frozen=True, slots=True)
class RegisterSize:
    """Objects kept now, those with a class of the generic scheme, those with at least one tag."""

    kept: int = 0
    classed: int = 0
    tagged: int = 0


_IN_ORDER, _AS_BEFORE = "SET LOCAL enable_hashjoin = off", "SET LOCAL enable_hashjoin TO DEFAULT"


@transaction.atomic
def register_sizes(departments: Iterable[Department]) -> dict[int, RegisterSize]:
    """Return the sizes by department: one query a figure.

    Entries, objects and tags all stand in the order of the object's id, which is the order of the
    load: walking them side by side takes half the time of hashing a million keys.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IN_ORDER)
    entries = RegisterEntry.objects.filter(department__in=list(departments), is_active=True)
    kept = _counts(entries)
    classed = InspectionObject.objects.filter(pk=OuterRef("object"), risk_level__gt="")
    tagged = InspectionObject.tags.through.objects.filter(inspectionobject=OuterRef("object"))
    with_class = _counts(entries.filter(Exists(classed)))
    with_tag = _counts(entries.filter(Exists(tagged)))
    with connection.cursor() as cursor:
        cursor.execute(_AS_BEFORE)
    return {
        pk: RegisterSize(number, with_class.get(pk, 0), with_tag.get(pk, 0))
        for pk, number in kept.items()
    }


def _counts(entries: QuerySet[RegisterEntry]) -> dict[int, int]:
    return dict(entries.order_by().values_list("department").annotate(number=Count("object")))
