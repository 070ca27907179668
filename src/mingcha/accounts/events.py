"""Events of accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    """Somebody signed in; the subject is the account."""

    type: ClassVar[str] = "account.signed_in"
    title: ClassVar[str] = "登录"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Event):
    """Somebody changed the own password."""

    type: ClassVar[str] = "account.password_changed"
    title: ClassVar[str] = "修改口令"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Event):
    """An account was made, switched off or on, unlocked, or given a new password."""

    type: ClassVar[str] = "account.changed"
    title: ClassVar[str] = "账号变动"
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenChanged(Event):
    """A token was issued for an account or revoked; the subject is the account."""

    type: ClassVar[str] = "account.token"
    title: ClassVar[str] = "接口令牌"
    action: str
    purpose: str
    permissions: list[str]
    expires_on: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Event):
    """A role was given."""

    type: ClassVar[str] = "account.role_granted"
    title: ClassVar[str] = "授予角色"
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked(Event):
    """A role was taken back."""

    type: ClassVar[str] = "account.role_revoked"
    title: ClassVar[str] = "收回角色"
    role: str
