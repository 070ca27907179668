"""Reading ranges kept under a name (常用范围, R-017)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import SavedRange


def saved_ranges_of(department: Department | None) -> QuerySet[SavedRange]:
    """Return what a department has kept; nothing for nobody's."""
    return SavedRange.objects.filter(department=department).select_related("department")


def own_saved_ranges(user: User) -> QuerySet[SavedRange]:
    """Return what the user's department has kept."""
    require(user, Permission.REGISTER_VIEW)
    return saved_ranges_of(user.department)


def get_saved_range(user: User, pk: int) -> SavedRange:
    """Return one of the user's department; raises NotFound."""
    found = own_saved_ranges(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
