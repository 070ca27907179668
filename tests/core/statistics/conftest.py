"""Facts by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingcha.core.statistics.fact import Fact, JointScope, Origin, Platform, TaskSource


def fact(task: str = "T1", obj: str = "O1", **changed: Any) -> Fact:
    """Return a fact of a planned internal task in Xinle, drawn in March and not inspected yet."""
    fields: dict[str, Any] = {
        "task_id": task,
        "task_source": TaskSource.PLAN,
        "draw_date": date(2024, 3, 5),
        "department_id": "scjg",
        "is_initiator": True,
        "line": "SCJG",
        "region_code": "130184",
        "joint_scope": JointScope.INTERNAL,
        "is_enterprise": True,
        "class_applied": False,
        "platform": Platform.OWN,
        "origin": Origin.OWN,
        "object_id": obj,
    }
    return Fact(**fields | changed)


@pytest.fixture
def make_fact():
    return fact
