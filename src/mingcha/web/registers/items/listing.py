"""What the list of items and its export have in common: the filtered list."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.items import latest_versions
from mingcha.registers.selectors.objects import registers_within
from mingcha.web.people import person
from mingcha.web.registers.items.tables import ItemFilter


def found(request: HttpRequest) -> ItemFilter:
    """Return the filter over the newest version of every item within the scope."""
    user = person(request)
    newest = ItemVersion.objects.filter(pk__in=latest_versions(user).values("pk"))
    return ItemFilter(request.GET, newest, departments=list(registers_within(user)))


def in_order(chosen: ItemFilter) -> QuerySet[ItemVersion]:
    """Return what the filter leaves, by department and code."""
    rows: QuerySet[ItemVersion] = chosen.qs
    return rows.select_related("item__department").order_by("item__code", "item_id")
