"""Rows that a department's own system sends."""

from __future__ import annotations

from datetime import date

import pytest
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.core.identifiers import uscc
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.registers.actions.upserting import upsert_objects
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.models import InspectionObject, RegisterEntry

CODES = ["91130136MA00000A18", "92130136MA00000A26", "93130136MA00000A34"]


def outcomes(answer: dict) -> list[str]:
    return [row["outcome"] for row in answer["rows"]]


def test_rows_are_new_then_the_same_then_changed(county: County):
    rows = [Row(code=code, name=f"第{n}户") for n, code in enumerate(CODES)]
    assert outcomes(upsert_objects(by=county.lead, rows=rows)) == ["new"] * 3
    assert outcomes(upsert_objects(by=county.lead, rows=rows)) == ["same"] * 3
    told = AuditEvent.objects.get(type="register.received")
    assert told.body["counts"] == ["changed=0", "new=3", "refused=0", "repeated=0", "same=0"]
    kinds = InspectionObject.objects.order_by("code").values_list("kind", flat=True)
    assert list(kinds) == ["enterprise", "self_employed", "farmer_cooperative"]
    moved = Row(
        code=CODES[0],
        name="第0户",
        region="130136001",
        address="新街1号",
        established_on=date(2020, 1, 2),
        status="revoked",
    )
    assert outcomes(upsert_objects(by=county.lead, rows=[moved, rows[1]])) == ["changed", "same"]
    first = InspectionObject.objects.get(code=CODES[0])
    assert (first.region_id, first.address, first.status) == ("130136001", "新街1号", "revoked")


def test_what_is_not_said_stays(county: County):
    full = Row(code=CODES[0], name="城关饭庄", address="旧街1号", industry="餐饮", exclusion="停业")
    upsert_objects(by=county.lead, rows=[full])
    upsert_objects(by=county.lead, rows=[Row(code=CODES[0], name="城关大饭庄")])
    entry = RegisterEntry.objects.select_related("object").get()
    assert (entry.object.name, entry.object.address) == ("城关大饭庄", "旧街1号")
    assert entry.exclusion == "停业"
    answer = upsert_objects(
        by=county.lead, rows=[Row(code=CODES[0], name="城关大饭庄", exclusion="")]
    )
    assert outcomes(answer) == ["changed"]
    entry.refresh_from_db()
    assert entry.exclusion == ""


def test_an_object_belongs_to_every_register_that_keeps_it(county: County):
    row = Row(code=CODES[0], name="城关饭庄")
    for by in (county.lead, county.fire_lead):
        assert outcomes(upsert_objects(by=by, rows=[row])) == ["new"]
    assert InspectionObject.objects.count() == 1
    RegisterEntry.objects.filter(department=county.fire).update(
        is_active=False, left_on="2026-01-02"
    )
    assert outcomes(upsert_objects(by=county.fire_lead, rows=[row])) == ["new"]
    assert RegisterEntry.objects.filter(is_active=True).count() == 2


def test_bad_rows_are_refused_one_by_one_and_the_rest_is_written(county: County):
    rows = [
        Row(code="91130136MA0000", name="短代码"),
        Row(code=CODES[0], name=""),
        Row(code=CODES[1], name="北街书店", region="130199"),
        Row(code=CODES[1].lower(), name="北街书店"),
        Row(code="", name=""),
    ]
    answer = upsert_objects(by=county.lead, rows=rows)
    assert outcomes(answer) == ["refused", "refused", "new", "repeated", "refused"]
    assert answer["counts"] == {"new": 1, "changed": 0, "same": 0, "refused": 3, "repeated": 1}
    assert answer["rows"][0]["findings"][0]["code"] == "objects.code.length"
    warned = [finding["code"] for finding in answer["rows"][2]["findings"]]
    assert "platform.region.unknown" in warned
    assert InspectionObject.objects.get().region == county.region


def test_who_may_not(county: County):
    with pytest.raises(Forbidden):
        upsert_objects(by=county.head, rows=[])
    with pytest.raises(NotFound):
        upsert_objects(by=county.sys_admin, rows=[])


def test_a_thousand_rows_take_few_statements(county: County, django_assert_max_num_queries):
    rows = [Row(code=_code(n), name=f"第{n}户") for n in range(1000)]
    with django_assert_max_num_queries(20):
        answer = upsert_objects(by=county.lead, rows=rows)
    assert answer["counts"]["new"] == 1000


def _code(number: int) -> str:
    body = f"91130136{number:09d}"
    return body + uscc.check_character(body)
