"""Written loads of classes, marks, members, inspectors and items are taken back as a whole (R-016)."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from django.urls import reverse
from registers_files import (
    CLASS_HEADS,
    FLAG_HEADS,
    MEMBER_HEADS,
    imported,
    inspectors_file,
    items_file,
    listed,
    member,
    object_of,
    officer,
    undone,
    uscc,
    workbook,
)

from mingcha.audit.models import AuditEvent
from mingcha.registers.actions import certificates, inspectors, items
from mingcha.registers.actions.flags import end_flag, enter_flag
from mingcha.registers.actions.objects import set_risk_class
from mingcha.registers.models import (
    InspectionItem,
    Inspector,
    InspectorCertificate,
    ItemVersion,
    Licence,
    ObjectFlag,
    RegisterEntry,
    RiskClass,
    SpecialMember,
)

MARK_HEADS = (*FLAG_HEADS, "说明")


def classes(*rows: tuple[str, str, str]) -> bytes:
    return workbook(CLASS_HEADS, [(code, level, "", day) for code, level, day in rows])


def history(number: int) -> list[tuple[date, str]]:
    rows = RiskClass.objects.filter(object=object_of(number)).order_by("as_of")
    return list(rows.values_list("as_of", "level"))


def test_classes_go_back_to_what_they_were_on_every_day(register: County):
    imported(
        register, classes((uscc(2), "C", "2026-01-01"), (uscc(3), "D", "2026-01-01")), "classes"
    )
    before = {number: (history(number), object_of(number).risk_level) for number in (1, 2, 3)}
    bad = classes(
        (uscc(1), "D", "2026-03-01"), (uscc(2), "A", "2026-02-01"), (uscc(3), "B", "2026-01-01")
    )
    batch = imported(register, bad, "classes")
    assert {
        number: (history(number), object_of(number).risk_level) for number in (1, 2, 3)
    } != before
    assert undone(register, batch).state == "undone"
    assert {
        number: (history(number), object_of(number).risk_level) for number in (1, 2, 3)
    } == before
    assert batch.counts["kept"] == 0
    assert imported(register, bad, "classes").state == "applied"


def test_a_class_given_by_hand_since_stays(register: County):
    today = RiskClass.objects.filter(object=object_of(1)).latest("as_of").as_of.isoformat()
    batch = imported(register, classes((uscc(2), "D", today), (uscc(3), "D", today)), "classes")
    entry = RegisterEntry.objects.get(object=object_of(2))
    set_risk_class(by=register.lead, entry=entry, level="B", reason="核实后更正")
    undone(register, batch)
    assert (object_of(2).risk_level, object_of(3).risk_level, batch.counts["kept"]) == ("B", "A", 1)


def test_marks_are_taken_off_and_ended_ones_stand_again(register: County):
    rows = [(uscc(1), "经营异常名录", "2026-01-05", "", "市监列字1号", "")]
    imported(register, workbook(MARK_HEADS, rows), "flags")
    bad = [
        (uscc(1), "经营异常名录", "2026-01-05", "2026-06-01", "市监列字2号", "已移出"),
        (uscc(2), "失信被执行人", "2026-02-01", "", "法院函", ""),
    ]
    batch = imported(register, workbook(MARK_HEADS, bad), "flags")
    undone(register, batch)
    mark = ObjectFlag.objects.get()
    assert (mark.object, mark.until, mark.source) == (object_of(1), None, "市监列字1号")
    assert (mark.note, mark.end_reason, batch.counts["kept"]) == ("", "", 0)


def test_a_mark_that_somebody_ended_or_began_since_stays(register: County):
    rows = [(uscc(1), "投诉举报", "2026-01-05", "", "工单", "")]
    imported(register, workbook(MARK_HEADS, rows), "flags")
    bad = [
        (uscc(1), "投诉举报", "2026-01-05", "2026-03-01", "工单", ""),
        (uscc(2), "媒体曝光", "2026-02-01", "", "晚报", ""),
    ]
    batch = imported(register, workbook(MARK_HEADS, bad), "flags")
    entry = RegisterEntry.objects.get(object=object_of(1))
    enter_flag(by=register.lead, entry=entry, kind="complaint", since=date(2026, 4, 1), source="函")
    other = RegisterEntry.objects.get(object=object_of(2))
    mark = ObjectFlag.objects.get(object=object_of(2))
    end_flag(by=register.lead, entry=other, flag=mark, reason="已经澄清")
    undone(register, batch)
    assert batch.counts["kept"] == 2
    assert ObjectFlag.objects.get(object=object_of(1), until=None).since == date(2026, 4, 1)
    assert ObjectFlag.objects.get(object=object_of(2)).end_reason == "已经澄清"


def test_members_leave_and_their_licences_are_as_before(register: County):
    old = member(1, "食品经营许可证", "JY1", "2024-01-05", "2026-01-01", "县局")
    imported(register, workbook(MEMBER_HEADS, [old]), "members")
    bad = [
        member(1, "食品经营许可证", "JY1", "", "2031-01-01", "市局"),
        member(2, "食品经营许可证", "JY2", "", "2031-01-01", ""),
        member(3),
    ]
    batch = imported(register, workbook(MEMBER_HEADS, bad), "members")
    undone(register, batch)
    assert SpecialMember.objects.get(left_at=None).object == object_of(1)
    gone = SpecialMember.objects.filter(left_reason="导入已撤销")
    assert {each.object.code for each in gone} == {uscc(2), uscc(3)}
    licence = Licence.objects.get()
    assert (licence.number, licence.valid_to, licence.issuer) == ("JY1", date(2026, 1, 1), "县局")
    assert batch.counts["kept"] == 0


def test_a_licence_corrected_since_stays(register: County):
    rows = [member(2, "食品经营许可证", "JY2", "", "2031-01-01", "市局")]
    batch = imported(register, workbook(MEMBER_HEADS, rows), "members")
    licence = Licence.objects.get()
    licence.issuer = "县局"
    licence.save()
    undone(register, batch)
    assert (Licence.objects.get().issuer, batch.counts["kept"]) == ("县局", 1)


def standing(county: County) -> dict[str, tuple]:
    """What the register says of those who are in it."""
    register = Inspector.objects.filter(department=county.market).exclude(state="left")
    return {
        each.staff_no: (
            *(each.name, each.unit_id, each.region_id, each.capacity, each.state),
            frozenset(each.expertise.values_list("name", flat=True)),
            tuple(each.certificates.values_list("kind", "number", "valid_until", "ended_on")),
        )
        for each in register
    }


def test_inspectors_are_as_before_with_certificates_and_tags(county: County):
    imported(
        county, inspectors_file(officer(1), officer(2), officer(3, state="产假")), "inspectors"
    )
    before = standing(county)
    bad = inspectors_file(
        officer(1, name="钱一", certificate="13-99", until="2030-01-01", expertise="计量"),
        officer(2, until="2020-01-01", capacity="1", section="", state="停职"),
        officer(7),
    )
    batch = imported(county, bad, "inspectors", gone="remove")
    assert standing(county) != before
    assert undone(county, batch).state == "undone"
    assert standing(county) == before
    assert batch.counts["kept"] == 0
    assert Inspector.objects.get(staff_no="SCJG007").state == "left"


def test_a_certificate_that_lasts_less_than_the_one_before_goes_as_well(county: County):
    imported(county, inspectors_file(officer(1)), "inspectors")
    before = standing(county)
    bad = inspectors_file(officer(1, certificate="13-99", until="2020-01-01"))
    batch = imported(county, bad, "inspectors")
    undone(county, batch)
    assert standing(county) == before
    assert batch.counts["kept"] == 0


def test_what_somebody_corrected_of_a_person_since_stays(county: County):
    imported(county, inspectors_file(officer(1), officer(2)), "inspectors")
    bad = inspectors_file(
        officer(1, capacity="1", certificate="13-9"), officer(2, until="2020-01-01", capacity="1")
    )
    batch = imported(county, bad, "inspectors", gone="keep")
    first, second = Inspector.objects.order_by("staff_no")
    tags = list(first.expertise.all())
    inspectors.edit_inspector(
        by=county.lead, inspector=first, facts={"capacity": 12}, expertise=tags
    )
    held = InspectorCertificate.objects.get(inspector=second)
    facts = {name: getattr(held, name) for name in certificates.CERTIFICATE_FIELDS}
    facts["valid_until"] = date(2029, 1, 1)
    certificates.edit_certificate(by=county.lead, certificate=held, facts=facts)
    undone(county, batch)
    assert standing(county)["SCJG001"][3] == 12
    assert [each[1] for each in standing(county)["SCJG001"][6]] == ["13-1"]
    assert standing(county)["SCJG002"][3] == 20
    assert standing(county)["SCJG002"][6][0][2] == date(2029, 1, 1)
    assert batch.counts["kept"] == 2


def version_of(code: str) -> ItemVersion:
    return InspectionItem.objects.get(code=code).versions.all()[0]


def published(county: County, code: str) -> None:
    version = version_of(code)
    items.submit_item(by=county.lead, version=version)
    items.approve_item(by=county.head, version=version)
    items.publish_item(by=county.lead, version=version)


def test_a_bad_list_of_items_leaves_no_drafts_behind(county: County):
    imported(county, items_file(listed(1), listed(2)), "items")
    published(county, "SCJG-01")
    bad = items_file(listed(1, content="改了"), listed(2, content="改了"), listed(3), listed(4))
    batch = imported(county, bad, "items")
    items.edit_item(by=county.lead, version=version_of("SCJG-04"), text={"content": "核对过"})
    assert undone(county, batch).state == "undone"
    assert (version_of("SCJG-01").number, version_of("SCJG-01").state) == (1, "published")
    assert version_of("SCJG-02").content == "是否一致"
    assert not InspectionItem.objects.filter(code="SCJG-03").exists()
    assert version_of("SCJG-04").content == "核对过"
    assert batch.counts["kept"] == 1
    discarded = AuditEvent.objects.filter(type="item.changed", body__action="discard")
    assert discarded.count() == 2


def test_what_was_handed_in_since_stays(county: County):
    batch = imported(county, items_file(listed(1)), "items")
    items.submit_item(by=county.lead, version=version_of("SCJG-01"))
    undone(county, batch)
    assert (version_of("SCJG-01").state, batch.counts["kept"]) == ("in_review", 1)


@pytest.mark.parametrize("kind", ["classes", "inspectors"])
def test_the_page_offers_it_for_every_kind(register: County, browse, kind: str):
    file = (
        classes((uscc(1), "D", "2026-03-01")) if kind == "classes" else inspectors_file(officer(1))
    )
    batch = imported(register, file, kind)
    page = browse(register.lead).get(reverse("import", args=[batch.pk])).content.decode()
    assert "撤销这次导入" in page
