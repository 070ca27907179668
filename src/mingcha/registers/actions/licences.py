"""Keeping an object's licences by hand (R-025)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.meanwhile import require_row_unchanged
from mingcha.registers.events import ObjectChanged
from mingcha.registers.models import Licence, RegisterEntry
from mingcha.registers.policies import require_own_list

LICENCE_FIELDS = ("kind", "number", "issuer", "valid_from", "valid_to", "scope")


@action
def write_licence(
    *,
    by: User,
    entry: RegisterEntry,
    facts: Mapping[str, Any],
    licence: Licence | None = None,
    opened: str | None = None,
) -> Licence:
    """Enter a licence of an object in the own register, or correct one; its history stays.

    Raises ChangedMeanwhile where others corrected it since ``opened``.
    """
    entry = locked(entry)
    require_own_list(by, Permission.REGISTER_EDIT, entry.department)
    row = locked(licence) if licence else Licence(object=entry.object, entered_by=by.username)
    if row.object_id != entry.object_id:
        raise NotFound
    _require_order(facts)
    same = Licence.objects.filter(
        object=entry.object_id, kind=facts["kind"], number=facts["number"]
    )
    if same.exclude(pk=row.pk).exists():
        raise DomainError("licence_known", "这个编号的许可证已经登记，请核对", "number")
    changed = [name for name in LICENCE_FIELDS if getattr(row, name) != facts[name]]
    if licence and opened is not None and changed:
        require_row_unchanged(row, opened, "这张许可证")
    for name in changed:
        setattr(row, name, facts[name])
    row.save()
    event = ObjectChanged(
        subject=entry.object.code, action="licence", fields=[row.kind, row.number]
    )
    record(event, by=by)
    return row


def _require_order(facts: Mapping[str, Any]) -> None:
    begins, ends = facts["valid_from"], facts["valid_to"]
    if begins and ends and ends < begins:
        raise DomainError("licence_ends_first", "有效期至早于批准日期，请核对", "valid_to")
