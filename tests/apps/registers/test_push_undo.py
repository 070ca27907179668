"""Rows that a system pushes one by one are taken back as a whole, like a file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from county import County, make_county
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from registers_files import imported, objects_file, shop, undone, uscc

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions import imports, objects
from mingcha.registers.actions.upserting import upsert_objects
from mingcha.registers.intake import working
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.models import ImportBatch, InspectionObject, RegisterEntry
from mingcha.registers.selectors.reconciliation import last_loads

SYSTEM = "登记系统推送名录"


def pushed(county: County, *rows: Row, sender: str = SYSTEM) -> int | None:
    """Push rows; the batch that they went into."""
    answer = upsert_objects(by=county.lead, rows=rows, sender=sender)
    assert isinstance(answer, dict)
    return answer["import_id"]


def standing(county: County) -> dict[str, tuple]:
    """What the register says of every object in it."""
    entries = RegisterEntry.objects.filter(department=county.market, is_active=True)
    names = ("name", "kind", "status", "region_id", "address", "industry", "business_scope")
    return {
        entry.object.code: (
            entry.exclusion,
            entry.object.established_on,
            *(getattr(entry.object, name) for name in names),
        )
        for entry in entries.select_related("object")
    }


def test_a_days_pushes_are_one_load_and_go_back_as_a_whole(county: County):
    imported(county, objects_file(shop(1), shop(2, exclusion="已立案调查")))
    before = standing(county)
    first = Row(code=uscc(1), name="错名商店", established_on=date(2020, 1, 2))
    batch = pushed(county, first, Row(code=uscc(9), name="不该有的商店"))
    assert pushed(county, Row(code=uscc(1), name="更错的商店", address="错街1号")) == batch
    assert pushed(county, Row(code=uscc(2), name="澄川县第2商店", exclusion="")) == batch
    assert pushed(county, Row(code=uscc(2), name="澄川县第2商店")) is None
    load = ImportBatch.objects.get(pk=batch)
    assert (load.state, load.is_pushed, load.file_name) == (
        "applied",
        True,
        "接口推送：登记系统推送名录",
    )
    assert load.counts == {"calls": 3, "changed": 2, "new": 1, "rows": 3}
    row = load.rows.get(key=uscc(1))
    assert (row.before["name"], row.after["name"]) == ("澄川县第1商店", "更错的商店")
    assert undone(county, load).state == "undone"
    assert standing(county) == before
    assert load.counts["kept"] == 0
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="register.import")]
    assert verbs[-2:] == ["undo", "take_back"]


def test_what_somebody_corrected_since_is_kept_and_told(county: County):
    imported(county, objects_file(shop(1), shop(2)))
    batch = pushed(
        county, Row(code=uscc(1), name="错名商店", address="错街"), Row(code=uscc(2), name="乙")
    )
    entry = RegisterEntry.objects.get(object__code=uscc(1))
    objects.edit_object(by=county.lead, entry=entry, facts={"name": "更正商店"}, exclusion="")
    load = undone(county, ImportBatch.objects.get(pk=batch))
    one = InspectionObject.objects.get(code=uscc(1))
    assert (one.name, one.address, load.counts["kept"]) == ("更正商店", "南环路1号", 1)


def test_a_correction_that_was_pushed_over_comes_back(county: County):
    imported(county, objects_file(shop(1)))
    batch = pushed(county, Row(code=uscc(1), name="错名商店"))
    entry = RegisterEntry.objects.get()
    objects.edit_object(by=county.lead, entry=entry, facts={"name": "更正商店"}, exclusion="")
    pushed(county, Row(code=uscc(1), name="错名商店"))
    undone(county, ImportBatch.objects.get(pk=batch))
    assert InspectionObject.objects.get().name == "更正商店"


def test_what_was_pushed_back_is_nothing_to_undo(county: County):
    imported(county, objects_file(shop(1)))
    batch = pushed(county, Row(code=uscc(1), name="错名商店"))
    pushed(county, Row(code=uscc(1), name="澄川县第1商店"))
    load = ImportBatch.objects.get(pk=batch)
    assert (load.rows.count(), load.counts["changed"], load.counts["rows"]) == (0, 0, 0)


def test_an_object_that_came_back_by_a_push_leaves_again(county: County):
    imported(county, objects_file(shop(1)))
    batch = pushed(county, Row(code=uscc(1), name="错名商店"))
    RegisterEntry.objects.update(is_active=False, left_on="2026-01-02", left_reason="已搬走")
    pushed(county, Row(code=uscc(1), name="错名商店", exclusion="停业"))
    assert ImportBatch.objects.get(pk=batch).counts["new"] == 1
    undone(county, ImportBatch.objects.get(pk=batch))
    assert not RegisterEntry.objects.get().is_active


def test_another_day_another_system_and_what_comes_after_an_undo_are_loads_of_their_own(
    county: County,
):
    row = Row(code=uscc(1), name="甲")
    first = pushed(county, row)
    other = pushed(county, Row(code=uscc(1), name="乙"), sender="许可系统")
    with time_machine.travel(clock.now() + timedelta(days=1)):
        later = pushed(county, Row(code=uscc(1), name="丙"))
    load = ImportBatch.objects.get(pk=first)
    imports.undo_load(by=county.lead, batch=load, reason="推错了")
    working.undo_import(batch=load)
    after = pushed(county, Row(code=uscc(1), name="丁"))
    assert len({first, other, later, after}) == 4
    assert last_loads([county.market]).count() == 0


def test_a_push_waits_until_an_undo_is_done(county: County):
    row = Row(code=uscc(1), name="甲")
    load = ImportBatch.objects.get(pk=pushed(county, row))
    imports.undo_load(by=county.lead, batch=load, reason="推错了")
    with pytest.raises(DomainError, match="正在撤销") as refused:
        pushed(county, row)
    assert refused.value.code == "being_undone"
    assert upsert_objects(by=county.fire_lead, rows=[row], sender=SYSTEM)
    working.undo_import(batch=load)
    assert pushed(county, row) not in (None, load.pk)


def test_a_push_knows_nothing_of_the_loads_of_others(county: County):
    pushed(county, Row(code=uscc(1), name="甲"))
    upsert_objects(by=county.fire_lead, rows=[Row(code=uscc(1), name="甲")], sender=SYSTEM)
    assert {load.department for load in ImportBatch.objects.all()} == {county.market, county.fire}


ROWS = st.builds(
    Row,
    code=st.sampled_from([uscc(n) for n in range(1, 5)]),
    name=st.sampled_from(["甲商店", "乙商店"]),
    status=st.sampled_from([None, "existing", "deregistered"]),
    region=st.sampled_from([None, "130136001", "130136100"]),
    address=st.sampled_from([None, "", "新街1号"]),
    industry=st.sampled_from([None, "餐饮"]),
    established_on=st.sampled_from([None, date(2020, 1, 2), date(2021, 3, 4)]),
    exclusion=st.sampled_from([None, "", "停业"]),
)
CALLS = st.lists(st.lists(ROWS, min_size=1, max_size=4), min_size=1, max_size=4)


class PushedAndUndone(TestCase):
    """Whatever is pushed, in however many calls, the undo leaves the register as it was."""

    @pytest.mark.slow
    @settings(max_examples=25, deadline=None)
    @given(known=st.lists(ROWS, max_size=3), calls=CALLS)
    def test_the_register_is_as_before(self, known: list[Row], calls: list[list[Row]]):
        county = make_county()
        if known:
            pushed(county, *known, sender="另一个系统")
        before, batches = standing(county), set()
        for rows in calls:
            batches.add(pushed(county, *rows))
        for batch in batches - {None}:
            undone(county, ImportBatch.objects.get(pk=batch))
        assert standing(county) == before
