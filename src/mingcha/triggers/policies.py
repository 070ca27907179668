"""Who keeps trigger rules, and who answers what they propose."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.triggers.models import TriggerProposal, TriggerRule
from mingcha.triggers.models.trigger_rule import Indicator


def may_keep_rules(user: User) -> bool:
    """Tell whether somebody keeps rules: a department's lead section, or the coordination office."""
    is_lead = user.may(Permission.TASK_EDIT) and user.department is not None
    return user.may(Permission.TARGET_EDIT) or is_lead


def require_keeper(by: User, department: Department) -> None:
    """Raise NotFound for a department beyond the actor's: the office has all of its region."""
    if not by.is_active or not may_keep_rules(by):
        raise Forbidden
    is_office = by.may(Permission.TARGET_EDIT)
    below = department.region.prefix.startswith(by.region.prefix)
    if by.department_id != department.pk and not (is_office and below):
        raise NotFound
    if not department.is_inspecting_body:
        raise Forbidden("只有具有行政检查权的部门可以有触发规则")


def require_answerer(by: User, proposal: TriggerProposal) -> None:
    """Raise NotFound unless the proposal is the actor's department's own, Forbidden without the right."""
    if by.department_id != proposal.rule.department_id:
        raise NotFound
    require(by, Permission.TASK_EDIT)


def tells_of_classes(rule: TriggerRule) -> bool:
    """Tell whether a rule, or whom it found, says something of an object's risk class (G-10)."""
    return rule.indicator == Indicator.CLASS_WORSE or "risk_levels" in rule.object_filter


def sees_hits(user: User, rule: TriggerRule) -> bool:
    """Tell whether somebody may read whom a rule found: what tells of classes only who sees these."""
    return not tells_of_classes(rule) or sees_classes(user)
