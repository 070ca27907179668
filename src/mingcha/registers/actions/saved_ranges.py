"""Keeping ranges of objects under a name (常用范围, R-017)."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.events import SavedRangeChanged
from mingcha.registers.models import SavedRange
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.object_filter import check_filter


@action
def write_saved_range(
    *,
    by: User,
    name: str,
    object_filter: Mapping[str, Json],
    note: str = "",
    saved: SavedRange | None = None,
) -> SavedRange:
    """Keep a range, or change one; what was made from it before stays as it is."""
    if by.department is None:
        raise NotFound
    row = locked(saved) if saved else SavedRange(department=by.department)
    require_own_list(by, Permission.REGISTER_EDIT, row.department)
    if not object_filter:
        told = "请至少填写一个条件；不限范围的，不用存"
        raise DomainError("no_condition", told, "industries")
    check_filter(object_filter)
    others = SavedRange.objects.filter(department=row.department, name=name)
    if others.exclude(pk=row.pk).exists():
        raise DomainError("range_exists", f"本部门已有“{name}”，请换一个名称", "name")
    row.name, row.note, row.written_by = name, note, by.username
    row.object_filter = dict(object_filter)
    row.save()
    _record(row, "edit" if saved else "create", by)
    return row


@action
def delete_saved_range(*, by: User, saved: SavedRange, reason: str) -> None:
    """Forget a range; nothing hangs on it, as whoever used it has a copy."""
    saved = locked(saved)
    require_own_list(by, Permission.REGISTER_EDIT, saved.department)
    if told := reason_given(reason):
        raise DomainError("reason_missing", told, "reason")
    _record(saved, "delete", by, reason)
    saved.delete()


def _record(saved: SavedRange, verb: str, by: User, reason: str = "") -> None:
    event = SavedRangeChanged(
        subject=saved.name, department=saved.department.name, action=verb, reason=reason
    )
    record(event, by=by)
