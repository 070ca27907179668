"""What the system administrator keeps: departments, units, parameters, days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import CalendarDay, Department, Parameter, Region, Unit
from mingcha.orgs.models.region import Regions
from mingcha.orgs.parameters import CATALOGUE, Known
from mingcha.orgs.policies import Administrator, require_administrator


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter of the catalogue and the values that scopes have set."""

    key: str
    known: Known
    rows: list[Parameter]


def regions(by: Administrator) -> Regions:
    """Return the administrator's region and all below it that are in use."""
    return all_regions(by).in_use()


def all_regions(by: Administrator) -> Regions:
    """Return the administrator's region and all below it, with those that were replaced."""
    require_administrator(by)
    return Region.objects.within(by.region)


def get_region(by: Administrator, code: str) -> Region:
    """Return a division of the subtree; raises NotFound."""
    found = all_regions(by).filter(code=code).select_related("parent", "successor").first()
    if found is None:
        raise NotFound
    return found


def departments(by: Administrator) -> QuerySet[Department]:
    """Return the departments of the subtree."""
    found = Department.objects.filter(region__in=all_regions(by))
    return found.select_related("region", "line").prefetch_related("units__region")


def get_department(by: Administrator, pk: int) -> Department:
    """Return a department of the subtree; raises NotFound."""
    found = departments(by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_unit(by: Administrator, pk: int) -> Unit:
    """Return a unit of the subtree; raises NotFound."""
    found = Unit.objects.filter(department__region__in=all_regions(by), pk=pk)
    unit = found.select_related("department__region", "region").first()
    if unit is None:
        raise NotFound
    return unit


def parameters(by: Administrator) -> list[Entry]:
    """Return the catalogue with the values set in the subtree and above it."""
    rows = _parameter_rows(by)
    by_key: dict[str, list[Parameter]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return [Entry(key, known, by_key.get(key, [])) for key, known in CATALOGUE.items()]


def get_parameter(by: Administrator, key: str) -> Entry:
    """Return one of the catalogue; raises NotFound."""
    found = next((entry for entry in parameters(by) if entry.key == key), None)
    if found is None:
        raise NotFound
    return found


def get_parameter_row(by: Administrator, pk: int) -> Parameter:
    """Return a value set in the subtree; raises NotFound."""
    found = Parameter.objects.filter(region__in=all_regions(by), pk=pk)
    row = found.select_related("region", "department").first()
    if row is None:
        raise NotFound
    return row


def _parameter_rows(by: Administrator) -> list[Parameter]:
    own = by.region.prefix
    above = [own[:length] for length in range(1, len(own) + 1)]
    require_administrator(by)
    found = Parameter.objects.filter(region__prefix__startswith=own)
    found |= Parameter.objects.filter(region__prefix__in=above)
    return list(found.select_related("region", "department").order_by("key", "region__prefix"))


def calendar_days(by: Administrator, year: int) -> QuerySet[CalendarDay]:
    """Return a year's days that are not what their weekday says."""
    require_administrator(by)
    return CalendarDay.objects.filter(date__year=year)


def get_day(by: Administrator, text: str) -> CalendarDay:
    """Return a day of the table by its ISO date; raises NotFound."""
    require_administrator(by)
    try:
        day = date.fromisoformat(text)
    except ValueError as no_date:
        raise NotFound from no_date
    found = CalendarDay.objects.filter(date=day).first()
    if found is None:
        raise NotFound
    return found


def unknown_years() -> list[int]:
    """Return which of this and the next year have no days yet: their deadlines cannot be trusted."""
    this = clock.today().year
    known = set(
        CalendarDay.objects.filter(date__month=10, date__day=1).values_list("date__year", flat=True)
    )
    return [year for year in (this, this + 1) if year not in known]


def words(value: Json) -> str:
    """Return a parameter's value as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{key}：{words(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return "、".join(words(entry) for entry in value) or "（空）"
    return str(value) if value != "" else "（空）"
