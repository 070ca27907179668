"""What waits for somebody among the item lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.registers.models import ItemVersion

_WAITING = (
    ("in_review", Permission.ITEM_REVIEW, "审核抽查事项"),
    ("approved", Permission.ITEM_PUBLISH, "公布抽查事项"),
    ("returned", Permission.ITEM_EDIT, "修改被退回的抽查事项"),
)


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the items that the user should decide on, publish or mend."""
    for state, permission, title in _WAITING:
        if not user.may(permission):
            continue
        versions = ItemVersion.objects.filter(state=state, item__department=user.department_id)
        if state == "in_review":
            versions = versions.exclude(drafted_by=user.username)
        for version in versions.select_related("item"):
            url = reverse("item", args=[version.item_id])
            yield ToDo(title, url, clock.today(), f"{version.item.code} {version.name}")
