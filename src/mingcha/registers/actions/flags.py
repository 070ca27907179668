"""Noting that an object is on a list or marked, and that it is so no longer (R-016, R-017)."""

from __future__ import annotations

from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.events import ObjectChanged
from mingcha.registers.models import ObjectFlag, RegisterEntry
from mingcha.registers.policies import require_own_list


@action
def enter_flag(
    *,
    by: User,
    entry: RegisterEntry,
    kind: str,
    since: date,
    source: str,
    note: str = "",
) -> ObjectFlag:
    """Note a mark of an object in the own register. Raises DomainError at the field at fault."""
    entry = locked(entry)
    require_own_list(by, Permission.REGISTER_EDIT, entry.department)
    if since > clock.today():
        raise DomainError("not_yet", "开始日期还没有到，请核对", "since")
    flags = ObjectFlag.objects.filter(object=entry.object_id, kind=kind)
    standing = flags.filter(until=None).first()
    if standing:
        told = f"自 {standing.since:%Y-%m-%d} 起已有这个标记，请先结束它，再登记"
        raise DomainError("flag_stands", told, "kind")
    if flags.filter(since=since).exists():
        raise DomainError("flag_known", "同一天已登记过这个标记，请核对日期", "since")
    flag = ObjectFlag.objects.create(
        object=entry.object,
        kind=kind,
        since=since,
        source=source,
        note=note,
        entered_by=by.username,
    )
    _record(flag, "flag", by)
    return flag


@action
def end_flag(*, by: User, entry: RegisterEntry, flag: ObjectFlag, reason: str) -> None:
    """End a mark today, with the reason; it stays on record."""
    entry, flag = locked(entry), locked(flag)
    require_own_list(by, Permission.REGISTER_EDIT, entry.department)
    if flag.object_id != entry.object_id:
        raise DomainError("other_object", "这个标记属于另一个检查对象")
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if flag.until is not None:
        raise DomainError("flag_over", "这个标记已经结束")
    flag.until, flag.end_reason = clock.today(), reason
    flag.save()
    _record(flag, "end_flag", by, reason)


def _record(flag: ObjectFlag, verb: str, by: User, reason: str = "") -> None:
    event = ObjectChanged(subject=flag.object.code, action=verb, fields=[flag.kind], reason=reason)
    record(event, by=by)
