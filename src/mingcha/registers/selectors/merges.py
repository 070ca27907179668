"""Objects that were merged into others: where they went, and what counts together (R-016)."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.accounts.models import User
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import DistinctPair, InspectionObject, ObjectMerge
from mingcha.registers.selectors.objects import visible_entries


def standing_merges() -> QuerySet[ObjectMerge]:
    """Return the merges that were not undone."""
    return ObjectMerge.objects.filter(undone_at=None)


def survivor_codes() -> dict[str, str]:
    """Return under which code an object is kept now, by the codes that it had besides."""
    return dict(standing_merges().values_list("gone__code", "survivor__code"))


def current(found: InspectionObject) -> InspectionObject:
    """Return the object, or the one that it was merged into."""
    merge = standing_merges().filter(gone=found).select_related("survivor").first()
    return merge.survivor if merge else found


def whole(pk: int) -> list[int]:
    """Return the ids of an object and of all that were merged into it."""
    return [pk, *standing_merges().filter(survivor=pk).values_list("gone", flat=True)]


def survivors_of(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return the survivors of objects about which there is a row, to be looked up as a set.

    Merges are few: each is looked up among the rows, and not the rows among them.
    """
    about = rows.order_by().filter(object=OuterRef("gone"))
    return standing_merges().filter(Exists(about)).order_by().values("survivor")


def of_merged(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return those rows which are about merged objects or survivors, with ``whole`` for the survivor."""
    merges = standing_merges().order_by()
    about = Q(object__in=merges.values("gone")) | Q(object__in=merges.values("survivor"))
    went = merges.filter(gone=OuterRef("object")).values("survivor")[:1]
    found: QuerySet[Any] = rows.filter(about).annotate(
        whole=Coalesce(Subquery(went), F("object"), output_field=BigIntegerField())
    )
    return found


def merges_seen(user: User) -> QuerySet[ObjectMerge]:
    """Return the merges of objects within the user's scope, those undone among them."""
    entries = visible_entries(user).order_by()
    rows = ObjectMerge.objects.filter(
        Exists(entries.filter(object=OuterRef("gone"))),
        Exists(entries.filter(object=OuterRef("survivor"))),
    )
    return rows.select_related("gone", "into", "survivor")


def get_merge(user: User, pk: int) -> ObjectMerge:
    """Return a merge within the user's scope; raises NotFound."""
    found = merges_seen(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def distinct_pairs_seen(user: User) -> QuerySet[DistinctPair]:
    """Return the pairs within the user's scope that are known to be two."""
    entries = visible_entries(user).order_by()
    rows = DistinctPair.objects.filter(
        Exists(entries.filter(object=OuterRef("first"))),
        Exists(entries.filter(object=OuterRef("second"))),
        withdrawn_at=None,
    )
    return rows.select_related("first", "second")
