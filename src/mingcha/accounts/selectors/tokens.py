"""Whose token it is."""

from __future__ import annotations

from mingcha.accounts.actions.tokens import token_digest
from mingcha.accounts.models import ApiToken
from mingcha.foundation import clock


def usable_token(secret: str) -> ApiToken | None:
    """Return the token of a secret, its account with no more rights than it gives; else None.

    The day of use is kept, so that tokens which nobody uses can be found and revoked.
    """
    found = ApiToken.objects.select_related("user__department", "user__region")
    token = found.filter(digest=token_digest(secret)).first()
    if token is None or not token.is_usable or not token.user.is_active:
        return None
    if token.used_on != clock.today():
        ApiToken.objects.filter(pk=token.pk).update(used_on=clock.today())
    user = token.user
    user.permissions = frozenset(p for p in user.permissions if p in token.permissions)
    return token
