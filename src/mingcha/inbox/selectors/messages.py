"""Whose messages they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.inbox.models import Delivery, Message, Reading


def messages_of(user: User) -> QuerySet[Message]:
    """Return the messages to the user's department and rights, the newest first, with ``is_read``."""
    rows = Message.objects.filter(
        department=user.department_id, permission__in=[str(each) for each in user.permissions]
    )
    read = Reading.objects.filter(message=OuterRef("pk"), user=user)
    return rows.annotate(is_read=Exists(read))


def known_keys(keys: Iterable[str]) -> set[str]:
    """Return those of the keys under which something was told already."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def unread(user: User) -> QuerySet[Message]:
    """Return those that the user has not taken note of."""
    return messages_of(user).exclude(readings__user=user)


def deliveries(user: User) -> QuerySet[Delivery]:
    """Return the deliveries within the administrator's region, failed ones first."""
    require(user, Permission.SYSTEM_ADMIN)
    rows = Delivery.objects.filter(
        message__department__region__prefix__startswith=user.region.prefix
    )
    return rows.select_related("message__department").order_by("state", "-id")


def get_delivery(user: User, pk: int) -> Delivery:
    """Return one of them; raises NotFound."""
    found = deliveries(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
