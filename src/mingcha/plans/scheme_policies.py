"""Who may write and sign a yearly scheme: the issuer's own people."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.models import AnnualScheme
from mingcha.plans.models.annual_scheme import SchemeIssuer


def may_draft_for(by: User) -> list[SchemeIssuer]:
    """Return for whom somebody drafts: the office's people for the region, a lead for the department."""
    if by.department is None or not by.may(Permission.SCHEME_EDIT):
        return []
    found = [SchemeIssuer.DEPARTMENT] if by.may(Permission.PLAN_EDIT) else []
    if by.may(Permission.TARGET_EDIT):
        found.insert(0, SchemeIssuer.REGION)
    return found


def require_drafter(by: User, issuer: str, department: Department) -> None:
    """Raise NotFound for another department's scheme, Forbidden where one does not draft for the issuer."""
    if by.department_id != department.pk:
        raise NotFound
    if issuer not in may_draft_for(by):
        raise Forbidden


def require_signer(by: User, scheme: AnnualScheme) -> None:
    """Raise NotFound for another department's scheme, Forbidden without the right to sign."""
    if by.department_id != scheme.department_id:
        raise NotFound
    require(by, Permission.SCHEME_APPROVE)
