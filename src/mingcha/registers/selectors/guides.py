"""Reading work guides."""

from __future__ import annotations

from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import Guide
from mingcha.registers.selectors.items import visible_items

_PUBLIC_STATES = ("published", "superseded", "retired")


def get_guide(user: User, pk: int) -> Guide:
    """Return a guide: public ones to everybody, those of drafts within the user's scope."""
    seen = Q(versions__state__in=_PUBLIC_STATES)
    if user.may(Permission.REGISTER_VIEW):
        seen |= Q(versions__item__in=visible_items(user))
    found = Guide.objects.filter(seen, pk=pk).distinct().first()
    if found is None:
        raise NotFound
    return found
