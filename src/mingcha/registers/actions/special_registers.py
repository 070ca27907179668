"""Sub-registers (专项库): set up, filled and emptied in bulk, retired (R-025)."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.meanwhile import writing_nothing_over
from mingcha.registers.events import SpecialRegisterChanged
from mingcha.registers.models import InspectionObject, SpecialRegister
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.special_registers import facts_of

_JOIN = """
INSERT INTO registers_specialmember (register_id, object_id, joined_at, joined_by, left_by, left_reason)
SELECT %s, chosen.id, %s, %s, '', '' FROM ({chosen}) AS chosen
JOIN registers_registerentry kept
    ON kept.object_id = chosen.id AND kept.department_id = %s AND kept.is_active
ON CONFLICT DO NOTHING
"""
_LEAVE = """
UPDATE registers_specialmember SET left_at = %s, left_by = %s, left_reason = %s
WHERE register_id = %s AND left_at IS NULL AND object_id IN ({chosen})
"""


@action
def write_special_register(
    *,
    by: User,
    name: str,
    industry: str,
    note: str,
    register: SpecialRegister | None = None,
    opened: str | None = None,
) -> SpecialRegister:
    """Set a sub-register up, or rename it. Raises DomainError at ``name`` where it is taken.

    Raises ChangedMeanwhile where others changed it since ``opened`` (``shown_facts.mark_of``).
    """
    if by.department is None:
        raise NotFound
    row = _own(by, register) if register else SpecialRegister(department=by.department)
    require_own_list(by, Permission.REGISTER_EDIT, row.department)
    others = SpecialRegister.objects.filter(department=row.department, name=name, retired_on=None)
    if others.exclude(pk=row.pk).exists():
        raise DomainError("register_exists", f"本部门已有“{name}”，请换一个名称", "name")
    with writing_nothing_over(row, opened, facts_of, "这个专项库"):
        row.name, row.industry, row.note = name, industry, note
        row.save()
    _record(row, "edit" if register else "create", by)
    return row


@action
def retire_special_register(*, by: User, register: SpecialRegister, reason: str) -> None:
    """Offer a sub-register no more; its members stay on record."""
    register = _own(by, register)
    _require_reason(reason)
    register.retired_on, register.retired_reason = clock.today(), reason
    register.save()
    _record(register, "retire", by, reason=reason)


@action
def add_members(*, by: User, register: SpecialRegister, objects: QuerySet[InspectionObject]) -> int:
    """Let all objects of a query that the department keeps belong to it; return how many are new."""
    register = _own(by, register)
    chosen, parameters = _chosen(objects)
    values = [register.pk, clock.now(), by.username, *parameters, register.department_id]
    number = _executed(_JOIN.format(chosen=chosen), values)
    if number:
        _record(register, "join", by, objects=number)
    return number


@action
def remove_members(
    *, by: User, register: SpecialRegister, objects: QuerySet[InspectionObject], reason: str
) -> int:
    """Let all objects of a query leave it, with the reason; return how many left."""
    register = _own(by, register)
    _require_reason(reason)
    chosen, parameters = _chosen(objects)
    values = [clock.now(), by.username, reason, register.pk, *parameters]
    number = _executed(_LEAVE.format(chosen=chosen), values)
    if number:
        _record(register, "leave", by, objects=number, reason=reason)
    return number


def _own(by: User, register: SpecialRegister) -> SpecialRegister:
    register = locked(register)
    require_own_list(by, Permission.REGISTER_EDIT, register.department)
    if register.retired_on:
        raise DomainError("retired", "这个专项库已经停用，不能再改", "register")
    return register


def _require_reason(reason: str) -> None:
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")


def _chosen(objects: QuerySet[InspectionObject]) -> tuple[str, tuple[Any, ...]]:
    return objects.order_by().values("id").query.sql_with_params()


def _executed(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _record(
    register: SpecialRegister, verb: str, by: User, *, objects: int = 0, reason: str = ""
) -> None:
    event = SpecialRegisterChanged(
        subject=register.name,
        department=register.department.name,
        action=verb,
        objects=objects,
        reason=reason,
    )
    record(event, by=by)
