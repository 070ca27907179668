"""Every operation is public on purpose, or asks for a token with one permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import resolve

from mingcha.accounts.models.api_token import GRANTABLE
from mingcha.api.service import api
from mingcha.api.tokens import Token

PUBLIC = (
    "/items",
    "/industry-lists",
    "/object-lists",
    "/schemes",
    "/rules",
    "/plans",
    "/announcements",
    "/drawn-lists",
    "/results",
    "/follow-ups",
)
PUBLIC += ("/draws", "/log")


def operations() -> Iterator[tuple[str, Any]]:
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield bound.prefix + path, operation


def test_every_operation_is_guarded_or_public_on_purpose():
    found = list(operations())
    assert len(found) >= 24
    for path, operation in found:
        guards = operation.auth_callbacks
        if guards:
            assert all(isinstance(guard, Token) for guard in guards), path
            assert {guard.permission for guard in guards} <= {name for name, _ in GRANTABLE}
        else:
            assert operation.auth_param is None, f"{path} does not say that it is public"
            assert operation.methods == ["GET"], path
            assert path.startswith(PUBLIC), path


def test_the_api_stands_under_its_own_name():
    for path in ("/api/v1/openapi.json", "/api/v1/results", "/api/v1/nothing/of/the/kind"):
        assert "api" in resolve(path).app_names


def test_the_document_is_for_everybody_and_no_page_loads_foreign_scripts(client, db):
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.get("/api/v1/docs").status_code == 404


def test_strangers_write_nothing(client, db):
    answer = client.put("/api/v1/registers/objects", {}, content_type="application/json")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "token_invalid"
