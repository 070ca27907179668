"""What waits for somebody among the item list and the registers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.claims import claim_page
from mingcha.registers.selectors.inspectors import (
    ending_certificates,
    ending_other_certificates,
)
from mingcha.registers.selectors.parent_changes import open_changes
from mingcha.registers.selectors.recusals import pending_recusals

_NAMED = 3
_WAITING = (
    ("in_review", Permission.ITEM_REVIEW, "审核抽查事项"),
    ("approved", Permission.ITEM_PUBLISH, "公布抽查事项"),
    ("returned", Permission.ITEM_EDIT, "修改被退回的抽查事项"),
)


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give items to decide on or claim, recusals to decide, and certificates that end soon."""
    yield from _of_own_list(user)
    if user.department is not None and user.may(Permission.ITEM_EDIT):
        yield from _of_superior(user, user.department)
    if user.may(Permission.TASK_APPROVE):
        yield from _recusals(user)
    if user.may(Permission.REGISTER_EDIT) and user.department:
        yield from _certificates(user.department)


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


def _recusals(user: User) -> Iterator[ToDo]:
    for each in pending_recusals(user):
        note = f"{each.inspector.name} · {each.object.name}"
        yield ToDo("审定回避申报", reverse("inspector-recusals"), clock.today(), note)


def _certificates(department: Department) -> Iterator[ToDo]:
    """Give one row for each day on which certificates end: many end together."""
    for what, certificate, rows in (
        ("执法证", "soon", ending_certificates(department)),
        ("资格证等证件", "other_soon", ending_other_certificates(department)),
    ):
        by_day: dict[date, list[str]] = defaultdict(list)
        for day, name in rows:
            by_day[day].append(name)
        url = f"{reverse('inspectors')}?certificate={certificate}"
        for day, names in by_day.items():
            told = "、".join(names[:_NAMED]) + (f" 等 {len(names)} 人" if names[_NAMED:] else "")
            yield ToDo(f"换发即将到期的{what}", url, day, told)
