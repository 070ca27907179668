"""Issuing and revoking tokens of systems; a secret is shown once and kept by nobody (F-2)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, timedelta

from mingcha.accounts.events import TokenChanged
from mingcha.accounts.models import ApiToken, User
from mingcha.accounts.models.api_token import GRANTABLE
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter

_PREFIX = "mc_"
_BYTES = 32


def token_digest(secret: str) -> str:
    """Return what is kept of a secret. It holds 256 bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@action
def issue_token(
    *, by: User, user: User, purpose: str, permissions: Collection[str], expires_on: date
) -> str:
    """Issue a token for an account and return its secret, which cannot be had again.

    Raises DomainError where the account is switched off or has no department, where its roles do
    not give a permission, or where the day is past or too far off.
    """
    require(by, Permission.SECURITY_ADMIN)
    user = locked(user)
    if not user.is_active or user.department is None:
        raise DomainError("no_account", "令牌只能发给启用的、属于某个部门的账号", "user")
    titles = dict(GRANTABLE)
    missing = [titles.get(name, name) for name in permissions if not user.may(name)]
    if missing:
        raise DomainError(
            "not_held", f"这个账号的角色没有这项权限：{'、'.join(missing)}", "permissions"
        )
    if not permissions or not set(permissions) <= set(titles):
        raise DomainError("permissions", "请选择令牌可以做什么", "permissions")
    most = int(str(parameter("api.token_days", region=user.region, department=user.department)))
    today = clock.today()
    if not today <= expires_on <= today + timedelta(days=most):
        raise DomainError("expires_on", f"有效期从今天起，最长 {most} 日，请改日期", "expires_on")
    secret = _PREFIX + secrets.token_urlsafe(_BYTES)
    token = ApiToken.objects.create(
        user=user,
        purpose=purpose,
        digest=token_digest(secret),
        permissions=sorted(permissions),
        expires_on=expires_on,
        created_by=by.username,
    )
    _record("issue", token, by)
    return secret


@action
def revoke_token(*, by: User, token: ApiToken, reason: str) -> None:
    """Make a token useless from now on; one that is so already stays as it is."""
    require(by, Permission.SECURITY_ADMIN)
    token = locked(token)
    if token.revoked_at:
        return
    if not reason.strip():
        raise DomainError("reason", "请写明理由", "reason")
    token.revoked_at, token.revoked_by = clock.now(), by.username
    token.save(update_fields=["revoked_at", "revoked_by"])
    _record("revoke", token, by, reason.strip())


def _record(verb: str, token: ApiToken, by: User, reason: str = "") -> None:
    event = TokenChanged(
        subject=token.user.username,
        action=verb,
        purpose=token.purpose,
        permissions=token.permissions,
        expires_on=token.expires_on.isoformat(),
        reason=reason,
    )
    record(event, by=by)
