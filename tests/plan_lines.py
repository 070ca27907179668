"""A plan line as a department would write it."""

from __future__ import annotations

from datetime import date
from typing import Any

LINE: dict[str, Any] = {
    "name": "公示信息抽查",
    "object_filter": {"kinds": ["enterprise"]},
    "ratios": {"A": "1%", "B": "3%", "C": "10%", "D": "50%"},
    "no_class_reason": "",
    "frequency": "每年1次",
    "frequencies": {},
    "period_from": date(2026, 3, 1),
    "period_to": date(2026, 11, 30),
    "mode": "county_county",
    "joint_scope": "internal",
    "draw_kind": "untargeted",
    "is_reserved": False,
    "weight": 1,
}
