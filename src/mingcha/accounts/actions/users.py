"""Accounts: made, switched off and on, unlocked, given a one-time password (F-2)."""

from __future__ import annotations

import secrets

from mingcha.accounts.events import AccountChanged
from mingcha.accounts.models import SignInAttempt, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department, Region, Unit

_GROUPS = 4
_GROUP = 4
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "23456789"


def one_time_password() -> str:
    """Return a password that can be read out: no letters that look alike, in groups of four."""
    alphabet = _LETTERS + _CAPITALS + _DIGITS
    while True:
        groups = ["".join(secrets.choice(alphabet) for _ in range(_GROUP)) for _ in range(_GROUPS)]
        text = "-".join(groups)
        if all(set(text) & set(kind) for kind in (_LETTERS, _CAPITALS, _DIGITS)):
            return text


def require_own_region(by: User, region: Region) -> None:
    """Raise NotFound for an account outside the administrator's subtree, Forbidden without the right."""
    if not region.prefix.startswith(by.region.prefix):
        raise NotFound
    require(by, Permission.SECURITY_ADMIN)


@action
def create_user(
    *,
    by: User,
    username: str,
    name: str,
    post: str,
    region: Region,
    department: Department | None,
    unit: Unit | None,
) -> tuple[User, str]:
    """Make an account without any role; return it and its one-time password."""
    require_own_region(by, region)
    if User.objects.filter(username=username).exists():
        raise DomainError("username_taken", "这个账号名已有人使用，请换一个", "username")
    if department and not department.region.prefix.startswith(by.region.prefix):
        raise DomainError("department", "这个部门不在您管理的区划内", "department")
    if unit and unit.department_id != (department.pk if department else None):
        raise DomainError("unit", "这个机构不属于所选部门，请选择该部门的机构", "unit")
    password = one_time_password()
    user = User(
        username=username,
        name=name,
        post=post,
        region=region,
        department=department,
        unit=unit,
        must_change_password=True,
    )
    user.set_password(password)
    user.save()
    _record("create", user, by)
    return user, password


@action
def disable_user(*, by: User, user: User, reason: str) -> None:
    """Let nobody sign in as this account; whoever is signed in is out at the next request."""
    user = _other(by, user)
    if not reason.strip():
        raise DomainError("reason", "请写明理由", "reason")
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    _record("disable", user, by, reason.strip())


@action
def enable_user(*, by: User, user: User) -> None:
    """Let the account be used again."""
    user = _other(by, user)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("enable", user, by)


@action
def unlock_user(*, by: User, user: User) -> int:
    """Forget the failures under this name, so that signing in is tried again at once; say how many."""
    user = _other(by, user)
    failures = SignInAttempt.objects.filter(username=user.username, succeeded=False, forgiven=False)
    forgiven = failures.update(forgiven=True)
    if forgiven:
        _record("unlock", user, by)
    return forgiven


@action
def reset_password(*, by: User, user: User) -> str:
    """Replace the password by a one-time one, which is returned once; sessions end."""
    user = _other(by, user)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.password_changed_at = clock.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    _record("reset_password", user, by)
    return password


def _other(by: User, user: User) -> User:
    require_own_region(by, user.region)
    if user.pk == by.pk:
        raise DomainError("own_account", "不能这样处理自己的账号，请由另一位安全管理员办理")
    return locked(user)


def _record(verb: str, user: User, by: User, reason: str = "") -> None:
    record(AccountChanged(subject=user.username, action=verb, reason=reason), by=by)
