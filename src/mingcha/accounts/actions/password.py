"""Changing the own password."""

from __future__ import annotations

from mingcha.accounts.events import PasswordChanged
from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked


@action
def change_password(*, by: User, new_password: str) -> None:
    """Set a new password, which the caller's form has checked against the policy."""
    user = locked(by)
    user.set_password(new_password)
    user.must_change_password = False
    user.password_changed_at = clock.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    record(PasswordChanged(subject=user.username), by=user)
