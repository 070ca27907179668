"""Reading the tag rules and what was changed in bulk (R-017)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import TagRule, TagRun
from mingcha.registers.selectors.shown_facts import Facts
from mingcha.registers.tag_expressions import describe


def visible_tag_rules(user: User) -> QuerySet[TagRule]:
    """Return the rules within the user's scope."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    return TagRule.objects.filter(scope).select_related("tag", "department")


def facts_of(rule: TagRule) -> Facts:
    """Return what the form of a rule shows of it, and whether it is carried out (``shown_facts``)."""
    return {
        "条件": describe(rule.expression),
        "自动执行": "是" if rule.is_active else "否",
    }


def rules_in_use() -> QuerySet[TagRule]:
    """Return the rules that are carried out: not stopped, and of a tag that is not retired."""
    return TagRule.objects.filter(is_active=True, tag__is_retired=False)


def get_tag_rule(user: User, pk: int) -> TagRule:
    """Return one within the user's scope; raises NotFound."""
    found = visible_tag_rules(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def visible_tag_runs(user: User) -> QuerySet[TagRun]:
    """Return the bulk changes within the user's scope, the newest first."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    return TagRun.objects.filter(scope).select_related("tag", "department", "rule")
