"""Drafting and signing versions of a department's sampling rules (R-028)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import not_same, reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.sampling_rules import SAMPLING_RULES
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.plans.events import SamplingRulesChanged
from mingcha.plans.models import SamplingRules
from mingcha.plans.models.sampling_rules import PARTS
from mingcha.plans.policies import require_own_plan
from mingcha.plans.selectors.sampling_rules import newest_rules

_DRAFTER = "起草人不能签发自己的规则"


@action
def draft_rules(*, by: User, reason: str = "") -> SamplingRules:
    """Begin the own department's rules, or a new version that starts from the newest text."""
    department = by.department
    if department is None:
        raise NotFound
    require_own_plan(by, Permission.PLAN_EDIT, department)
    locked(department)
    newest = newest_rules(department)
    if newest and newest.state != "issued":
        raise DomainError("rules_in_work", "已有正在起草的版本，请直接编辑")
    if newest and reason_given(reason):
        raise DomainError("reason_missing", "请写明修订原因", "reason")
    parts = {name: getattr(newest, name) for name in PARTS} if newest else {}
    rules = SamplingRules.objects.create(
        department=department,
        version=newest.version + 1 if newest else 1,
        drafted_by=by.username,
        reason=reason.strip() if newest else "",
        **parts,
    )
    _record(rules, "create" if rules.version == 1 else "change", by, rules.reason)
    return rules


@action
def write_rules(
    *, by: User, rules: SamplingRules, parts: Mapping[str, str], effective_from: date | None
) -> SamplingRules:
    """Write the five parts of a draft and the day from which it is to be in force."""
    rules = locked(rules)
    require_own_plan(by, Permission.PLAN_EDIT, rules.department)
    if rules.state not in {"draft", "returned"}:
        raise DomainError("not_editable", "只有草稿和被退回的版本可以编辑；已印发的请修订为新版本")
    fault = _fault_of_day(rules, effective_from)
    if effective_from and fault:
        raise DomainError("day_unusable", fault, "effective_from")
    for name in PARTS:
        setattr(rules, name, parts[name].strip())
    rules.effective_from = effective_from
    rules.save()
    return rules


@action
def submit_rules(*, by: User, rules: SamplingRules) -> None:
    """Hand a draft in to be signed."""
    rules = locked(rules)
    rules.submitted_at = clock.now()
    _step(
        rules,
        "submit",
        by,
        Permission.PLAN_EDIT,
        rules_complete=rules_complete(rules),
        change_reason_given=None if rules.version == 1 else reason_given(rules.reason),
    )


@action
def withdraw_rules(*, by: User, rules: SamplingRules) -> None:
    """Take a version back before it is signed."""
    _step(locked(rules), "withdraw", by, Permission.PLAN_EDIT)


@action
def return_rules(*, by: User, rules: SamplingRules, reason: str) -> None:
    """Send a version back, with the reason."""
    rules = locked(rules)
    rules.approval_note = reason.strip()
    _step(
        rules,
        "return",
        by,
        Permission.PLAN_APPROVE,
        reason,
        not_drafter=not_same(by, rules.drafted_by, _DRAFTER),
        reason_given=reason_given(reason),
    )


@action
def issue_rules(*, by: User, rules: SamplingRules) -> None:
    """Sign a version that somebody else drafted: it is public, and in force from its day."""
    rules = locked(rules)
    not_drafter = not_same(by, rules.drafted_by, _DRAFTER)
    if not_drafter is None:
        rules.approved_by, rules.issued_at = by.username, clock.now()
        rules.approval_note = ""
    _step(
        rules,
        "issue",
        by,
        Permission.PLAN_APPROVE,
        not_drafter=not_drafter,
        rules_complete=rules_complete(rules),
    )
    announce("sampling_rules.issued", rules=rules, by=by)


def rules_complete(rules: SamplingRules) -> str | None:
    """Return None where all five parts and a day to come are written, else what lacks."""
    lacking = [title for name, title in PARTS.items() if not getattr(rules, name).strip()]
    if rules.effective_from is None:
        lacking.append("施行日期")
    if lacking:
        return f"还没有填写：{'、'.join(lacking)}"
    return _fault_of_day(rules, rules.effective_from)


def _fault_of_day(rules: SamplingRules, day: date | None) -> str | None:
    if day is None:
        return None
    if day < clock.today():
        return "施行日期已经过去，请改为今天或以后"
    issued = SamplingRules.objects.filter(department=rules.department_id, state="issued")
    last = issued.order_by("-effective_from").first()
    if last and last.effective_from and day <= last.effective_from:
        return f"施行日期要晚于上一版的 {last.effective_from:%Y-%m-%d}，请改正"
    return None


def _step(
    rules: SamplingRules,
    verb: str,
    by: User,
    permission: Permission,
    reason: str = "",
    **guards: str | None,
) -> None:
    require_own_plan(by, permission, rules.department)
    step(SAMPLING_RULES, rules, verb, by=by, **guards)
    rules.save()
    _record(rules, verb, by, reason)


def _record(rules: SamplingRules, verb: str, by: User, reason: str = "") -> None:
    event = SamplingRulesChanged(
        subject=rules.department.name,
        action=verb,
        version=rules.version,
        state=rules.state,
        day=rules.effective_from.isoformat() if rules.effective_from else "",
        reason=reason.strip(),
    )
    record(event, by=by)
