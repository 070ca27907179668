"""Merging objects entered twice, undoing it, and noting that two objects are two (R-014, R-016)."""

from __future__ import annotations

from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.carrying import carry, take_back
from mingcha.registers.events import ObjectsMerged
from mingcha.registers.models import DistinctPair, InspectionObject, ObjectMerge, RegisterEntry
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.selectors.duplicates import known_as_two
from mingcha.registers.selectors.merges import standing_merges

_EXISTING, _MERGED = RegistrationStatus.EXISTING, RegistrationStatus.MERGED


@action
def merge_objects(
    *, by: User, kept: InspectionObject, gone: InspectionObject, reason: str
) -> ObjectMerge:
    """Let one object go on under another one: what it had goes along, what was done stays with it.

    Both must be in the own register. Raises DomainError at ``kept`` where that one cannot stay.
    """
    kept, gone = _held(by, kept, gone)
    _require_reason(reason)
    if kept.pk == gone.pk:
        raise DomainError("same_object", "这是同一个对象，请选择另一个代码", "kept")
    if _MERGED in (kept.status, gone.status):
        raise DomainError("merged", "其中一个对象已经并入别的对象，请重新打开这一页", "kept")
    if gone.status == _EXISTING and kept.status != _EXISTING:
        told = f"{kept.code} 已{kept.get_status_display()}，请留下存续的一户"
        raise DomainError("not_existing", told, "kept")
    if known_as_two(kept, gone):
        raise DomainError("distinct", "已认定不是同一对象，请先取消认定，再合并")
    given = _given(by, kept, gone)
    carried = carry(given, f"并入 {kept.code}") | {"status": gone.status}
    _set_status(gone, _MERGED)
    merge = ObjectMerge.objects.create(
        gone=gone,
        into=kept,
        survivor=kept,
        reason=reason,
        merged_by=by.username,
        merged_at=given["now"],
        carried=carried,
    )
    for earlier in standing_merges().filter(survivor=gone):
        _lead_to(earlier, kept)
    _record("merge", kept, gone, by, reason)
    return merge


@action
def undo_merge(*, by: User, merge: ObjectMerge, reason: str) -> None:
    """Let the two be two again: what went along goes back, unless somebody has changed it since."""
    merge = locked(merge)
    survivor, gone = _held(by, merge.survivor, merge.gone, kept_alone=True)
    _require_reason(reason)
    if merge.undone_at is not None:
        raise DomainError("undone", "这次合并已经撤销")
    kept = merge.into
    if merge.survivor_id != merge.into_id:
        told = f"{kept.code} 后来并入了 {survivor.code}，请先撤销那一次合并"
        raise DomainError("merged_on", told)
    given = _given(by, kept, gone)
    carried = dict(merge.carried)
    status = carried.pop("status", _EXISTING)
    take_back(given, carried, "合并已撤销")
    _set_status(gone, status)
    merge.undone_by, merge.undone_at, merge.undone_reason = by.username, given["now"], reason
    merge.save()
    _give_back(gone)
    _record("undo_merge", kept, gone, by, reason)


@action
def tell_apart(
    *, by: User, first: InspectionObject, second: InspectionObject, reason: str
) -> DistinctPair:
    """Note that two objects which look like one are two, so that they are not shown again."""
    low, high = _held(by, *sorted((first, second), key=lambda each: each.pk))
    _require_reason(reason)
    if low.pk == high.pk:
        raise NotFound
    if known_as_two(low, high):
        raise DomainError("distinct", "已经认定过不是同一对象")
    pair = DistinctPair.objects.create(
        first=low, second=high, reason=reason, said_by=by.username, said_at=clock.now()
    )
    _record("tell_apart", low, high, by, reason)
    return pair


@action
def withdraw_pair(*, by: User, pair: DistinctPair) -> None:
    """Take back that two objects are two: they are shown as suspected again."""
    pair = locked(pair)
    first, second = _held(by, pair.first, pair.second)
    if pair.withdrawn_at is not None:
        raise DomainError("withdrawn", "这项认定已经取消")
    pair.withdrawn_by, pair.withdrawn_at = by.username, clock.now()
    pair.save()
    _record("withdraw_pair", first, second, by, "")


def _held(
    by: User, one: InspectionObject, other: InspectionObject, *, kept_alone: bool = False
) -> tuple[InspectionObject, InspectionObject]:
    """Return both locked in the order of their ids; raises NotFound unless the own register has them."""
    require(by, Permission.REGISTER_EDIT)
    asked = {one.pk} if kept_alone else {one.pk, other.pk}
    entries = RegisterEntry.objects.filter(
        department=by.department_id, object__in=asked, is_active=True
    )
    if by.department_id is None or entries.count() != len(asked):
        raise NotFound
    rows = InspectionObject.objects.select_for_update(of=("self",)).defer("name_words")
    found = {row.pk: row for row in rows.filter(pk__in={one.pk, other.pk}).order_by("pk")}
    return found[one.pk], found[other.pk]


def _given(by: User, kept: InspectionObject, gone: InspectionObject) -> dict[str, Any]:
    return {
        "kept": kept.pk,
        "gone": gone.pk,
        "by": by.username,
        "now": clock.now(),
        "today": clock.today(),
    }


def _set_status(found: InspectionObject, status: str) -> None:
    found.status = status
    found.save(update_fields=["status", "updated_at"])


def _lead_to(merge: ObjectMerge, survivor: InspectionObject) -> None:
    merge.survivor = survivor
    merge.save(update_fields=["survivor", "updated_at"])


def _give_back(root: InspectionObject) -> None:
    """Let all that came to an object, by whichever way, lead to it again."""
    reached = [root.pk]
    while reached:
        rows = list(standing_merges().filter(into__in=reached))
        for row in rows:
            _lead_to(row, root)
        reached = [row.gone_id for row in rows]


def _require_reason(reason: str) -> None:
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")


def _record(
    verb: str, kept: InspectionObject, gone: InspectionObject, by: User, reason: str
) -> None:
    event = ObjectsMerged(subject=kept.code, action=verb, other=gone.code, reason=reason)
    record(event, by=by)
