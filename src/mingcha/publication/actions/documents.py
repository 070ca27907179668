"""Publishing what departments and offices issue: yearly schemes and rules (R-027, R-028)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.actions import action
from mingcha.plans.models import AnnualScheme, SamplingRules
from mingcha.publication.actions.keeping import keep
from mingcha.publication.models import Publication
from mingcha.publication.policies import require_own_department
from mingcha.publication.snapshots.rules import rules_snapshot
from mingcha.publication.snapshots.scheme import scheme_snapshot


@action
def publish_scheme(*, by: User, scheme: AnnualScheme) -> Publication:
    """Publish a scheme as it was issued; why it was revised is the reason."""
    require_own_department(by, Permission.SCHEME_APPROVE, scheme.department)
    return keep(by=by, snapshot=scheme_snapshot(scheme), reason=scheme.reason)


@action
def publish_rules(*, by: User, rules: SamplingRules) -> Publication:
    """Publish a version of sampling rules; its own reason is the reason."""
    require_own_department(by, Permission.PLAN_APPROVE, rules.department)
    return keep(by=by, snapshot=rules_snapshot(rules), reason=rules.reason)
