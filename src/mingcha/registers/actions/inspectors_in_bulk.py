"""Changing several inspectors at once: their section, whether they serve, their expertise (R-021 to R-024)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Unit
from mingcha.registers.events import InspectorsChanged
from mingcha.registers.models import Inspector, Tag
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind


@action
def change_inspectors(
    *,
    by: User,
    inspectors: Collection[int],
    unit: Unit | None = None,
    state: str = "",
    add: Iterable[Tag] = (),
    remove: Iterable[Tag] = (),
    reason: str = "",
) -> int:
    """Change what is given of the own department's people, leave the rest; returns how many they are."""
    require(by, Permission.REGISTER_EDIT)
    if by.department is None:
        raise NotFound
    added, removed = list(add), list(remove)
    _require_sound(by, unit, state, added, removed, reason)
    own = Inspector.objects.filter(pk__in=inspectors, department=by.department)
    people = list(own.order_by("pk").select_for_update(of=("self",)))
    if not people:
        raise DomainError("nobody", "勾选的人不在本部门名录中，请回到列表重新勾选")
    facts = {name: value for name, value in (("unit", unit), ("state", state)) if value}
    if facts:
        own.update(**facts, updated_at=clock.now())
    _put(people, added)
    _take(own, removed)
    fields = [*facts, *(f"+{tag.name}" for tag in added), *(f"-{tag.name}" for tag in removed)]
    event = InspectorsChanged(
        subject=f"{by.department.region_id}-{by.department.code}",
        number=len(people),
        staff=sorted(one.staff_no for one in people),
        fields=fields,
        reason=reason,
    )
    record(event, by=by)
    return len(people)


def _require_sound(
    by: User, unit: Unit | None, state: str, added: list[Tag], removed: list[Tag], reason: str
) -> None:
    if unit is not None and unit.department_id != by.department_id:
        raise DomainError("unit_of_another", "机构不属于本部门，请重新选择", "unit")
    if state and state not in InspectorState.values:
        raise DomainError("state", "请选择一种状态", "state")
    if not (unit or state or added or removed):
        raise DomainError("nothing", "请至少选择一项要改的内容", "unit")
    if {tag.pk for tag in added} & {tag.pk for tag in removed}:
        raise DomainError("both", "同一个标签不能又加上又去掉，请只选一边", "remove")
    if any(tag.kind == TagKind.OBJECT or tag.is_retired for tag in added):
        raise DomainError("tag", "请选择人员用的、没有停用的标签", "add")
    if state and state != InspectorState.ACTIVE and (missing := reason_given(reason)):
        raise DomainError("reason_missing", missing, "reason")


def _put(people: list[Inspector], tags: list[Tag]) -> None:
    for tag in tags:
        through = _through(tag)
        rows = [through(inspector_id=one.pk, tag_id=tag.pk) for one in people]
        through.objects.bulk_create(rows, ignore_conflicts=True)


def _take(people: QuerySet[Inspector], tags: list[Tag]) -> None:
    for tag in tags:
        _through(tag).objects.filter(inspector__in=people.values("pk"), tag=tag).delete()


def _through(tag: Tag) -> Any:
    is_expertise = tag.kind == TagKind.EXPERTISE
    return Inspector.expertise.through if is_expertise else Inspector.qualifications.through
