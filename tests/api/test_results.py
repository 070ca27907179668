"""Another system hands in a result: once, for the own department's objects alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from county import County
from django.test import Client
from issued_case import THAT_DAY, Issued, issue_case

from mingcha.accounts.actions.tokens import issue_token
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.inspections.models import InspectionRecord


@pytest.fixture
def case(county: County) -> Any:
    with time_machine.travel(THAT_DAY, tick=False):
        yield issue_case(county)


def post(case: Issued, persona: str = "inspector", **changes: Any) -> Any:
    secret = issue_token(
        by=case.county.sec_admin,
        user=getattr(case.county, persona),
        purpose="执法系统回传结果",
        permissions=[Permission.VISIT_RECORD],
        expires_on=clock.today() + timedelta(days=30),
    )
    body = {
        "source_system": "省市场监管平台",
        "source_key": "R-77",
        "task_number": case.task.number,
        "object_code": case.shop.code,
        "staff_nos": ["M01", "M02"],
        "inspected_at": (THAT_DAY - timedelta(days=2)).isoformat(),
        "signed_at": (THAT_DAY - timedelta(days=1)).isoformat(),
        "result": "rectified",
        "methods": ["on_site"],
        "items": [
            {"code": "SCJG-01", "outcome": "problem", "note": "未悬挂"},
            {"code": "SCJG-02", "outcome": "no_problem"},
        ],
        "findings": "已责令改正",
    }
    headers = {"authorization": f"Bearer {secret}"}
    client = Client()
    return client.post(
        "/api/v1/results", body | changes, content_type="application/json", headers=headers
    )


def test_a_result_is_taken_once_and_goes_to_review(case: Issued):
    first, second = post(case), post(case)
    assert first.status_code == 200, first.json()
    assert first.json() == second.json()
    assert first.json()["state"] == "in_review"
    assert InspectionRecord.objects.get().source_key == "R-77"


def test_another_departments_object_is_not_there(case: Issued):
    answer = post(case, persona="fire_inspector", object_code="no-such")
    assert answer.status_code == 404
    assert post(case, task_number="1").status_code == 404


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"items": [{"code": "X", "outcome": "no_problem"}]}, 409, "items"),
        ({"signed_at": "2099-01-01T00:00:00+08:00"}, 409, "signed_at"),
        ({"signed_at": "0001-01-01T00:00:00+08:00"}, 422, "signed_at"),
        ({"signed_at": "2026-09-15T09:00:00"}, 422, "signed_at"),
        ({"result": "fine"}, 422, "result"),
        ({"inspector_name": "韩雪"}, 422, "inspector_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    case: Issued, changes: dict[str, Any], status: int, field: str
):
    answer = post(case, **changes)
    assert answer.status_code == status
    assert field in answer.json()["errors"][0]["field"]
    assert not InspectionRecord.objects.exists()
