"""The audit event of a change to an inspector's record."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.registers.events import InspectorChanged
from mingcha.registers.models import Inspector


def note(one: Inspector, verb: str, by: User, fields: Iterable[str], reason: str = "") -> None:
    """Record what was done to whom; fields go by name, never with what they held before."""
    event = InspectorChanged(
        subject=f"{one.department.code}/{one.staff_no}",
        action=verb,
        fields=[*fields],
        reason=reason,
    )
    record(event, by=by)
