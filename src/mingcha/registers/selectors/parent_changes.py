"""Changes of superiors' items that claimers were told of."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionItem, ParentChange
from mingcha.registers.models.claim import ChangeKind
from mingcha.registers.selectors.item_differences import FieldDifference, item_differences


def open_changes(user: User) -> QuerySet[ParentChange]:
    """Return what the user's department has to decide on."""
    found = ParentChange.objects.filter(
        claim__department=user.department_id, claim__retired_on=None, decision=""
    )
    return found.select_related("claim", "version__item__department")


def changes_of(item: InspectionItem) -> QuerySet[ParentChange]:
    """Return all that a claimer was told about one item, the newest first."""
    return item.parent_changes.select_related("version__item__department")


def get_open_change(user: User, item: int) -> ParentChange:
    """Return the open change of an item of the user's department; raises NotFound."""
    change = open_changes(user).filter(claim=item).first()
    if change is None:
        raise NotFound
    return change


def differences_of(change: ParentChange) -> list[FieldDifference]:
    """Return in what the superior's new version differs from the one that was claimed."""
    base = change.claim.claimed_version
    if base is None or change.kind == ChangeKind.RETIRED:
        return []
    return item_differences(base, change.version)
