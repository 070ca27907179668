"""Keeping inspectors and their recusals by hand (R-019 to R-024, R-062)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.identifiers.citizen import read_identity_number, read_telephone
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.actions.inspector_events import note
from mingcha.registers.actions.meanwhile import require_inspector_unchanged
from mingcha.registers.models import Inspector, Tag
from mingcha.registers.models.certificate import CertificateKind
from mingcha.registers.policies import require_own_list

INSPECTOR_FIELDS = (
    *("name", "kind", "sex", "id_number", "phone"),
    *("unit", "level", "post", "post_detail", "post_category", "post_since"),
    *("region", "item_scope", "expert_in", "education", "education_subject"),
    *("capacity", "state", "user", "remark"),
)


@action
def add_inspector(
    *,
    by: User,
    department: Department,
    staff_no: str,
    facts: Mapping[str, Any],
    expertise: Iterable[Tag] = (),
    qualifications: Iterable[Tag] = (),
    certificate: tuple[str, date | None] | None = None,
) -> Inspector:
    """Put a person into the register, with the enforcement certificate where there is one."""
    require_own_list(by, Permission.REGISTER_EDIT, department)
    staff_no = staff_no.strip()
    if Inspector.objects.filter(department=department, staff_no=staff_no).exists():
        raise DomainError("inspector_exists", f"本部门已有工号 {staff_no}，请核对", "staff_no")
    one = Inspector(department=department, staff_no=staff_no)
    _write(one, "add", by, facts, expertise, qualifications)
    if certificate:
        _certify(one, *certificate)
    return one


@action
def edit_inspector(
    *,
    by: User,
    inspector: Inspector,
    facts: Mapping[str, Any],
    expertise: Iterable[Tag],
    qualifications: Iterable[Tag] = (),
    opened: str | None = None,
) -> Inspector:
    """Correct a person's record; who has left or has no valid certificate is not matched.

    ``opened`` is the mark of what the person had before them (see ``inspector_opening_of``); raises
    ChangedMeanwhile where others, an import as well, changed the record since.
    """
    one = locked(inspector)
    require_own_list(by, Permission.REGISTER_EDIT, one.department)
    expertise, qualifications = list(expertise), list(qualifications)
    if opened is not None and not _stands(one, facts, expertise, qualifications):
        require_inspector_unchanged(one, opened)
    return _write(one, "edit", by, facts, expertise, qualifications)


def _stands(
    one: Inspector,
    facts: Mapping[str, Any],
    expertise: Iterable[Tag],
    qualifications: Iterable[Tag],
) -> bool:
    """Tell whether the record says already what is to be written: saving the same twice is no conflict."""
    same_tags = set(one.expertise.all()) == set(expertise) and set(one.qualifications.all()) == set(
        qualifications
    )
    return same_tags and all(getattr(one, name) == value for name, value in facts.items())


def _write(
    one: Inspector,
    verb: str,
    by: User,
    facts: Mapping[str, Any],
    expertise: Iterable[Tag],
    qualifications: Iterable[Tag],
) -> Inspector:
    unknown = set(facts) - set(INSPECTOR_FIELDS)
    if unknown:
        raise TypeError(f"an inspector has no {sorted(unknown)}")
    unit, user = facts.get("unit"), facts.get("user")
    if unit is not None and unit.department_id != one.department_id:
        raise DomainError("unit_of_another", "机构不属于本部门", "unit")
    if user is not None and user.department_id != one.department_id:
        raise DomainError("user_of_another", "账号不属于本部门", "user")
    if user is not None and Inspector.objects.filter(user=user).exclude(pk=one.pk).exists():
        raise DomainError("user_taken", "这个账号已是另一名检查人员的，请选择本人的账号", "user")
    _require_sound(facts)
    changed = [name for name, value in facts.items() if getattr(one, name, None) != value]
    for name in changed:
        setattr(one, name, facts[name])
    one.save()
    one.expertise.set(expertise)
    one.qualifications.set(qualifications)
    note(one, verb, by, changed)
    return one


def _certify(one: Inspector, number: str, until: date | None) -> None:
    if not number:
        raise DomainError("number", "填了有效期的，请填写执法证号", "certificate_no")
    if until is None:
        raise DomainError("no_end", "请填写执法证有效期的最后一天", "certificate_until")
    one.certificates.create(kind=CertificateKind.ENFORCEMENT, number=number, valid_until=until)


def _require_sound(facts: Mapping[str, Any]) -> None:
    """Raise DomainError for an identity or telephone number that is none."""
    number, phone = facts.get("id_number"), facts.get("phone")
    if number and read_identity_number(number) != number:
        raise DomainError("id_number", "身份证号应为18位，请按证件核对每一位", "id_number")
    if phone and read_telephone(phone) != phone:
        raise DomainError("phone", "请填写11位手机号，或带区号的固定电话", "phone")
