"""Every route says who may open it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from mingcha.accounts.permissions import Permission
from mingcha.accounts.roles import ROLES
from mingcha.core.workflow.tables import MACHINES
from mingcha.core.workflow.transition import SYSTEM
from mingcha.foundation.access import Audience, mark_of


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry
        elif entry.app_name != "api":  # its operations carry guards of their own: tests/api
            yield from routes(entry, path)


def test_every_route_carries_an_access_mark():
    assert [path for path, route in routes(get_resolver()) if not mark_of(route.callback)] == []


def test_public_routes_are_the_portal_and_the_sign_in_page():
    public = [
        path
        for path, route in routes(get_resolver())
        if mark_of(route.callback).audience is Audience.PUBLIC  # type: ignore[union-attr]
    ]
    assert [p for p in public if not p.startswith("public/")] == ["account/sign-in/"]


def test_marks_name_permissions_that_exist():
    asked = {
        name
        for _, route in routes(get_resolver())
        for name in mark_of(route.callback).permissions  # type: ignore[union-attr]
    }
    assert asked <= set(Permission)


def test_every_permission_of_the_state_tables_is_held_by_some_role():
    held = {permission.value for role in ROLES.values() for permission in role.permissions}
    asked = {t.permission for machine in MACHINES.values() for t in machine.transitions} - {SYSTEM}
    assert asked <= held
