"""A written import of objects is taken back as a whole."""

from __future__ import annotations

from io import BytesIO

import pytest
from county import County, make_county
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from registers_files import (
    imported,
    objects_file,
    sent,
    shop,
    undone,
    uscc,
)

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import NotFound
from mingcha.foundation.jobs import Stopped
from mingcha.foundation.models import Job
from mingcha.registers.actions import imports, objects
from mingcha.registers.intake.working import apply_import, check_file
from mingcha.registers.models import ImportBatch, InspectionObject, RegisterEntry, RiskClass

FIRST = (shop(1, tags="餐饮"), shop(2, risk="D"), shop(3, exclusion="已立案调查"))
BAD = (
    shop(1, name="错名商店", risk="C", address="", tags="餐饮、重点单位"),
    shop(2, status="注销", risk="A"),
    shop(9),
)


def standing(county: County) -> dict[str, tuple]:
    """What the register says: fields, place, tags and class of every object in it."""
    entries = RegisterEntry.objects.filter(department=county.market, is_active=True)
    return {
        entry.object.code: (
            entry.exclusion,
            *(
                getattr(entry.object, name)
                for name in ("name", "kind", "status", "region_id", "address", "risk_level")
            ),
            frozenset(entry.object.tags.values_list("name", flat=True)),
        )
        for entry in entries.select_related("object")
    }


def test_a_bad_load_is_taken_back_as_a_whole(county: County):
    imported(county, objects_file(*FIRST))
    before = standing(county)
    bad = imported(county, objects_file(*BAD), gone="remove")
    assert standing(county) != before
    assert undone(county, bad).state == "undone"
    assert standing(county) == before
    assert bad.counts["kept"] == 0
    left = RegisterEntry.objects.get(object__code=uscc(9))
    assert (left.is_active, left.left_reason) == (False, "导入已撤销")
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="register.import")]
    assert verbs[-2:] == ["undo", "take_back"]
    assert InspectionObject.objects.get(code=uscc(1)).events.count() == 3


def test_what_somebody_corrected_since_is_kept(county: County):
    imported(county, objects_file(*FIRST))
    bad = imported(county, objects_file(*BAD), gone="remove")
    entry = RegisterEntry.objects.get(object__code=uscc(1))
    objects.edit_object(by=county.lead, entry=entry, facts={"name": "更正商店"}, exclusion="")
    batch = undone(county, bad)
    assert batch.counts["kept"] == 1
    one = InspectionObject.objects.get(code=uscc(1))
    assert (one.name, one.risk_level) == ("更正商店", "A")


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1)])
def test_loads_undone_in_any_order_leave_nothing_of_what_they_wrote(county: County, order):
    imported(county, objects_file(*FIRST))
    before = standing(county)
    told = (
        shop(1, name="错名甲", address="错处甲", exclusion="停业"),
        shop(1, name="错名乙", address="错处甲", exclusion="查封"),
        shop(1, name="错名甲", address="错处丙", risk="C"),
    )
    loads = [imported(county, objects_file(each)) for each in told]
    for number in order:
        undone(county, loads[number])
    assert standing(county) == before


def test_what_a_later_load_wrote_again_is_not_handed_on(county: County):
    names = ("甲", "乙", "甲", "丙")
    imported(county, objects_file(shop(1, name="起初")))
    rows = [shop(1, name=name, address=f"南环路{at}号") for at, name in enumerate(names)]
    loads = [imported(county, objects_file(row)) for row in rows]
    undone(county, loads[0])
    undone(county, loads[3])
    assert InspectionObject.objects.get(code=uscc(1)).name == "甲"


def test_an_undone_file_may_be_sent_again(county: County):
    imported(county, objects_file(*FIRST))
    bad = imported(county, objects_file(*BAD))
    undone(county, bad)
    again = imported(county, objects_file(*BAD))
    assert again.pk != bad.pk
    assert InspectionObject.objects.get(code=uscc(1)).name == "错名商店"


def test_classes_of_an_undone_load_leave_the_history(county: County):
    first = imported(county, objects_file(shop(1, risk="D")))
    undone(county, first)
    assert not RiskClass.objects.exists()
    assert InspectionObject.objects.get().risk_level == ""


def test_only_a_written_load_is_undone_with_a_reason_by_its_department(county: County):
    batch = imported(county, objects_file(*FIRST))
    with pytest.raises(GuardFailed):
        imports.undo_load(by=county.lead, batch=batch, reason=" ")
    with pytest.raises(NotFound):
        imports.undo_load(by=county.fire_lead, batch=batch, reason="不是本部门的")
    waiting = sent(county, objects_file(*BAD))
    with pytest.raises(WrongState):
        imports.undo_load(by=county.lead, batch=waiting, reason="误传的表")
    undone(county, batch)
    with pytest.raises(WrongState):
        imports.undo_load(by=county.lead, batch=batch, reason="再撤一次")


def test_a_check_that_runs_is_stopped(county: County):
    batch = imports.upload_file(
        by=county.lead,
        department=county.market,
        kind="objects",
        file_name="名录.xlsx",
        content=BytesIO(objects_file(*FIRST)),
    )

    def stopping(rows):
        yield from rows
        raise Stopped

    with pytest.raises(Stopped):
        check_file(batch=batch, watch=stopping)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("uploaded", 0)
    imports.cancel_import(by=county.lead, batch=batch)
    assert Job.objects.filter(stop_asked=True).count() == 2
    check_file(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "cancelled"


CHANGES = st.lists(
    st.builds(
        shop,
        st.integers(1, 6),
        name=st.sampled_from(["甲商店", "乙商店", ""]),
        risk=st.sampled_from(["A", "B", "D", ""]),
        status=st.sampled_from(["存续", "注销", ""]),
        address=st.sampled_from(["北大街1号", ""]),
        exclusion=st.sampled_from(["已立案调查", ""]),
        tags=st.sampled_from(["餐饮", "餐饮、危化品", ""]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[1],
)


@pytest.mark.slow
class TestUndo(TestCase):
    """Whatever a load does, undoing it puts the register back."""

    @settings(max_examples=12)
    @given(first=CHANGES, second=CHANGES, gone=st.sampled_from(["keep", "remove"]))
    def test_undoing_any_load_puts_the_register_back(self, first, second, gone):
        county = make_county()
        load(county, first, "keep")
        before = standing(county)
        batch = load(county, [*second, shop(7)], gone)
        if batch.state == "applied":
            undone(county, batch)
        assert standing(county) == before


def load(county: County, rows: list[tuple[str, ...]], gone: str) -> ImportBatch:
    """A file taken as far as it goes: a load without a row to write stays checked."""
    batch = sent(county, objects_file(*rows))
    counts = batch.counts
    if batch.state == "checked" and counts["new"] + counts["changed"]:
        imports.confirm_import(by=county.lead, batch=batch, gone=gone)
        apply_import(batch=batch)
        batch.refresh_from_db()
    return batch
