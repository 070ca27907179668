"""Departments, units, parameters and days in the hands of the system administrator."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.actions import calendar, organisation, parameters
from mingcha.orgs.models import BusinessLine, CalendarDay, Parameter
from mingcha.orgs.parameter_values import value_fault
from mingcha.orgs.parameters import CATALOGUE, parameter
from mingcha.orgs.selectors import organisation as reading


def new_department(county: County, **changes: object):
    about = {
        "by": county.sys_admin,
        "region": county.region,
        "code": "WSJK",
        "name": "澄川县卫生健康局",
        "short_name": "卫健局",
        "line": None,
        "is_inspecting_body": True,
    }
    return organisation.create_department(**(about | changes))  # type: ignore[arg-type]


def test_a_department_begins_its_line_and_gets_units(county: County):
    department = new_department(county)
    assert department.line == BusinessLine.objects.get(code="WSJK")
    unit = organisation.create_unit(
        by=county.sys_admin,
        department=department,
        name="监督所",
        kind="station",
        region=county.towns[0],
    )
    organisation.edit_unit(
        by=county.sys_admin, unit=unit, name="卫生监督所", kind="station", region=county.region
    )
    organisation.edit_unit(
        by=county.sys_admin, unit=unit, name="卫生监督所", kind="section", region=county.region
    )
    assert reading.get_unit(county.sys_admin, unit.pk).name == "卫生监督所"
    with pytest.raises(DomainError, match="已有"):
        organisation.create_unit(
            by=county.sys_admin,
            department=department,
            name="卫生监督所",
            kind="section",
            region=county.region,
        )
    assert AuditEvent.objects.filter(type="organisation.changed").count() == 4


def test_a_department_is_renamed_with_what_it_was(county: County):
    edit = {"name": "澄川县市场监管局", "short_name": "市监局", "is_inspecting_body": True}
    for _ in range(2):
        organisation.edit_department(by=county.sys_admin, department=county.market, **edit)
    event = AuditEvent.objects.get(type="organisation.changed")
    assert "澄川县市场监督管理局" in event.body["before"]
    assert reading.get_department(county.sys_admin, county.market.pk).short_name == "市监局"


def test_a_code_is_taken_once_in_a_region(county: County):
    with pytest.raises(DomainError) as refused:
        new_department(county, code="SCJG", line=county.market.line)
    assert refused.value.field == "code"


def test_outside_the_subtree_nothing_exists(county: County):
    with pytest.raises(NotFound):
        new_department(county, region=county.outsider.region)
    for get in (reading.get_department, reading.get_unit, reading.get_parameter_row):
        with pytest.raises(NotFound):
            get(county.sys_admin, 0)
    with pytest.raises(NotFound):
        reading.get_parameter(county.sys_admin, "no.such")


@pytest.mark.parametrize("persona", ["lead", "office", "sec_admin", "auditor"])
def test_only_the_system_administrator(county: County, persona: str):
    by = getattr(county, persona)
    with pytest.raises(Forbidden):
        new_department(county, by=by)
    for read in (reading.regions, reading.parameters, reading.departments):
        with pytest.raises(Forbidden):
            read(by)
    with pytest.raises(Forbidden):
        reading.calendar_days(by, 2026)


def put(county: County, value: object, **changes: object) -> Parameter:
    about = {
        "by": county.sys_admin,
        "key": "publication.working_days",
        "region": county.region,
        "department": None,
        "year": None,
        "value": value,
        "reason": "澄双随〔2026〕3号",
    }
    return parameters.set_parameter(**(about | changes))  # type: ignore[arg-type]


def test_a_parameter_holds_where_it_is_set_until_it_is_taken_back(county: County):
    put(county, 15)
    row = put(county, 10)
    put(county, 7, department=county.fire, year=2026)
    assert parameter(row.key, region=county.region) == 10
    on = date(2026, 3, 5)
    assert parameter(row.key, region=county.region, department=county.fire, on=on) == 7
    entry = reading.get_parameter(county.sys_admin, row.key)
    scopes = [parameters.scope_in_words(each) for each in entry.rows]
    assert scopes == ["澄川县", "澄川县 消防救援大队 2026年"]
    row = reading.get_parameter_row(county.sys_admin, row.pk)
    with pytest.raises(DomainError):
        parameters.clear_parameter(by=county.sys_admin, row=row, reason="")
    parameters.clear_parameter(by=county.sys_admin, row=row, reason="文件废止")
    assert parameter("publication.working_days", region=county.region) == 20
    told = AuditEvent.objects.filter(type="parameter.set").values_list(
        "body__before", "body__after"
    )
    assert list(told) == [("", "15"), ("15", "10"), ("", "7"), ("10", "")]


def test_what_cannot_be_set(county: County):
    elsewhere = county.outsider
    for changes, field in (
        ({"value": "many"}, "value"),
        ({"department": elsewhere.department}, "department"),
        ({"reason": " "}, "reason"),
    ):
        with pytest.raises(DomainError) as refused:
            put(county, **({"value": 15} | changes))
        assert refused.value.field == field
    with pytest.raises(NotFound):
        put(county, 1, key="no.such")
    with pytest.raises(NotFound):
        put(county, 1, region=elsewhere.region)


def test_a_value_for_everywhere_is_nobodys_to_take_back(county: County):
    row = Parameter.objects.create(key="draw.reserve", value="10%", reason="省定")
    with pytest.raises(NotFound):
        parameters.clear_parameter(by=county.sys_admin, row=row, reason="不要了")
    assert parameters.scope_in_words(row) == "全部区划"


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        ("exclusion.inspected_this_year", False, "否"),
        ("publication.working_days", 0, -1),
        ("publication.working_days", 20, True),
        ("draw.reserve", "12.5%", "120%"),
        ("draw.reserve", "100%", "100.5%"),
        ("publication.starts_at", "visit_started", "whenever"),
        ("risk.default_ratios", {"A": "1%"}, {"A": "lots"}),
        ("risk.default_ratios", {"A": "1%", "E": "100%"}, {}),
        ("cap.visits_per_year", {"A": 2}, {"A": "2"}),
        ("cap.exempt_reasons", ["complaint"], ["friendship"]),
        ("cap.exempt_reasons", [], "complaint"),
        ("report.county_forms", ["A", "B"], 3),
        ("risk.scheme", "food", "x" * 300),
        ("risk.scheme", "generic", 5),
    ],
)
def test_values_are_of_the_defaults_type(key: str, good: object, bad: object):
    assert value_fault(key, good) is None  # type: ignore[arg-type]
    assert value_fault(key, bad)  # type: ignore[arg-type]


def test_every_default_is_a_value_of_its_own_parameter():
    assert {
        key: value_fault(key, known.default) for key, known in CATALOGUE.items()
    } == dict.fromkeys(CATALOGUE)


def test_values_are_shown_in_words():
    shown = [reading.words(value) for value in (True, False, {"A": 1}, [], ["a", "b"], "", 5)]
    assert shown == ["是", "否", "A：1", "（空）", "a、b", "（空）", "5"]


@time_machine.travel("2026-11-20T10:00:00+08:00")
def test_a_year_is_known_once_its_national_day_is(county: County):
    assert reading.unknown_years() == [2026, 2027]
    for year in (2026, 2027):
        calendar.set_day(
            by=county.sys_admin,
            day=date(year, 10, 1),
            is_workday=False,
            name="国庆节",
            reason="国办发明电〔2026〕1号",
        )
    assert reading.unknown_years() == []
    row = reading.get_day(county.sys_admin, "2027-10-01")
    assert list(reading.calendar_days(county.sys_admin, 2027)) == [row]
    calendar.set_day(
        by=county.sys_admin, day=row.date, is_workday=True, name="试", reason="更正通知"
    )
    with pytest.raises(DomainError):
        calendar.clear_day(by=county.sys_admin, row=row, reason="")
    calendar.clear_day(by=county.sys_admin, row=row, reason="误录")
    assert CalendarDay.objects.count() == 1
    assert AuditEvent.objects.filter(type="calendar.changed").count() == 4
    for text in ("2027-10-01", "someday"):
        with pytest.raises(NotFound):
            reading.get_day(county.sys_admin, text)
