"""Slowing down who guesses from one address, whatever is guessed (F-2)."""

from __future__ import annotations

from datetime import timedelta

from mingcha.accounts.models import SignInAttempt
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError

WINDOW = timedelta(minutes=15)
FAILURES_PER_ADDRESS = 30


def refuse_many_failures(address: str) -> None:
    """Raise DomainError where too many attempts from the address failed within a quarter hour."""
    failed = SignInAttempt.objects.filter(
        address=address, succeeded=False, forgiven=False, at__gt=clock.now() - WINDOW
    )
    if failed.count() >= FAILURES_PER_ADDRESS:
        raise DomainError("locked", "登录失败次数过多，请15分钟后再试")


@action
def remember_failure(name: str, address: str) -> None:
    """Keep that an attempt under a name failed."""
    SignInAttempt.objects.create(username=name[:150], address=address, succeeded=False)
