"""Publishing what departments and offices issue: yearly schemes (R-027)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.actions import action
from mingcha.plans.models import AnnualScheme
from mingcha.publication.actions.keeping import keep
from mingcha.publication.models import Publication
from mingcha.publication.policies import require_own_department
from mingcha.publication.snapshots.scheme import scheme_snapshot


@action
def publish_scheme(*, by: User, scheme: AnnualScheme) -> Publication:
    """Publish a scheme as it was issued; why it was revised is the reason."""
    require_own_department(by, Permission.SCHEME_APPROVE, scheme.department)
    return keep(by=by, snapshot=scheme_snapshot(scheme), reason=scheme.reason)
