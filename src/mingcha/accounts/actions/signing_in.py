"""Signing in, with guessing slowed down (F-2)."""

from __future__ import annotations

from django.contrib.auth import authenticate

from mingcha.accounts.actions.guessing import WINDOW, refuse_many_failures
from mingcha.accounts.events import SignedIn
from mingcha.accounts.models import SignInAttempt, User
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError

FAILURES_PER_NAME = 5


def sign_in(*, username: str, password: str, address: str) -> User:
    """Return the user. Raises DomainError: wrong, or too many failures within a quarter hour.

    The same sentence answers a wrong name and a wrong password.
    """
    _refuse_guessing(username, address)
    user = authenticate(username=username, password=password)
    _remember(username, address, user if isinstance(user, User) else None)
    if not isinstance(user, User):
        raise DomainError("wrong_password", "账号或口令不正确，请重新填写", "password")
    return user


def prove_identity(*, username: str, password: str, address: str) -> User:
    """Return the user whose password was typed on somebody else's device; signs nobody in.

    Guessing is slowed down as in signing in, and raises the same DomainErrors.
    """
    _refuse_guessing(username, address)
    user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        _remember(username, address, None)
        raise DomainError("wrong_password", "口令不正确，请由本人重新填写", "password")
    return user


def _refuse_guessing(username: str, address: str) -> None:
    failed = SignInAttempt.objects.filter(
        succeeded=False, forgiven=False, at__gt=clock.now() - WINDOW
    )
    if failed.filter(username=username).count() >= FAILURES_PER_NAME:
        raise DomainError("locked", "这个账号连续输错口令次数过多，请15分钟后再试")
    refuse_many_failures(address)


@action
def _remember(username: str, address: str, user: User | None) -> None:
    attempt = SignInAttempt(username=username[:150], address=address, succeeded=user is not None)
    attempt.save()
    if user:
        SignInAttempt.objects.filter(username=username, succeeded=False).update(forgiven=True)
        record(SignedIn(subject=user.username), by=user)
