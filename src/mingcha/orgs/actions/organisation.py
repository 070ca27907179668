"""Making and renaming departments and units; nothing is deleted, since history speaks of it."""

from __future__ import annotations

from mingcha.audit.record import record
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.events import OrganisationChanged
from mingcha.orgs.models import BusinessLine, Department, Region, Unit
from mingcha.orgs.policies import Administrator, require_administrator


@action
def create_department(
    *,
    by: Administrator,
    region: Region,
    code: str,
    name: str,
    short_name: str,
    line: BusinessLine | None,
    is_inspecting_body: bool,
) -> Department:
    """Make a department; without a line it begins one under its own code (R-001)."""
    require_administrator(by, region)
    if Department.objects.filter(region=region, code=code).exists():
        raise DomainError(
            "department_exists", f"{region.name}已有代码为 {code} 的部门，请换一个代码", "code"
        )
    if line is None:
        line, _ = BusinessLine.objects.get_or_create(code=code, defaults={"name": short_name})
    department = Department.objects.create(
        region=region,
        code=code,
        name=name,
        short_name=short_name,
        line=line,
        is_inspecting_body=is_inspecting_body,
    )
    _record("create_department", name, "", by)
    return department


@action
def edit_department(
    *,
    by: Administrator,
    department: Department,
    name: str,
    short_name: str,
    is_inspecting_body: bool,
) -> Department:
    """Rename a department, or say whether it inspects."""
    require_administrator(by, department.region)
    department = locked(department)
    before = _described(department)
    department.name, department.short_name = name, short_name
    department.is_inspecting_body = is_inspecting_body
    department.save()
    if _described(department) != before:
        _record("edit_department", name, before, by)
    return department


@action
def create_unit(
    *, by: Administrator, department: Department, name: str, kind: str, region: Region
) -> Unit:
    """Make a unit of a department."""
    require_administrator(by, department.region)
    require_administrator(by, region)
    _require_free(department, name)
    unit = Unit.objects.create(department=department, name=name, kind=kind, region=region)
    _record("create_unit", f"{department.name} {name}", "", by)
    return unit


@action
def edit_unit(*, by: Administrator, unit: Unit, name: str, kind: str, region: Region) -> Unit:
    """Rename a unit, or change what it is and where it works."""
    require_administrator(by, unit.department.region)
    require_administrator(by, region)
    unit = locked(unit)
    if name != unit.name:
        _require_free(unit.department, name)
    before = f"{unit.name}（{unit.get_kind_display()}，{unit.region.name}）"
    unit.name, unit.kind, unit.region = name, kind, region
    unit.save()
    _record("edit_unit", f"{unit.department.name} {name}", before, by)
    return unit


def _require_free(department: Department, name: str) -> None:
    if department.units.filter(name=name).exists():
        raise DomainError("unit_exists", f"{department.name}已有“{name}”", "name")


def _described(department: Department) -> str:
    inspects = "具有检查权" if department.is_inspecting_body else "无检查权"
    return f"{department.name}（{department.short_name}，{inspects}）"


def _record(verb: str, subject: str, before: str, by: Administrator) -> None:
    record(OrganisationChanged(subject=subject[:120], action=verb, before=before), by=by)
