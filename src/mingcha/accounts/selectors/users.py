"""Accounts as the security administrator sees them; no business data."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from mingcha.accounts.actions.guessing import WINDOW
from mingcha.accounts.actions.signing_in import FAILURES_PER_NAME
from mingcha.accounts.models import ApiToken, SignInAttempt, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.roles import ROLES, Role, conflict
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound

_SHOWN_DAYS = 90


def users(by: User) -> QuerySet[User]:
    """Return the accounts of the administrator's subtree."""
    require(by, Permission.SECURITY_ADMIN)
    found = User.objects.filter(region__prefix__startswith=by.region.prefix)
    return found.select_related("region", "department", "unit").prefetch_related("grants")


def get_user(by: User, pk: int) -> User:
    """Return an account of the subtree; raises NotFound."""
    found = users(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def role_choices(user: User) -> list[tuple[Role, str]]:
    """Return the roles that are not held, each with why it cannot be given, "" where it can."""
    offered = []
    for key, role in ROLES.items():
        if key in user.role_keys:
            continue
        pair = conflict(user.role_keys | {key})
        held = next((one.title for one in pair if one.key != key), "") if pair else ""
        offered.append((role, f"与已有的“{held}”不能由同一人担任" if pair else ""))
    return offered


def failures(user: User) -> int:
    """Return how many wrong passwords count at present."""
    found = SignInAttempt.objects.filter(
        username=user.username, succeeded=False, forgiven=False, at__gt=clock.now() - WINDOW
    )
    return found.count()


def is_locked(user: User) -> bool:
    """Tell whether signing in is refused at present."""
    return failures(user) >= FAILURES_PER_NAME


def tokens(by: User) -> QuerySet[ApiToken]:
    """Return the tokens of the subtree's accounts."""
    require(by, Permission.SECURITY_ADMIN)
    found = ApiToken.objects.filter(user__region__prefix__startswith=by.region.prefix)
    return found.select_related("user__department")


def get_token(by: User, pk: int) -> ApiToken:
    """Return a token of the subtree; raises NotFound."""
    found = tokens(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def sign_in_attempts(by: User) -> QuerySet[SignInAttempt]:
    """Return the attempts of the last quarter year, newest first."""
    require(by, Permission.AUDIT_VIEW)
    return SignInAttempt.objects.filter(at__gt=clock.now() - timedelta(days=_SHOWN_DAYS))
