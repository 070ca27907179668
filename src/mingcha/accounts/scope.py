"""What a person can see: region subtree × department × role, as a condition on a query."""

from __future__ import annotations

from django.db.models import Q

from mingcha.accounts.models import User

_WHOLE_REGION = frozenset({"coord_office"})


def within(user: User, *, region: str, department: str) -> Q:
    """Return the condition under which rows lie in the user's scope.

    ``region`` and ``department`` are lookup paths to these of the row, such as ``"task__region"``.
    The coordination office sees its region's subtree; everybody else their own department's rows.
    """
    in_region = Q(**{f"{region}__prefix__startswith": user.region.prefix})
    if user.role_keys & _WHOLE_REGION:
        return in_region
    if user.department_id is None:
        return Q(pk__in=[])
    return in_region & Q(**{department: user.department_id})
