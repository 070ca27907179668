"""Objects from a spreadsheet into a department's register."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, sent, shop, uscc, workbook
from task_station import approved_task, make_station

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.foundation.models import Job
from mingcha.registers.actions import imports, objects
from mingcha.registers.intake.working import annotate_file, apply_import, check_file
from mingcha.registers.models import (
    ImportBatch,
    InspectionObject,
    RegisterEntry,
    RiskClass,
    Tag,
)
from mingcha.registers.selectors.imports import rows_of
from mingcha.tasks.models import SubTask
from mingcha.tasks.pool_query import candidates

FIRST = (shop(1), shop(2, risk="D"), shop(3, status="吊销", exclusion="已立案调查"))


def outcomes(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.rows.exclude(key="").values_list("key", "outcome"))


def names(**conditions: object) -> list[str]:
    return list(InspectionObject.objects.filter(**conditions).values_list("name", flat=True))


def test_a_file_becomes_the_register(county: County):
    batch = imported(county, objects_file(*FIRST))
    assert batch.state == "applied"
    assert batch.counts["new"] == batch.counts["rows"] == 3
    first, second, third = InspectionObject.objects.order_by("code")
    assert (first.kind, first.region_id, first.address) == ("enterprise", "130136001", "南环路1号")
    assert first.key == first.code == uscc(1)
    assert (second.risk_level, RiskClass.objects.get(object=second).level) == ("D", "D")
    assert third.status == "revoked"
    assert third.entries.get().exclusion == "已立案调查"
    assert [e.body["action"] for e in AuditEvent.objects.filter(type="register.import")] == [
        "upload",
        "confirm",
        "apply",
    ]
    event = first.events.get()
    assert event.pgh_context.metadata == {"by": "lead"}


def test_the_preview_says_what_every_row_would_do(county: County):
    imported(county, objects_file(*FIRST))
    batch = sent(
        county,
        objects_file(
            shop(1),
            shop(2, name="改名商店", risk="B", address=""),
            shop(4),
            shop(4),
            shop(5, code="123"),
        ),
    )
    assert outcomes(batch) == {
        uscc(2): "changed",
        uscc(4): "new",
        "123": "refused",
    }
    assert [row.key for row in rows_of(batch, "gone")[:20]] == [uscc(3)]
    changed = batch.rows.get(outcome="changed")
    assert changed.before == {"name": "澄川县第2商店", "risk_level": "D"}
    assert changed.after == {"name": "改名商店", "risk_level": "B"}
    counts = batch.counts
    assert counts["rows"] == 5
    parts = ("new", "changed", "same", "refused", "repeated")
    assert sum(counts[part] for part in parts) == counts["rows"]
    assert counts["gone"] == 1
    refused = batch.rows.get(outcome="refused")
    assert refused.after["cells"][0]["cell"] == "B6"
    annotate_file(batch=batch)
    batch.refresh_from_db()
    assert bytes(batch.annotated)[:2] == b"PK"


def test_a_change_is_written_with_its_history(county: County):
    imported(county, objects_file(*FIRST))
    imported(county, objects_file(shop(1, name="改名商店", risk="C", tags="重点单位")), by=None)
    one = InspectionObject.objects.get(code=uscc(1))
    assert (one.name, one.risk_level) == ("改名商店", "C")
    assert [tag.name for tag in one.tags.all()] == ["重点单位"]
    assert list(one.events.order_by("pgh_id").values_list("name", flat=True)) == [
        "澄川县第1商店",
        "改名商店",
    ]
    again = sent(
        county, objects_file(shop(1, name="改名商店", risk="C", tags="重点单位"), *FIRST[1:])
    )
    assert again.counts["same"] == 3
    assert Tag.objects.get().code.startswith("t-")


def test_what_the_file_lacks_stays_or_leaves_as_confirmed(county: County):
    imported(county, objects_file(*FIRST))
    imported(county, objects_file(shop(1, risk="B")), gone="keep")
    assert RegisterEntry.objects.filter(is_active=True).count() == 3
    imported(county, objects_file(FIRST[1]), gone="remove")
    assert names(entries__is_active=True) == ["澄川县第2商店"]
    gone = RegisterEntry.objects.filter(is_active=False).first()
    assert gone.left_reason == "导入的名录中没有"
    back = imported(county, objects_file(*FIRST, shop(4)))
    assert back.counts["new"] == 3
    assert RegisterEntry.objects.filter(is_active=True, left_on=None).count() == 4
    assert RegisterEntry.objects.get(object__code=uscc(3)).exclusion == "已立案调查"


def test_a_refused_row_is_not_missing_from_the_file(county: County):
    imported(county, objects_file(FIRST[0], FIRST[1]))
    batch = sent(county, objects_file(FIRST[0], shop(2, name="")))
    assert outcomes(batch)[uscc(2)] == "refused"
    assert batch.counts["gone"] == 0


def test_one_object_stands_in_the_registers_of_two_departments(county: County):
    imported(county, objects_file(*FIRST))
    batch = imported(county, objects_file(shop(1, region="130136", risk="")), by=county.fire_lead)
    assert batch.counts["new"] == 1
    one = InspectionObject.objects.get(code=uscc(1))
    assert one.entries.count() == 2
    assert (one.region_id, one.risk_level) == ("130136001", "A")


def test_a_blank_cell_overwrites_nothing_but_an_exclusion(county: County):
    imported(county, objects_file(shop(1, exclusion="已立案调查")))
    batch = sent(county, objects_file(shop(1, address="", risk="", status="")))
    assert batch.rows.get().after == {"exclusion": ""}


def test_what_the_platform_cannot_place_is_found_at_the_cell(county: County):
    batch = imported(
        county,
        objects_file(
            shop(1, region="130136999", status="经营异常", risk="E"),
            shop(2, region="990000"),
            shop(3, region="440100"),
        ),
    )
    found = {each["code"]: each["places"] for each in batch.findings}
    assert found["platform.region.unknown"] == ["C2", "C4"]
    assert found["platform.status.unknown"] == ["D2"]
    assert found["platform.risk_class.unknown"] == ["E2"]
    one, _, three = InspectionObject.objects.order_by("code")
    assert (one.region_id, one.status, one.risk_level) == ("130136", "existing", "")
    assert three.region_id == "130136"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空文件"),
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"PK\x03\x04 not an archive", "已损坏"),
        (b"a\x00b", "空字节"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_at_the_field(county: County, content: bytes, said: str):
    with pytest.raises(DomainError, match=said) as refusal:
        sent(county, content)
    assert refusal.value.field == "file"
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused(county: County, monkeypatch):
    monkeypatch.setattr(imports, "MOST_BYTES", 10)
    with pytest.raises(DomainError, match="超过") as refusal:
        sent(county, objects_file(*FIRST))
    assert refusal.value.field == "file"


def test_a_table_without_a_header_fails_and_may_be_tried_again(county: County):
    batch = sent(county, "甲,乙\n1,2\n".encode())
    assert batch.state == "failed"
    assert "表头" in batch.failure
    imports.retry_import(by=county.lead, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.failure) == ("uploaded", "")
    check_file(batch=batch)
    sent(county, "甲,乙\n1,2\n".encode())
    retried = ImportBatch.objects.get(pk=batch.pk)
    ImportBatch.objects.exclude(pk=batch.pk).update(state="uploaded")
    with pytest.raises(DomainError, match="另行上传"):
        imports.retry_import(by=county.lead, batch=retried)


@pytest.mark.parametrize("rows", [(), (("",) * 8,)])
def test_a_table_without_a_row_empties_no_register(county: County, rows):
    imported(county, objects_file(*FIRST))
    batch = sent(county, objects_file(*rows))
    assert batch.state == "failed"
    assert "没有数据行" in batch.failure
    assert not batch.rows.exists()


def test_a_file_of_which_no_row_is_good_empties_no_register(county: County):
    imported(county, objects_file(*FIRST))
    batch = sent(county, objects_file(shop(8, code="1"), shop(9, code="")))
    assert (batch.counts["refused"], batch.counts["gone"]) == (2, 3)
    with pytest.raises(GuardFailed, match="没有要写入的行"):
        imports.confirm_import(by=county.lead, batch=batch, gone="remove")
    some = sent(county, objects_file(FIRST[0], shop(9, code="")))
    imports.confirm_import(by=county.lead, batch=some, gone="remove")


def test_the_same_file_is_one_import_until_it_is_written(county: County):
    batch = sent(county, objects_file(*FIRST))
    assert sent(county, objects_file(*FIRST)) == batch
    imports.confirm_import(by=county.lead, batch=batch, gone="")
    assert sent(county, objects_file(*FIRST)) == batch
    assert ImportBatch.objects.count() == 1
    apply_import(batch=batch)
    apply_import(batch=batch)
    check_file(batch=batch)
    assert InspectionObject.objects.count() == 3


def test_a_file_that_was_written_is_compared_anew_with_what_stands_now(county: County):
    first = imported(county, objects_file(*FIRST))
    again = sent(county, objects_file(*FIRST))
    assert again != first
    assert (again.state, again.counts["same"], again.counts["changed"]) == ("checked", 3, 0)
    with pytest.raises(GuardFailed, match="没有要写入的行"):
        imports.confirm_import(by=county.lead, batch=again, gone="")
    imports.cancel_import(by=county.lead, batch=again)
    InspectionObject.objects.filter(code=uscc(2)).update(address="改错的住所")
    imported(county, objects_file(*FIRST))
    assert InspectionObject.objects.get(code=uscc(2)).address == "南环路2号"


def test_a_register_that_changed_meanwhile_is_checked_again(county: County):
    imported(county, objects_file(*FIRST))
    batch = sent(county, objects_file(shop(1, name="改名商店"), *FIRST[1:]))
    imports.confirm_import(by=county.lead, batch=batch, gone="")
    InspectionObject.objects.filter(code=uscc(2)).update(address="新地址1号")
    apply_import(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert "重新校验" in batch.failure
    assert not names(name="改名商店")
    imports.retry_import(by=county.lead, batch=batch)
    check_file(batch=batch)
    batch.refresh_from_db()
    assert batch.counts["changed"] == 2
    imports.confirm_import(by=county.lead, batch=batch, gone="")
    apply_import(batch=batch)
    assert names(name="改名商店")


def test_nothing_to_write_and_an_unanswered_gap_are_not_confirmed(county: County):
    imported(county, objects_file(*FIRST))
    batch = sent(county, objects_file(*FIRST, shop(9, code="12")))
    with pytest.raises(GuardFailed, match="没有要写入的行"):
        imports.confirm_import(by=county.lead, batch=batch, gone="")
    batch = sent(county, objects_file(shop(1, name="改名商店")))
    with pytest.raises(GuardFailed, match="怎样处理"):
        imports.confirm_import(by=county.lead, batch=batch, gone="")


def test_an_import_may_be_given_up(county: County):
    batch = sent(county, objects_file(*FIRST))
    imports.cancel_import(by=county.lead, batch=batch)
    assert not batch.rows.exists()
    with pytest.raises(WrongState):
        imports.confirm_import(by=county.lead, batch=batch, gone="")
    assert sent(county, objects_file(*FIRST)) != batch


def test_only_the_own_department_imports_and_only_with_the_right(county: County):
    with pytest.raises(Forbidden):
        sent(county, objects_file(*FIRST), by=county.head)
    batch = sent(county, objects_file(*FIRST))
    with pytest.raises(NotFound):
        imports.cancel_import(by=county.fire_lead, batch=batch)
    with pytest.raises((Forbidden, NotPermitted)):
        imports.cancel_import(by=county.head, batch=batch)


def test_the_check_is_a_job_and_so_is_the_writing(county: County):
    batch = sent(county, objects_file(*FIRST))
    job = Job.objects.get(key=f"import/{batch.pk}")
    assert job.title == "校验 名录.xlsx"
    imports.confirm_import(by=county.lead, batch=batch, gone="")
    job.refresh_from_db()
    assert job.title == "写入 名录.xlsx"


def test_the_business_scope_is_kept_changed_and_never_public(county: County):
    heads = ("企业名称", "统一社会信用代码", "经营范围")
    imported(county, workbook(heads, [("甲商店", uscc(1), "食品销售；餐饮服务")]))
    one = InspectionObject.objects.get()
    assert one.business_scope == "食品销售；餐饮服务"
    batch = sent(county, workbook(heads, [("甲商店", uscc(1), "食品销售")]))
    assert batch.rows.get().before == {"business_scope": "食品销售；餐饮服务"}
    assert "business_scope" not in InspectionObject.Disclosure.public


def test_a_project_comes_in_and_is_drawn_like_an_enterprise(county: County):
    objects.add_object(
        by=county.lead,
        department=county.market,
        code="城关镇大桥改造工程",
        facts={"name": "城关镇大桥改造工程", "kind": "project", "region": county.region},
    )
    task = approved_task(county, make_station(county))
    lead = SubTask.objects.get(task=task, is_lead=True)
    task.object_filter = {"kinds": ["project"]}
    task.save()
    pool = candidates(SubTask.objects.get(pk=lead.pk), clock.today())
    assert [(each.kind, each.exclusion) for each in pool] == [("project", "")]
