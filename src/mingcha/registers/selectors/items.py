"""Reading the item lists."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionItem, ItemVersion


def visible_items(user: User) -> QuerySet[InspectionItem]:
    """Return the items of the lists that the user may see."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    return InspectionItem.objects.filter(scope).select_related("department")


def latest_versions(user: User) -> QuerySet[ItemVersion]:
    """Return the newest version of every visible item: what the list page shows."""
    return (
        ItemVersion.objects.filter(item__in=visible_items(user))
        .order_by("item_id", "-number")
        .distinct("item_id")
        .select_related("item__department")
    )


def get_item(user: User, pk: int) -> InspectionItem:
    """Return an item within the user's scope; raises NotFound."""
    item = visible_items(user).filter(pk=pk).first()
    if item is None:
        raise NotFound
    return item


def items_in_force(department_id: int) -> QuerySet[ItemVersion]:
    """Return the versions by which a department may inspect: published, not retired (E-2)."""
    return ItemVersion.objects.filter(
        item__department=department_id, item__retired_on=None, state="published"
    ).select_related("item")


def items_coming_due(today: date) -> QuerySet[ItemVersion]:
    """Return the versions whose day to come in force has come."""
    return ItemVersion.objects.filter(state="scheduled", effective_from__lte=today).order_by("pk")
