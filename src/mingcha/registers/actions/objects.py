"""Keeping objects by hand: whoever has an object in their register may correct it (R-014, R-016)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.identifiers.object_code import ObjectCodeError, read_object_code
from mingcha.core.identifiers.object_key import object_key
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.actions.meanwhile import require_unchanged
from mingcha.registers.entered_code import entered_code, require_same_thing
from mingcha.registers.events import ObjectChanged
from mingcha.registers.models import InspectionObject, RegisterEntry, RiskClass, RiskScheme
from mingcha.registers.models.inspection_object import (
    NON_ENTITY_KINDS,
    OWN_FIELDS,
    RegistrationStatus,
)
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.merges import survivor_codes
from mingcha.registers.selectors.risk_classes import class_now

_LONGEST_REASON = 100
OBJECT_FIELDS = (
    "name",
    "kind",
    "status",
    "region",
    "address",
    "industry",
    "business_scope",
    *OWN_FIELDS,
    "established_on",
)


@action
def add_object(
    *,
    by: User,
    department: Department,
    code: str,
    facts: Mapping[str, Any],
    exclusion: str = "",
) -> InspectionObject:
    """Put an object into the register, one without a credit code under a key of its own (R-014).

    An object that another department keeps already is taken over as it is there; the key of a
    product, project or behaviour that others use for another one is refused.
    """
    require_own_list(by, Permission.REGISTER_EDIT, department)
    code = entered_code(code, facts["kind"])
    facts = _sound(facts)
    if code in survivor_codes():
        told = f"代码 {code} 已并入 {survivor_codes()[code]}，请用后一个代码"
        raise DomainError("merged", told, "code")
    found, is_new = InspectionObject.objects.get_or_create(
        code=code, defaults={"key": object_key(code), **facts}
    )
    entry = RegisterEntry.objects.filter(department=department, object=found).first()
    if entry and entry.is_active:
        raise DomainError("object_exists", f"本部门名录中已有代码 {code}，请核对", "code")
    if entry is None:
        require_same_thing(found, facts["name"], facts["kind"])
    entry = entry or RegisterEntry(department=department, object=found)
    entry.is_active, entry.left_on, entry.left_reason = True, None, ""
    entry.exclusion = exclusion
    entry.save()
    _record(found, "add" if is_new else "take", by, list(facts) if is_new else [])
    return found


@action
def edit_object(
    *,
    by: User,
    entry: RegisterEntry,
    facts: Mapping[str, Any],
    exclusion: str,
    opened: str | None = None,
) -> InspectionObject:
    """Correct what is known of an object, and whether it takes part in draws.

    ``opened`` is the mark of what the person had before them (see ``opening_of``); raises
    ChangedMeanwhile where an import or another person changed it since, and this would undo that.
    """
    entry = _own(by, entry, Permission.REGISTER_EDIT)
    found = locked(entry.object)
    facts = _sound(facts, found)
    if found.status == RegistrationStatus.MERGED:
        raise DomainError("merged", "这个对象已并入别的对象，请修改留下的那一户")
    changed = [name for name, value in facts.items() if getattr(found, name) != value]
    if "kind" in changed:
        entered_code(found.code, facts["kind"], "kind")
    if opened is not None and (changed or entry.exclusion != exclusion):
        require_unchanged(entry, opened)
    for name in changed:
        setattr(found, name, facts[name])
    if changed:
        found.save()
    if entry.exclusion != exclusion:
        entry.exclusion = exclusion
        entry.save()
        changed.append("exclusion")
    if changed:
        _record(found, "edit", by, changed)
    return found


@action
def remove_object(*, by: User, entry: RegisterEntry, reason: str) -> None:
    """Take an object out of the own register; its past stays."""
    entry = _own(by, entry, Permission.REGISTER_EDIT)
    _require_reason(reason)
    if not entry.is_active:
        raise DomainError("not_in_register", "已经移出名录")
    if len(reason) > _LONGEST_REASON:
        raise DomainError("reason_long", "移出名录的理由最多 100 个字，请缩短", "reason")
    entry.is_active, entry.left_on, entry.left_reason = False, clock.today(), reason
    entry.save()
    _record(entry.object, "remove", by, [], reason)


@action
def set_risk_class(
    *,
    by: User,
    entry: RegisterEntry,
    level: str,
    reason: str,
    scheme: RiskScheme | None = None,
) -> RiskClass:
    """Give an object another class from today on, with the reason; the generic one by default (R-054)."""
    entry = _own(by, entry, Permission.REGISTER_EDIT)
    if not sees_classes(by):
        raise Forbidden
    scheme = scheme or RiskScheme.generic()
    if level not in scheme.levels:
        raise DomainError("no_such_level", f"类别只有 {'、'.join(scheme.levels)}", "level")
    _require_reason(reason)
    found = locked(entry.object)
    if class_now(found, scheme) == level:
        raise DomainError("same_level", f"现在已是 {level} 类，请选择另一类", "level")
    if scheme.code == GENERIC:
        found.risk_level = level
        found.save(update_fields=["risk_level", "updated_at"])
    given, _ = RiskClass.objects.update_or_create(
        object=found,
        scheme=scheme,
        as_of=clock.today(),
        defaults={
            "level": level,
            "given_by": by.username,
            "given_at": clock.now(),
            "reason": reason,
        },
    )
    field = "risk_level" if scheme.code == GENERIC else scheme.code
    _record(found, "classify", by, [field], reason)
    return given


def _own(by: User, entry: RegisterEntry, permission: Permission) -> RegisterEntry:
    entry = locked(entry)
    if by.department_id != entry.department_id:
        raise NotFound
    require(by, permission)
    return entry


def _require_known(facts: Mapping[str, Any]) -> None:
    unknown = set(facts) - set(OBJECT_FIELDS)
    if facts.get("status") == RegistrationStatus.MERGED:
        raise DomainError("merged", "请在疑似重复对象中合并", "status")
    if unknown:
        raise TypeError(f"an object has no {sorted(unknown)}")


def _sound(facts: Mapping[str, Any], known: InspectionObject | None = None) -> dict[str, Any]:
    """Return the facts with the code of who answers in its one spelling.

    Raises DomainError for a code that can be none, and for a market entity's own fields (R-014).
    """
    _require_known(facts)
    whole = {name: facts.get(name, getattr(known, name, "")) for name in ("kind", *OWN_FIELDS)}
    filled = [name for name in OWN_FIELDS if whole[name]]
    if filled and whole["kind"] not in NON_ENTITY_KINDS:
        raise DomainError("not_its_own", "只有产品、项目、行为填写，企业等主体请空着", filled[0])
    if not facts.get("owner_code"):
        return dict(facts)
    try:
        return {**facts, "owner_code": read_object_code(facts["owner_code"]).value}
    except ObjectCodeError as wrong:
        raise DomainError("owner_code_wrong", wrong.message, "owner_code") from wrong


def _require_reason(reason: str) -> None:
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")


def _record(
    found: InspectionObject, verb: str, by: User, fields: list[str], reason: str = ""
) -> None:
    record(ObjectChanged(subject=found.code, action=verb, fields=fields, reason=reason), by=by)
