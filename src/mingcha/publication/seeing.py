"""What the publications show of occurrences: lists that a department published (R-009, R-122)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.urls import reverse

from mingcha.foundation import clock
from mingcha.plans.evidence import Seen, see
from mingcha.plans.models import Occurrence
from mingcha.plans.models.obligation import EvidenceKind
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind


def lists_published(kind: PublicationKind, rows: Sequence[Occurrence]) -> dict[int, Seen]:
    """See the first version of a list that was published since the occurrence was in hand."""
    keys = {row.pk: f"{row.region_id}-{row.department.code}" for row in rows if row.department}
    found = Publication.objects.filter(
        kind=kind,
        key__in=set(keys.values()),
        published_at__date__gte=min(row.opens_on for row in rows),
    ).order_by("published_at")
    versions = list(found.values_list("key", "version", "title", "published_at"))
    seen: dict[int, Seen] = {}
    for row in rows:
        for key, version, title, at in versions:
            day = clock.day_of(at)
            if key == keys.get(row.pk) and row.opens_on <= day and day.year == row.due_on.year:
                seen[row.pk] = Seen(day, f"{title}第{version}版已公布", _page(kind, key))
                break
    return seen


def _page(kind: PublicationKind, key: str) -> str:
    if kind == PublicationKind.STAFF_LIST:
        return reverse("public-staff")
    return reverse("public-item-list", args=[key])


def start_seeing() -> None:
    """Tell what publications know of each kind."""
    see(EvidenceKind.ITEMS_PUBLISHED, partial(lists_published, PublicationKind.ITEM_LIST))
    see(EvidenceKind.STAFF_PUBLISHED, partial(lists_published, PublicationKind.STAFF_LIST))
