"""Experts and professional bodies come in by a file, and go out again as a whole (R-023)."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, sent, undone, workbook

from mingcha.registers.actions import experts, imports
from mingcha.registers.models import Expert, ImportBatch, ProfessionalBody, Tag
from mingcha.registers.selectors.experts import visible_experts

EXPERT_HEADS = ("姓名", "工作单位", "所属专业机构", "职称", "专业领域", "联系电话", "是否在库")
BODY_HEADS = (
    "机构名称",
    "统一社会信用代码",
    "技术服务",
    "专业领域",
    "联系人",
    "联系电话",
    "是否在库",
)
PHONE = "13800001234"


def people(*rows: tuple[str, ...]) -> bytes:
    return workbook(EXPERT_HEADS, list(rows))


def bodies(*rows: tuple[str, ...]) -> bytes:
    return workbook(BODY_HEADS, list(rows))


def expert(name: str = "周专家", **changes: str) -> tuple[str, ...]:
    row = {"employer": "省质检院", "body": "", "title": "", "areas": "计量", "phone": "", "in": ""}
    return (name, *(row | changes).values())


def body(name: str = "检测中心", **changes: str) -> tuple[str, ...]:
    row = {"code": "", "services": "抽样检验", "areas": "", "contact": "", "phone": "", "in": ""}
    return (name, *(row | changes).values())


def told(batch: ImportBatch) -> list[str]:
    return sorted(finding["code"] for finding in batch.findings)


def test_bodies_and_their_experts_come_in_with_their_fields(county: County):
    Tag.objects.create(code="gsp", name="药品GSP", kind="qualification")
    imported(county, bodies(body(areas="药品GSP", phone=PHONE)), kind="bodies")
    batch = imported(county, people(expert(body="检测中心", areas="计量、药品GSP")), kind="experts")
    assert batch.counts["new_tags"] == ["计量"]
    one = visible_experts(county.lead).get()
    assert (one.body, one.is_active) == (ProfessionalBody.objects.get(), True)
    assert {tag.name for tag in one.tags.all()} == {"计量", "药品GSP"}
    assert Tag.objects.get(name="计量").kind == "expertise"
    assert ProfessionalBody.objects.get().phone == PHONE


def test_a_blank_cell_overwrites_nothing_and_the_difference_is_shown(county: County):
    imported(county, people(expert(title="工程师", phone=PHONE), expert("钱专家")), kind="experts")
    batch = sent(county, people(expert(title="教授", areas="")), kind="experts")
    changed = batch.rows.get(outcome="changed")
    assert changed.after == {"title": "教授"}
    assert changed.before["title"] == "工程师"
    assert batch.counts["gone"] == 1
    imported(county, people(expert(title="教授", areas=""), expert("钱专家")), kind="experts")
    one = Expert.objects.get(name="周专家")
    assert (one.title, one.phone, one.tags.count()) == ("教授", PHONE, 1)
    again = sent(county, people(expert("钱专家"), expert(title="教授")), kind="experts")
    assert (again.counts["same"], again.counts["gone"]) == (2, 0)


def test_who_is_not_in_the_file_leaves_the_pool_only_where_that_is_said(county: County):
    imported(county, people(expert(), expert("钱专家")), kind="experts")
    imported(county, people(expert(), expert("孙专家")), kind="experts", gone="remove")
    assert Expert.objects.get(is_active=False).name == "钱专家"
    imported(county, people(expert("钱专家", **{"in": "是"})), kind="experts")
    assert Expert.objects.get(name="钱专家").is_active


def test_what_cannot_be_taken_is_told_at_its_cell(county: County):
    experts.add_expert(by=county.lead, department=county.market, facts={"name": "赵专家"})
    experts.add_expert(by=county.lead, department=county.market, facts={"name": "赵专家"})
    rows = [
        expert(body="没有的机构"),
        expert("赵专家", employer=""),
        expert("吴专家", phone="138", **{"in": "也许"}, title="长" * 61),
    ]
    batch = sent(county, people(*rows), kind="experts")
    assert told(batch) == [
        "platform.body.unknown",
        "platform.expert.ambiguous",
        "platform.helper.too_long",
        "platform.phone.wrong",
        "platform.pool.word_unknown",
    ]
    assert batch.counts["refused"] == 3
    cells = batch.rows.filter(outcome="refused").values_list("after", flat=True)
    assert [each["cells"][0]["cell"] for each in cells] == ["C2", "A3", "D4"]
    strange = sent(county, bodies(body(code="9113", services="")), kind="bodies")
    assert told(strange) == ["platform.body.code_wrong", "platform.body.services_missing"]


def test_two_rows_of_one_person_are_taken_once(county: County):
    imported(county, bodies(body()), kind="bodies")
    imported(county, people(expert(body="检测中心")), kind="experts")
    rows = [expert(title="教授"), expert(employer="", body="检测中心", title="院士")]
    batch = sent(county, people(*rows), kind="experts")
    assert (batch.counts["changed"], batch.counts["repeated"]) == (1, 1)


def test_an_import_is_taken_back_and_later_corrections_stay(county: County):
    imported(county, people(expert(title="工程师"), expert("钱专家")), kind="experts")
    rows = people(expert(title="教授", areas="特种设备", phone=PHONE), expert("孙专家"))
    batch = imported(county, rows, kind="experts", gone="remove")
    one = Expert.objects.get(name="周专家")
    facts = {"title": "研究员"}
    experts.edit_expert(by=county.lead, expert=one, facts=facts, tags=one.tags.all())
    assert undone(county, batch).state == "undone"
    one.refresh_from_db()
    assert (one.title, one.phone, one.tags.get().name) == ("研究员", "", "计量")
    assert batch.counts["kept"] == 1
    in_pool = Expert.objects.filter(is_active=True).values_list("name", flat=True)
    assert sorted(in_pool) == ["周专家", "钱专家"]


def test_who_was_put_in_and_out_again_since_stays_out(county: County):
    imported(county, people(expert(), expert("钱专家")), kind="experts")
    batch = imported(county, people(expert()), kind="experts", gone="remove")
    gone = Expert.objects.get(name="钱专家")
    gone.is_active = True
    gone.save()
    gone.is_active = False
    gone.save()
    undone(county, batch)
    assert not Expert.objects.get(name="钱专家").is_active
    assert batch.counts["kept"] == 1


def test_a_body_that_was_renamed_since_is_not_lost_in_silence(county: County):
    imported(county, bodies(body(), body("审计所")), kind="bodies")
    imported(county, people(expert(body="检测中心")), kind="experts")
    batch = imported(county, people(expert(body="审计所")), kind="experts")
    assert batch.counts["changed"] == 1
    ProfessionalBody.objects.filter(name="检测中心").update(name="省检测中心")
    undone(county, batch)
    one = Expert.objects.get(name="周专家")
    assert one.body == ProfessionalBody.objects.get(name="审计所")
    assert batch.counts["kept"] == 1


def test_bodies_are_taken_back_too(county: County):
    batch = imported(county, bodies(body()), kind="bodies")
    undone(county, batch)
    assert not ProfessionalBody.objects.get().is_active


def test_an_edit_after_the_check_stops_the_writing(county: County):
    from mingcha.registers.intake.working import apply_import

    one = experts.add_expert(by=county.lead, department=county.market, facts={"name": "周专家"})
    batch = sent(county, people(expert(employer="")), kind="experts")
    imports.confirm_import(by=county.lead, batch=batch, gone="keep")
    experts.edit_expert(by=county.lead, expert=one, facts={"title": "教授"}, tags=[])
    apply_import(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert not one.tags.exists()


def test_each_department_writes_into_its_own_pool(county: County):
    imported(county, people(expert()), kind="experts")
    batch = imported(county, people(expert(title="教授")), kind="experts", by=county.fire_lead)
    assert batch.counts["new"] == 1
    assert Expert.objects.get(department=county.market).title == ""


@pytest.mark.parametrize("kind", ["experts", "bodies"])
def test_an_unknown_heading_is_explained_once(county: County, kind: str):
    heads = ("名字", "院所", "服务")
    batch = sent(county, workbook(heads, [("周专家", "省质检院", "检测")]), kind=kind)
    assert batch.state == "failed"
    names = (
        {"名字": "name", "院所": "employer"}
        if kind == "experts"
        else {"名字": "name", "服务": "services"}
    )
    imports.name_columns(by=county.lead, batch=batch, names=names)
    from mingcha.registers.intake.working import check_file

    check_file(batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.counts["new"]) == ("checked", 1)
