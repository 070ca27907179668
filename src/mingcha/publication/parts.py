"""The parts of a published result: one per department in a joint task, else the result itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Func, JSONField, Q

PARTS = "parts"
ONE_EACH = Func(F(f"content__{PARTS}"), function="jsonb_array_elements", output_field=JSONField())
"""A row for each part of a joint result, in SQL."""


def parts_of(content: Mapping[str, Any], key: str = "") -> list[dict[str, Any]]:
    """Return what each department found, the lead's first.

    Each has the ``key`` of its follow-up: one that stands alone that of its publication.
    """
    return content.get(PARTS) or [{**content, "key": key}]


def of_department(name: str) -> Q:
    """Return the condition that a snapshot is of a department, alone or with others."""
    return Q(department=name) | with_part(department={"name": name})


def with_part(**wanted: Any) -> Q:
    """Return the condition that one part of a joint result says all this."""
    return Q(**{f"content__{PARTS}__contains": [wanted]})
