"""Keeping experts, professional bodies and what bars them (R-023)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.identifiers.citizen import read_telephone
from mingcha.core.identifiers.text import fold
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.actions.meanwhile import require_row_unchanged
from mingcha.registers.events import ExpertChanged
from mingcha.registers.models import (
    AssistantInterest,
    Expert,
    InspectionObject,
    ProfessionalBody,
    Tag,
)
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.merges import current

EXPERT_FIELDS = ("name", "body", "employer", "title", "phone", "is_active")
BODY_FIELDS = ("name", "code", "services", "contact", "phone", "is_active")
Helper = TypeVar("Helper", Expert, ProfessionalBody)


@action
def add_expert(
    *, by: User, department: Department, facts: Mapping[str, Any], tags: Iterable[Tag] = ()
) -> Expert:
    """Put an expert into the department's pool."""
    require_own_list(by, Permission.REGISTER_EDIT, department)
    return _write(Expert(department=department), by, facts, tags, "add")


@action
def edit_expert(
    *,
    by: User,
    expert: Expert,
    facts: Mapping[str, Any],
    tags: Iterable[Tag],
    opened: str | None = None,
) -> Expert:
    """Correct an expert's record, or take them out of the pool.

    Raises ChangedMeanwhile where others changed it since ``opened``, an import as well.
    """
    expert = locked(expert)
    require_own_list(by, Permission.REGISTER_EDIT, expert.department)
    return _write(expert, by, facts, tags, "edit", opened)


@action
def add_body(
    *, by: User, department: Department, facts: Mapping[str, Any], tags: Iterable[Tag] = ()
) -> ProfessionalBody:
    """Put a professional body into the department's pool."""
    require_own_list(by, Permission.REGISTER_EDIT, department)
    return _write(ProfessionalBody(department=department), by, facts, tags, "add")


@action
def edit_body(
    *,
    by: User,
    body: ProfessionalBody,
    facts: Mapping[str, Any],
    tags: Iterable[Tag],
    opened: str | None = None,
) -> ProfessionalBody:
    """Correct a body's record, or take it out of the pool; refuses like ``edit_expert``."""
    body = locked(body)
    require_own_list(by, Permission.REGISTER_EDIT, body.department)
    return _write(body, by, facts, tags, "edit", opened)


def _write(
    row: Helper,
    by: User,
    facts: Mapping[str, Any],
    tags: Iterable[Tag],
    verb: str,
    opened: str | None = None,
) -> Helper:
    chosen = list(tags)
    if any(tag.kind == TagKind.OBJECT for tag in chosen):
        raise DomainError("not_expertise", "只能选择专长或资质标签", "tags")
    body = facts.get("body")
    if body is not None and body.department_id != row.department_id:
        raise DomainError("body_of_another", "只能选择本部门库中的机构", "body")
    phone = facts.get("phone")
    if phone and read_telephone(phone) != phone:
        raise DomainError("phone", "请填写11位手机号，或带区号的固定电话", "phone")
    if isinstance(row, ProfessionalBody):
        _refuse_twice(row, facts)
    changed = [name for name, value in facts.items() if getattr(row, name, None) != value]
    if opened is not None and (changed or set(row.tags.all()) != set(chosen)):
        require_row_unchanged(row, opened, "这条记录")
    for name in changed:
        setattr(row, name, facts[name])
    row.save()
    row.tags.set(chosen)
    _record(row, verb, by, changed)
    return row


def _refuse_twice(body: ProfessionalBody, facts: Mapping[str, Any]) -> None:
    same = ProfessionalBody.objects.filter(department=body.department, name=facts.get("name"))
    if same.exclude(pk=body.pk).exists():
        raise DomainError("body_exists", "本部门库中已有这个机构，请直接修改", "name")


@action
def declare_interest(
    *, by: User, helper: Expert | ProfessionalBody, code: str, reason: str
) -> AssistantInterest:
    """Note that an expert or a body must not go to an object; of a merged one, to its survivor."""
    helper = locked(helper)
    require_own_list(by, Permission.REGISTER_EDIT, helper.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    found = InspectionObject.objects.filter(code=fold(code)[0]).first()
    if found is None:
        raise DomainError("no_such_object", "没有这个代码的检查对象，请核对", "code")
    found = current(found)
    interest, is_new = helper.interests.get_or_create(
        object=found,
        ended_on=None,
        defaults={"reason": reason[:60], "declared_by": by.username},
    )
    if not is_new:
        raise DomainError("interest_exists", "已登记过对这个对象的回避，请核对代码", "code")
    _record(helper, "declare_interest", by, [found.code])
    return interest


@action
def end_interest(*, by: User, interest: AssistantInterest, reason: str) -> None:
    """End an interest that is no more; it stays on record."""
    interest = locked(interest)
    helper = interest.expert or interest.body
    if helper is None:  # the table's constraint lets none be without one
        raise NotFound
    require_own_list(by, Permission.REGISTER_EDIT, helper.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if interest.ended_on:
        raise DomainError("interest_ended", "这条回避已经解除")
    interest.ended_on = clock.today()
    interest.save()
    _record(helper, "end_interest", by, [interest.object.code], reason)


def _record(
    row: Expert | ProfessionalBody, verb: str, by: User, fields: list[str], reason: str = ""
) -> None:
    kind = "body" if isinstance(row, ProfessionalBody) else "expert"
    event = ExpertChanged(
        subject=f"{row.department.code}/{kind}/{row.pk}", action=verb, fields=fields, reason=reason
    )
    record(event, by=by)
