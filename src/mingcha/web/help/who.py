"""Which roles may open a page, as the page itself says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

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


@cache
def views_by_route() -> dict[str, Callable[..., object]]:
    """Return the view behind each name."""
    return dict(_views(get_resolver()))


def _views(resolver: URLResolver) -> Iterator[tuple[str, Callable[..., object]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield str(entry.name), entry.callback
        elif not entry.app_name:
            yield from _views(entry)
