"""A system's token, and a client that carries it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from county import County
from django.test import Client

from mingcha.accounts.actions.tokens import issue_token
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock


@pytest.fixture
def secret(county: County) -> str:
    return issue_token(
        by=county.sec_admin,
        user=county.lead,
        purpose="登记系统推送名录",
        permissions=[Permission.REGISTER_IMPORT],
        expires_on=clock.today() + timedelta(days=30),
    )


@pytest.fixture
def put(secret: str) -> Callable[..., Any]:
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def send(rows: object, key: str = "first-call", **headers: str) -> Any:
        headers = {"idempotency-key": key} | headers
        body = {"objects": rows}
        return client.put(
            "/api/v1/registers/objects", body, content_type="application/json", headers=headers
        )

    return send
