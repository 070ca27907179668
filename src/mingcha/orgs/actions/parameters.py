"""Setting parameters for a scope, with the reason (G-1 to G-17: each ruling is data)."""

from __future__ import annotations

import json

from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.events import ParameterSet
from mingcha.orgs.models import Department, Parameter, Region
from mingcha.orgs.parameter_values import value_fault
from mingcha.orgs.parameters import CATALOGUE
from mingcha.orgs.policies import Administrator, require_administrator


@action
def set_parameter(
    *,
    by: Administrator,
    key: str,
    region: Region,
    department: Department | None,
    year: int | None,
    value: Json,
    reason: str,
) -> Parameter:
    """Set a value for a region, one of its departments, or a year of it.

    Raises DomainError at ``value``, ``department`` or ``reason``.
    """
    require_administrator(by, region)
    if key not in CATALOGUE:
        raise NotFound
    if department is not None and not department.region.prefix.startswith(region.prefix):
        raise DomainError("department", "这个部门不在所选区划内", "department")
    fault = value_fault(key, value)
    if fault:
        raise DomainError("value", fault, "value")
    _require_reason(reason)
    rows = Parameter.objects.select_for_update()
    row = rows.filter(key=key, region=region, department=department, year=year).first()
    before = row.value if row else None
    row = row or Parameter(key=key, region=region, department=department, year=year)
    row.value, row.reason = value, reason.strip()
    row.save()
    _record(row, before, value, reason, by)
    return row


@action
def clear_parameter(*, by: Administrator, row: Parameter, reason: str) -> None:
    """Take a value back, so that the next wider scope's holds again; the event keeps what it was."""
    if row.region is None:
        raise NotFound
    require_administrator(by, row.region)
    _require_reason(reason)
    _record(row, row.value, None, reason, by)
    row.delete()


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("reason", "请写明依据", "reason")


def scope_in_words(row: Parameter) -> str:
    """Return where a value holds."""
    parts = [
        row.region.name if row.region else "全部区划",
        row.department.short_name if row.department else "",
        f"{row.year}年" if row.year else "",
    ]
    return " ".join(part for part in parts if part)


def _record(row: Parameter, before: Json, after: Json, reason: str, by: Administrator) -> None:
    event = ParameterSet(
        subject=row.key,
        scope=scope_in_words(row),
        before=_text(before),
        after=_text(after),
        reason=reason.strip(),
    )
    record(event, by=by)


def _text(value: Json) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
