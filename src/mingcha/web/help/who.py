"""Which roles may open a page, as the page itself says."""

from __future__ import annotations

from collections.abc import Callable

from mingcha.accounts.roles import ROLES
from mingcha.foundation.access import Audience, mark_of


def who_may_open(view: Callable[..., object]) -> str:
    """Return the roles' titles in one line, read from the view's own mark."""
    mark = mark_of(view)
    if mark is None or mark.audience is Audience.PUBLIC:
        return "所有人"
    if mark.audience is Audience.SIGNED_IN:
        return "所有登录的人"
    titles = [role.title for role in ROLES.values() if role.permissions & mark.permissions]
    return "、".join(titles)
