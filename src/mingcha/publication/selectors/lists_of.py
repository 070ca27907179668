"""The published lists of many departments: which version is the newest, and of what day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mingcha.orgs.models import Department
from mingcha.publication.models.publication import Publication, PublicationKind

_LISTS = (PublicationKind.ITEM_LIST, PublicationKind.OBJECT_LIST, PublicationKind.STAFF_LIST)


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The newest version of a list."""

    key: str
    version: int
    published_at: datetime


def published_lists(
    departments: Iterable[Department],
) -> dict[int, dict[str, PublishedList]]:
    """Return the one list and the two registers by department and kind, in one query."""
    keys = {f"{each.region_id}-{each.code}": each.pk for each in departments}
    rows = Publication.objects.filter(kind__in=_LISTS, key__in=keys)
    newest = rows.order_by("kind", "key", "-version").distinct("kind", "key")
    found: dict[int, dict[str, PublishedList]] = {}
    for kind, key, version, at in newest.values_list("kind", "key", "version", "published_at"):
        found.setdefault(keys[key], {})[kind] = PublishedList(key, version, at)
    return found
