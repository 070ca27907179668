"""Sub-registers of inspectors (人员专项库): written and retired (R-025)."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Unit
from mingcha.registers.actions.meanwhile import writing_nothing_over
from mingcha.registers.events import StaffRegisterChanged
from mingcha.registers.models import StaffRegister, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.staff_registers import facts_of


@action
def write_staff_register(
    *,
    by: User,
    name: str,
    industry: str = "",
    note: str = "",
    units: Iterable[Unit] = (),
    tags: Iterable[Tag] = (),
    register: StaffRegister | None = None,
    opened: str | None = None,
) -> StaffRegister:
    """Set a sub-register up, or change it. Raises DomainError at the field that is wrong.

    Raises ChangedMeanwhile where others changed it since ``opened`` (``shown_facts.mark_of``).
    """
    if by.department is None:
        raise NotFound
    row = _own(by, register) if register else StaffRegister(department=by.department)
    require_own_list(by, Permission.REGISTER_EDIT, row.department)
    of_units, with_tags = list(units), list(tags)
    _require_conditions(row, of_units, with_tags)
    others = StaffRegister.objects.filter(department=row.department, name=name, retired_on=None)
    if others.exclude(pk=row.pk).exists():
        raise DomainError("register_exists", f"本部门已有“{name}”，请换一个名称", "name")
    with writing_nothing_over(row, opened, facts_of, "这个人员专项库"):
        row.name, row.industry, row.note = name, industry, note
        row.save()
        row.units.set(of_units)
        row.tags.set(with_tags)
    _record(row, "edit" if register else "create", by)
    return row


@action
def retire_staff_register(*, by: User, register: StaffRegister, reason: str) -> None:
    """Offer a sub-register no more; tasks that named it go on with it."""
    register = _own(by, register)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    register.retired_on, register.retired_reason = clock.today(), reason
    register.save()
    _record(register, "retire", by, reason)


def _require_conditions(row: StaffRegister, units: list[Unit], tags: list[Tag]) -> None:
    if not units and not tags:
        raise DomainError("no_condition", "请至少选择一个机构，或者一项专长、资质", "tags")
    if any(unit.department_id != row.department_id for unit in units):
        raise DomainError("unit_of_another", "只能选择本部门的机构", "units")
    if any(tag.kind == TagKind.OBJECT for tag in tags):
        raise DomainError("not_expertise", "只能选择专长或资质标签", "tags")


def _own(by: User, register: StaffRegister) -> StaffRegister:
    register = locked(register)
    require_own_list(by, Permission.REGISTER_EDIT, register.department)
    if register.retired_on:
        raise DomainError("retired", "这个人员专项库已经停用，不能再改")
    return register


def _record(register: StaffRegister, verb: str, by: User, reason: str = "") -> None:
    event = StaffRegisterChanged(
        subject=register.name,
        department=register.department.name,
        action=verb,
        reason=reason,
    )
    record(event, by=by)
