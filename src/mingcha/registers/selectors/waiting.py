"""What waits for somebody among the item lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.claims import claim_page
from mingcha.registers.selectors.parent_changes import open_changes

_WAITING = (
    ("in_review", Permission.ITEM_REVIEW, "审核抽查事项"),
    ("approved", Permission.ITEM_PUBLISH, "公布抽查事项"),
    ("returned", Permission.ITEM_EDIT, "修改被退回的抽查事项"),
)


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the items that the user should decide on, publish, mend or claim."""
    yield from _of_own_list(user)
    if user.department is not None and user.may(Permission.ITEM_EDIT):
        yield from _of_superior(user, user.department)


def _of_superior(user: User, department: Department) -> Iterator[ToDo]:
    for change in open_changes(user):
        told = f"{change.claim.code} {change.version.name}"
        url = reverse("item", args=[change.claim_id])
        yield ToDo(f"处理{change.get_kind_display()}的事项", url, clock.today(), told)
    page = claim_page(department)
    if page.open:
        told = f"还有 {len(page.open)} 项没有认领"
        yield ToDo("认领上级事项", reverse("item-claims"), page.due, told)


def _of_own_list(user: User) -> Iterator[ToDo]:
    for state, permission, title in _WAITING:
        if not user.may(permission):
            continue
        versions = ItemVersion.objects.filter(state=state, item__department=user.department_id)
        if state == "in_review":
            versions = versions.exclude(drafted_by=user.username)
        for version in versions.select_related("item"):
            url = reverse("item", args=[version.item_id])
            yield ToDo(title, url, clock.today(), f"{version.item.code} {version.name}")
